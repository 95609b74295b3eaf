"""Over a net, mails and passwords are told to a verified mail server only. 127.0.0.2 stands for another machine."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from eventapp.outbox.postman import MailServer, Postman, mail_server
from eventapp.worker import Worker
from tests.outbox.conftest import Sink, free_port, mail_of, posted

pytestmark = pytest.mark.usefixtures("in_app", "mails")
ELSEWHERE = "127.0.0.2"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for that address, signed by itself, and its key in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    named = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ELSEWHERE))])
    at = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(at - timedelta(days=1)).not_valid_after(at + timedelta(days=1))
    made = made.add_extension(named, critical=False).add_extension(x509.BasicConstraints(True, None), critical=True)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("certificate") / "mail.pem"
    path.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def elsewhere() -> Iterator[Sink]:
    yield from served(Sink(port=free_port()))


@pytest.fixture
def elsewhere_encrypted(certificate: Path) -> Iterator[Sink]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    yield from served(Sink(port=free_port()), tls_context=context)


def served(sink: Sink, **more: ssl.SSLContext) -> Iterator[Sink]:
    controller = Controller(sink, hostname=ELSEWHERE, port=sink.port, ready_timeout=10, **more)
    controller.start()
    yield sink
    controller.stop()


def send(sink: Sink, credentials: str = "") -> str:
    """What became of a mail."""
    server = mail_server(f"smtp://{credentials}{ELSEWHERE}:{sink.port}")
    number = posted()
    Worker(Postman(server, sender="messe@messe.example", domain="messe.example"), keeps_secrets=False).round()
    return f"{mail_of(number).state} {mail_of(number).error}"


def test_a_password_is_told_to_nobody_who_offers_no_encryption(elsewhere: Sink):
    assert send(elsewhere, "name:geheim@") == "waiting Der Mailserver ist nicht zu erreichen.\nno STARTTLS offered"
    assert elsewhere.messages == []


def test_without_a_password_a_server_in_the_same_net_may_be_spoken_to_plainly(elsewhere: Sink):
    assert send(elsewhere) == "sent "


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(elsewhere_encrypted: Sink):
    assert "CERTIFICATE_VERIFY_FAILED" in send(elsewhere_encrypted)
    assert elsewhere_encrypted.messages == []


def test_a_server_whose_certificate_holds_gets_the_mail_encrypted(
    elsewhere_encrypted: Sink, certificate: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    encrypted: list[bool] = []
    elsewhere_encrypted.on_data = lambda session: encrypted.append(session.ssl is not None)

    assert (send(elsewhere_encrypted), encrypted) == ("sent ", [True])


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost:1025", MailServer("localhost", 1025, is_encrypted=False)),
        ("smtp://mail.example", MailServer("mail.example", 25, is_encrypted=False)),
        ("smtps://mail.example", MailServer("mail.example", 465, is_encrypted=True)),
        ("smtp://n%40x:p%3As@mail.example", MailServer("mail.example", 587, False, user="n@x", password="p:s")),
    ],
)
def test_the_setting_says_where_and_how(url: str, server: MailServer):
    assert mail_server(url) == server


def test_a_password_is_never_printed():
    assert "geheim" not in repr(mail_server("smtp://name:geheim@mail.example"))
