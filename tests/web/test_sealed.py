"""Forms of strangers: without a cookie, and yet not from anywhere, not by machines, and once only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from eventapp.web.forms import Line, Required
from eventapp.web.sealed import SealBroken, StrangerForm, opened, seal

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def sealed_at(app: Flask, purpose: str, moment: datetime) -> str:
    with app.test_request_context("/"), time_machine.travel(moment, tick=False):
        return seal(purpose)


def opened_at(app: Flask, purpose: str, written: str, moment: datetime) -> str:
    with app.test_request_context("/"), time_machine.travel(moment, tick=False):
        return opened(purpose, written)


def test_a_seal_gives_its_form_one_key(app: Flask):
    written = sealed_at(app, "mitmachen", MONDAY)

    keys = {opened_at(app, "mitmachen", written, MONDAY + timedelta(minutes=minute)) for minute in (1, 2)}
    other = opened_at(app, "mitmachen", sealed_at(app, "mitmachen", MONDAY), MONDAY + timedelta(minutes=1))

    assert len(keys) == 1
    assert other not in keys


@pytest.mark.parametrize(
    ("purpose", "spoilt", "later"),
    [
        ("mitmachen", "", timedelta(seconds=1)),
        ("mitmachen", "", timedelta(hours=25)),
        ("anderes", "", timedelta(minutes=1)),
        ("mitmachen", "x", timedelta(minutes=1)),
    ],
)
def test_too_fast_too_late_elsewhere_or_forged_is_refused(app: Flask, purpose: str, spoilt: str, later: timedelta):
    written = sealed_at(app, "mitmachen", MONDAY) + spoilt

    with pytest.raises(SealBroken):
        opened_at(app, purpose, written, MONDAY + later)


class Named(StrangerForm):
    name = Line("Name", [Required("Geben Sie einen Namen ein.")])


def sent_at(app: Flask, written: str, moment: datetime, **typed: str) -> tuple[list[str], str]:
    """What the form complains of when it comes back at that moment, and the seal under which it is shown again."""
    sent = app.test_request_context("/", method="POST", data={"siegel": written, **typed})
    with sent, time_machine.travel(moment, tick=False):
        form = Named()
        form.validate()
        return [sentence for _id, sentence in form.faults], str(form.siegel.data)


def test_whose_answer_is_missing_is_not_told_that_it_went_fast(app: Flask):
    faults, _ = sent_at(app, sealed_at(app, "form", MONDAY), MONDAY)

    assert faults == ["Geben Sie einen Namen ein."]


def test_who_was_too_fast_need_not_wait_anew(app: Flask):
    fast, seal_again = sent_at(app, sealed_at(app, "form", MONDAY), MONDAY + timedelta(seconds=2), name="Ada")
    again, _ = sent_at(app, seal_again, MONDAY + timedelta(seconds=4), name="Ada")

    assert (len(fast), again) == (1, [])
