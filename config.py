"""The settings: the only reader of the environment, and the place where weak ones are refused.

A deployer meets ``PUBLIC_BASE_URL``, ``SECRET_KEY`` (or ``SECRET_KEY_FILE``), ``DATABASE_URL`` and perhaps
``CURRENT_FAIR``; ``make run`` sets ``DEMO``. Everything that is served needs the first two, with ``flask run`` too; any
other command on the shell falls back to harmless defaults, because it signs nothing and answers nobody.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

ROOT = Path(__file__).resolve().parent
INSTANCE = ROOT / "instance"
DEMO_KEY = INSTANCE / "demo-key"
"""Written by ``make run``; where it lies and nothing else is set, commands mean the demo."""
SHORTEST_KEY = 32
ONE_SENDER = re.compile(r"[^<>@,\s]+@[^<>@,\s]+|[^<>@,\x00-\x1f\x7f]+ <[^<>@,\s]+@[^<>@,\s]+>")


class WeakSettings(RuntimeError):
    """The start is refused; the sentence says which setting and what to put there."""


def flag(environ: Mapping[str, str], name: str) -> bool:
    """``true`` or ``false`` (``1``/``0``), nothing else: a typo must not silently mean no."""
    value = environ.get(name, "").strip().lower()
    if value not in ("", "0", "1", "false", "true"):
        raise WeakSettings(f"{name} muss true oder false sein, nicht {value!r}.")
    return value in ("1", "true")


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isdecimal():
        raise WeakSettings(f"{name} muss eine Zahl sein, nicht {value!r}.")
    return int(value)


def seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    """``1``, ``0.5``; what is below nothing, endless or no number is refused."""
    value = environ.get(name) or str(default)
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", value):
        raise WeakSettings(f"{name} muss eine Zahl von Sekunden sein (zum Beispiel 1 oder 0.5), nicht {value!r}.")
    return float(value)


def secret(environ: Mapping[str, str], name: str) -> str:
    """The value, or the content of the file that ``NAME_FILE`` points to."""
    path = environ.get(f"{name}_FILE")
    try:
        return Path(path).read_text().strip() if path else environ.get(name, "")
    except OSError as error:
        raise WeakSettings(f"{name}_FILE ist nicht lesbar: {error}") from error


def is_address_of_a_host(address: str) -> bool:
    """``https://host`` or ``https://host:port``: the addresses of the pages begin right behind it."""
    try:
        parts = urlsplit(address)
        is_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme == "https" and is_host and not re.search(r"[@?#\s]", address) and not parts.path


def is_address_of_a_mail_server(address: str) -> bool:
    """``smtp://host``, ``smtp://name:password@host:587``, ``smtps://host``: nothing behind the host."""
    try:
        parts = urlsplit(address)
        is_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("smtp", "smtps") and is_host and not re.search(r"\s", address) and not any(parts[2:])


