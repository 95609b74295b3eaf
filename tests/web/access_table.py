"""Who may ask for what in the signed-in areas: every route below /konto, /desk and /mein-stand, by hand.

A new route is entered here in the same change; the matrix then asks for it as everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, url_for

from eventapp.web.sessions import is_private
from tests.factories import SLUG
from tests.web.addresses import ARGUMENTS

WHO = {
    "everyone": {
        *("accounts.sign_in", "accounts.code", "accounts.link", "accounts.use_link", "accounts.speak"),
        *("passkeys.ask", "passkeys.answer"),
    },
    "signed_in": {
        *("accounts.account", "accounts.sign_out", "accounts.end_sign_in", "accounts.end_other_sign_ins"),
        *("passkeys.ask_for_new", "passkeys.keep_new", "passkeys.remove"),
        *("uploads.own_image", "uploads.own_file"),
    },
    "organisers": {
        *("accounts_desk.overview", "accounts_desk.invite", "accounts_desk.invite_again", "accounts_desk.withdraw"),
        "journal_desk.journal",
    },
    "members": set[str](),
}
SAMPLES = {"fair": SLUG, "int": 1}
"""What stands in an address for a value of that converter, where its name says nothing; anything else gets a word."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way to ask for one private route."""

    endpoint: str
    method: str
    path: str
    mark: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def doors(app: Flask) -> Iterator[Door]:
    """Every private route with each of its own methods."""
    names = {converter: name for name, converter in app.url_map.converters.items()}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if is_private(rule.rule):
                samples = {name: SAMPLES.get(names[type(one)], "wort") for name, one in rule._converters.items()}
                known = {name: value for name, value in ARGUMENTS.items() if name in samples}
                path = url_for(rule.endpoint, **samples | known)
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield Door(rule.endpoint, method, path, app.view_functions[rule.endpoint].__dict__["access"])
