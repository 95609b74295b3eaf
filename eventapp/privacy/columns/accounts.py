"""What is kept about people in the tables of: accounts and signing in."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import ACCOUNT, INVITATION_LINK, OPEN_SIGN_IN, SIGN_IN_CODE, WITH_ITS_ACCOUNT

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="person",
        columns=("email", "name", "language"),
        about=About.ACCOUNTS,
        what=mark("Name, E-Mail-Adresse und Sprache"),
        purpose=mark("Einloggen und Nachrichten zur Messe"),
        basis=Basis.PUBLIC_TASK,
        retention=ACCOUNT,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="passkey",
        columns=("person_id", "name", "credential", "public_key"),
        about=About.ACCOUNTS,
        what=mark("Passkeys: öffentlicher Teil des Schlüssels und der Name, den die Person ihm gibt"),
        purpose=mark("Einloggen ohne Code"),
        basis=Basis.PUBLIC_TASK,
        retention=WITH_ITS_ACCOUNT,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="sign_in",
        columns=("person_id", "key", "device"),
        about=About.ACCOUNTS,
        what=mark("Offene Anmeldungen: seit wann, mit welchem Browser auf welchem System"),
        purpose=mark("Angemeldet bleiben, fremde Anmeldungen erkennen und beenden"),
        basis=Basis.PUBLIC_TASK,
        retention=OPEN_SIGN_IN,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="challenge",
        columns=("person_id", "browser", "answer"),
        about=About.ACCOUNTS,
        what=mark("Prüfsummen der Codes, die jemand zum Einloggen angefordert hat"),
        purpose=mark("Prüfen, ob der richtige Code eingegeben wird"),
        basis=Basis.PUBLIC_TASK,
        retention=SIGN_IN_CODE,
        seen_by=SeenBy.NOBODY,
    ),
    Personal(
        table="sign_in_link",
        columns=("person_id", "token"),
        about=About.ACCOUNTS,
        what=mark("Prüfsummen der Links aus Einladungen und Erinnerungen"),
        purpose=mark("Einloggen mit einem Link, der einmal gilt"),
        basis=Basis.PUBLIC_TASK,
        retention=INVITATION_LINK,
        seen_by=SeenBy.NOBODY,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="person", columns=("handle",), reason="chance, by which a passkey's device tells accounts apart"),
    NotPersonal(table="sign_in_link", columns=("leads_to",), reason="a path of the site"),
)
