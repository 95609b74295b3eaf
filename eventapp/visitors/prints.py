"""A print of an address: equal for equal addresses, and without our key neither to be turned back nor to be tried."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app


def print_of(email: str) -> str:
    standing = current_app.config["LINK_KEY"] or current_app.config["SECRET_KEY"]
    key = hashlib.sha256(f"prints of addresses|{standing}".encode()).digest()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()
