"""A letter as a message that mail servers pass on: headers, text and HTML."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from eventapp.outbox.rendering import Letter


def message_id(key: str, edition: int, *, domain: str) -> str:
    """The same for every try, so that a copy sent after a crash is known as one; another when somebody resends."""
    return f"<{hashlib.sha256(f'{edition}:{key}'.encode()).hexdigest()[:40]}@{domain}>"


def message_of(letter: Letter, *, to: str, sender: str, identity: str, language: str, at: datetime) -> EmailMessage:
    """A CR or LF in a header raises ValueError here, in the last place where it can be stopped."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = identity
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = language  # after the parts, or it would be moved into the first one
    return message
