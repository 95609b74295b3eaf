"""A clock that stands, at a moment long before the workshop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.signups.house import NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
