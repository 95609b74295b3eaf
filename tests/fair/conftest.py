"""A browser of the office at a fair, and what the fair's draft says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from eventapp.fair.queries import draft_of, get_fair
from tests.factories import SLUG, make_fair
from tests.people import Insider, sign_in


@pytest.fixture
def office(app: Flask) -> Insider:
    """A browser of the office, and a fair."""
    with app.app_context():
        make_fair()
    return sign_in(app)


@pytest.fixture
def draft(app: Flask) -> Callable[[], dict[str, str]]:
    def written() -> dict[str, str]:
        with app.app_context():
            return dict(draft_of(get_fair(SLUG)).written)

    return written
