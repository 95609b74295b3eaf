"""One e-mail address, and nothing that could smuggle in a second one or another header."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from eventapp.errors import DomainError
from eventapp.i18n import mark

LONGEST_ADDRESS = 254


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
