"""What comes along with a form: files become answers.

Opening a picture takes up to a second. Nobody could write meanwhile if that happened under the lock, so pictures are
opened first, and the transaction begins with all of them at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO, cast

from flask import g, request
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.exhibitors.fields.field import Kind
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.forms import StepForm
from eventapp.exhibitors.views.own import own_or_404
from eventapp.i18n import _
from eventapp.uploads.actions import keep_file, keep_image, open_image
from eventapp.uploads.value import LOGO_AT_LEAST
from eventapp.web.transaction import READING, in_one_transaction

PICTURES = frozenset(field.key for task in TASKS for field in task.fields if field.kind is Kind.IMAGE)
"""Names under which forms send pictures."""


def with_pictures_opened(exhibitor_id: int, view: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """The view in its transaction, pictures opened before that; for nobody whose exhibitor it is not."""
    if request.method in READING:
        return view()
    if request.files:
        own_or_404(exhibitor_id)
        g.opened = {}
        for sent in (sent for key, sent in request.files.items() if key in PICTURES and sent.filename):
            g.opened |= open_image(cast(BinaryIO, sent.stream), at_least=LOGO_AT_LEAST)
    return in_one_transaction(view)


def keep_files(form: StepForm, changes: dict[str, Any], *, at: datetime) -> None:
    """Into ``changes``; one that cannot be kept says so at its field."""
    for asked, sent in form.uploads():
        try:
            if asked.field.kind is Kind.IMAGE:
                opened = g.get("opened")
                kept = keep_image(sent.stream, at=at, name=sent.filename, at_least=LOGO_AT_LEAST, opened=opened)
            else:
                kept = keep_file(sent.stream, at=at, name=sent.filename)
        except DomainError as error:
            form[asked.field.key].errors = [_(error.message, **error.values)]
        else:
            changes[asked.field.key] = kept.digest
