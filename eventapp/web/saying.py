"""What a page says about the act that led to it, with the button that takes it back where one can."""

from __future__ import annotations

from flask import flash

from eventapp.journal.actions import running_act

UNDO = "undo"
"""The category of the message that holds the number of the entry to be taken back."""


def say(sentence: str) -> None:
    """On the next page. Asked in the transaction of the act."""
    flash(sentence)
    act = running_act()
    if act is not None:
        flash(str(act), UNDO)
