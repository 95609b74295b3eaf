"""The office at its pages about places."""

from __future__ import annotations

from lxml import html
from werkzeug.test import TestResponse

from tests.factories import SLUG
from tests.reader import Page, faults
from tests.signups.house import of_address

DESK = f"/desk/{SLUG}/plaetze"
ADA, BEN, CEM, DOA = (f"{name}@besuch.example" for name in ("ada", "ben", "cem", "doa"))


def text_of(answer: TestResponse) -> str:
    """What stands on the page, without the menu."""
    tree = html.fromstring(answer.get_data(as_text=True))
    (main,) = tree.xpath("//main")
    return " ".join(main.text_content().split())


def faults_of(answer: TestResponse) -> list[str]:
    page = Page(answer.request.path, answer.status_code, answer.get_data(as_text=True))
    return [str(fault) for fault in faults(page)]


def handle_of(email: str, *, code: str = "WORKSH") -> str:
    found = of_address(email, code=code)
    assert found is not None
    return found.handle
