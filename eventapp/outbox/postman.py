"""The carrier of real mails: to the mail server in ``MAIL_URL``, and to no other machine."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from eventapp.outbox.delivery import Claimed, Deferred, NotTaken, Rejected, Unreachable
from eventapp.outbox.message import message_id, message_of
from eventapp.outbox.rendering import Letter

SECONDS = 10.0
"""How long the server may be silent."""
SUBMISSION, PLAIN, ENCRYPTED = 587, 25, 465
PERMANENT = 500
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    is_encrypted: bool
    """From the first byte (``smtps``)."""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def needs_encryption(self) -> bool:
        """A password, or port 587, never goes through a net unencrypted; within one machine there is no net."""
        return self.host not in THIS_MACHINE and (self.port == SUBMISSION or bool(self.user))


def mail_server(url: str) -> MailServer:
    """From ``smtp://user:password@host:587``, ``smtps://host``, ``smtp://localhost:1025``."""
    parts = urlsplit(url)
    is_encrypted = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or (ENCRYPTED if is_encrypted else SUBMISSION if parts.username else PLAIN),
        is_encrypted=is_encrypted,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


class Postman:
    """Keeps one connection open for the mails of one round. ``domain`` is that of the Message-IDs."""

    is_kept = False

    def __init__(self, server: MailServer, *, sender: str, domain: str) -> None:
        self.server = server
        self.sender = sender
        self.domain = domain
        self._open: smtplib.SMTP | None = None

    def hand_over(self, claimed: Claimed, letter: Letter, *, at: datetime) -> None:
        """Returns when the server has said that it is responsible now; raises :class:`NotTaken` otherwise."""
        to = claimed.to_address
        message = message_of(
            letter,
            to=to,
            sender=self.sender,
            identity=message_id(claimed.key, claimed.edition, domain=self.domain),
            language=claimed.language,
            at=at,
        )
        try:
            self._connection().send_message(message, parseaddr(self.sender)[1], [to])
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = error.recipients[to]
            raise _refusal(code, answer) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except OSError as error:  # everything else smtplib and the net may raise is one of these
            self._break_off()
            raise Unreachable(_in_words(error)) from error

    def hang_up(self) -> None:
        if self._open is not None:
            try:
                self._open.quit()
            except OSError:
                self._break_off()
            self._open = None

    def _break_off(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> smtplib.SMTP:
        if self._open is not None:
            try:
                self._open.rset()
            except OSError:
                self._break_off()
        if self._open is None:
            self._open = self._dial()
        return self._open

    def _dial(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        if server.is_encrypted:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=self.domain, timeout=SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, local_hostname=self.domain, timeout=SECONDS)
        try:
            smtp.ehlo_or_helo_if_needed()
            if not server.is_encrypted and server.host not in THIS_MACHINE and smtp.has_extn("starttls"):
                smtp.starttls(context=context)
                smtp.ehlo()
            elif server.needs_encryption and not server.is_encrypted:
                raise smtplib.SMTPNotSupportedError("no STARTTLS offered")
            if server.user:
                smtp.login(server.user, server.password)
        except OSError:
            smtp.close()
            raise
        return smtp


def _refusal(code: int, answer: bytes | str) -> NotTaken:
    said = f"{code} {_text(answer)}"
    return Rejected(said) if code >= PERMANENT else Deferred(said)


def _in_words(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
