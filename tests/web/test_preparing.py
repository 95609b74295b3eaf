"""What is done before workers are forked."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.web.preparing import PREPARE


@pytest.fixture
def compiled(app: Flask) -> list[str]:
    """Names of the templates that an application holds compiled once it is prepared."""
    app.extensions[PREPARE]()
    return [name for _loader, name in app.jinja_env.cache or {}]


@pytest.mark.parametrize("name", ["base.html", "programme/overview.html", "programme/session.html", "pages/home.html"])
def test_a_prepared_application_holds_the_pages_of_visitors(compiled: list[str], name: str):
    assert name in compiled


def test_the_desk_s_pages_are_left_to_whoever_opens_them(compiled: list[str]):
    assert not [name for name in compiled if "desk" in name]
