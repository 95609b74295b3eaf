"""One e-mail address, and nothing that could smuggle in a second one or another header."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from eventapp.errors import DomainError
from eventapp.i18n import mark

LONGEST_ADDRESS = 254
WITHOUT_DOTS = ("gmail.com", "googlemail.com")
"""One mail house under two names, which reads no dots before the @."""
PLAIN = re.compile(
    r"(?=[^@]{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*"
    r"@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,5}(?!(?:arpa|invalid|local|localhost|onion|test)$)[a-z]{2,24}"
)
"""Most addresses are of this shape, of which nothing has to be looked at more closely: that takes a tenth of a
millisecond, and every mail that is posted is held against it. A test compares."""


class NotAnAddress(DomainError):
    """What was given is not exactly one address to which mail can be sent."""

    def __init__(self) -> None:
        super().__init__(
            mark("Das ist keine E-Mail-Adresse, an die wir schreiben können. Richtig ist zum Beispiel name@firma.de."),
            field="email",
        )


def one_address(written: str) -> str:
    """The address as a mail server wants it: plain ASCII, an international domain in its ASCII form.

    Blanks around it are forgiven. A name beside it, a list, quotes, control characters and a local part with other
    letters than ASCII are refused: the first four are ways to reach more people, the last is not delivered everywhere.
    """
    address = written.strip(" \t")
    if len(address) <= LONGEST_ADDRESS and PLAIN.fullmatch(address):
        return address
    try:
        found = validate_email(
            address,
            check_deliverability=False,
            allow_smtputf8=False,
            allow_quoted_local=False,
            allow_domain_literal=False,
            allow_display_name=False,
            strict=True,
        )
    except EmailNotValidError as error:
        raise NotAnAddress from error
    if found.ascii_email is None or len(found.ascii_email) > LONGEST_ADDRESS:
        raise NotAnAddress
    return found.ascii_email


def mailbox_of(address: str) -> str:
    """One spelling for all that reach the same mailbox: small letters, without what its reader may add behind a ``+``
    (RFC 5233), and as Google reads it. For counting and comparing only; mail goes to the address as it was typed."""
    local, _at, domain = address.lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in WITHOUT_DOTS:
        local, domain = local.replace(".", ""), WITHOUT_DOTS[0]
    return f"{local}@{domain}"