class Config:
    """All settings, by Flask's names where Flask knows them."""

    SECRET_KEY: str
    MAX_CONTENT_LENGTH = 128 * 1024
    SQLALCHEMY_TRACK_MODIFICATIONS = False
    SESSION_COOKIE_NAME = "__Host-s"
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    TEMPLATES_AUTO_RELOAD = False
    WEAK_SETTINGS = ""
    """Why a command on the shell may neither serve nor send, although it may do everything else."""
    PUBLIC_VERSION_SECONDS = 1.0
    """How long a worker believes that nothing was published; 0 asks the database for every answer."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        INSTANCE.mkdir(exist_ok=True)
        on_the_shell = environ.get("FLASK_RUN_FROM_CLI") == "true"
        configured = any(name in environ for name in ("DEMO", "SECRET_KEY", "SECRET_KEY_FILE", "PUBLIC_BASE_URL"))
        self.DEMO = flag(environ, "DEMO") or (on_the_shell and not configured and DEMO_KEY.exists())
        self.DEBUG = flag(environ, "FLASK_DEBUG")
        self.PORT = number(environ, "PORT", 8000)
        self._take_keys(environ)
        self.PUBLIC_BASE_URL = environ.get("PUBLIC_BASE_URL", "").rstrip("/")
        has_address = is_address_of_a_host(self.PUBLIC_BASE_URL)
        if self.DEMO:
            self._open_for_the_demo(environ.get("HOST", "127.0.0.1"))
        elif on_the_shell:
            self.WEAK_SETTINGS = self._weakness()
            self.SECRET_KEY = self.SECRET_KEY or secrets.token_urlsafe(32)
            self.PUBLIC_BASE_URL = self.PUBLIC_BASE_URL or "http://localhost:8000"
        else:
            self._refuse_weak_settings()
        self._take_database(environ)
        self.PUBLIC_VERSION_SECONDS = seconds(environ, "PUBLIC_VERSION_SECONDS", 1.0)
        self._take_folders(environ)
        self.CURRENT_FAIR = environ.get("CURRENT_FAIR", "")
        self._take_mail_settings(secret(environ, "MAIL_URL"), environ.get("MAIL_FROM", ""))
        has_domain = has_address or self.DEMO
        self.UID_DOMAIN = environ.get("UID_DOMAIN") or (urlsplit(self.PUBLIC_BASE_URL).hostname if has_domain else "")
        if not self.DEMO and not on_the_shell:
            self.TRUSTED_HOSTS = [urlsplit(self.PUBLIC_BASE_URL).hostname, "127.0.0.1", "localhost"]

    def _open_for_the_demo(self, host: str) -> None:
        """A generated key, plain cookie names, this machine trusted; any host when a phone is to look in."""
        if not DEMO_KEY.exists():
            DEMO_KEY.touch(mode=0o600)
            DEMO_KEY.write_text(secrets.token_urlsafe(48))
        self.SECRET_KEY = self.SECRET_KEY or DEMO_KEY.read_text()
        self.PUBLIC_BASE_URL = self.PUBLIC_BASE_URL or f"http://localhost:{self.PORT}"
        self.SESSION_COOKIE_NAME = "session"
        self.SESSION_COOKIE_SECURE = False
        if host in ("127.0.0.1", "localhost"):
            self.TRUSTED_HOSTS = ["localhost", "127.0.0.1", urlsplit(self.PUBLIC_BASE_URL).hostname]

    def _refuse_weak_settings(self) -> None:
        if weakness := self._weakness():
            raise WeakSettings(weakness)

    def _weakness(self) -> str:
        """Why nothing may be served or sent with these settings; empty if it may."""
        if self.DEBUG:
            return "FLASK_DEBUG darf im Betrieb nicht gesetzt sein."
        if len(self.SECRET_KEY) < SHORTEST_KEY:
            return f"SECRET_KEY (oder SECRET_KEY_FILE) fehlt oder ist kürzer als {SHORTEST_KEY} Zeichen."
        if self.LINK_KEY and len(self.LINK_KEY) < SHORTEST_KEY:
            return f"LINK_KEY ist kürzer als {SHORTEST_KEY} Zeichen."
        if not is_address_of_a_host(self.PUBLIC_BASE_URL):
            return "PUBLIC_BASE_URL fehlt oder ist nicht von der Art https://messe.example (ohne Pfad)."
        return ""

    def _take_keys(self, environ: Mapping[str, str]) -> None:
        self.SECRET_KEY = secret(environ, "SECRET_KEY")
        self.LINK_KEY = secret(environ, "LINK_KEY")
        self.SECRET_KEY_FALLBACKS = secret(environ, "SECRET_KEY_FALLBACKS").split()
        # Without a key of their own private links are made with the other one, and so were the former ones.
        formerly = [] if self.LINK_KEY else self.SECRET_KEY_FALLBACKS
        self.LINK_KEY_FALLBACKS = secret(environ, "LINK_KEY_FALLBACKS").split() or formerly

    def _take_database(self, environ: Mapping[str, str]) -> None:
        self.SQLALCHEMY_DATABASE_URI = environ.get("DATABASE_URL") or f"sqlite:///{INSTANCE / 'eventapp.sqlite'}"
        # What a statement was sent with would stand in the log with its error: names and addresses.
        self.SQLALCHEMY_ENGINE_OPTIONS = {"hide_parameters": True}

    def _take_folders(self, environ: Mapping[str, str]) -> None:
        self.BACKUP_FOLDER = environ.get("BACKUP_FOLDER") or str(INSTANCE / "backups")
        self.ERASED_LIST = environ.get("ERASED_LIST") or str(INSTANCE / "erased.txt")
        self.UPLOAD_FOLDER = environ.get("UPLOAD_FOLDER") or str(INSTANCE / "uploads")

    def _take_mail_settings(self, url: str, sender: str) -> None:
        """The address of the mail server holds a password: it is never repeated."""
        if url and not is_address_of_a_mail_server(url):
            raise WeakSettings("MAIL_URL ist nicht von der Art smtp://name:passwort@host:587 oder smtps://host.")
        host = urlsplit(self.PUBLIC_BASE_URL).hostname or "localhost"
        self.MAIL_URL = url
        self.MAIL_FROM = sender or f"noreply@{host}"
        if not ONE_SENDER.fullmatch(self.MAIL_FROM):
            raise WeakSettings(
                "MAIL_FROM ist nicht von der Art messe@firma.example oder Messebüro <messe@firma.example>."
            )


def from_environment() -> Config:
    """The settings of this process. ``flask run`` is no command but a server: it needs what every server needs."""
    context = click.get_current_context(silent=True)
    serves = context is not None and context.info_name == "run"
    return Config({**os.environ, "FLASK_RUN_FROM_CLI": "false"} if serves else os.environ)
