"""A clock that stands, and a browser that knows nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.people import Insider, browser_of
from tests.signups.house import NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def browser(app: Flask) -> Insider:
    return browser_of(app)
