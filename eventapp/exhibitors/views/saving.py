"""What comes along with a form: files become answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventapp.errors import DomainError
from eventapp.exhibitors.fields.field import Kind
from eventapp.exhibitors.forms import StepForm
from eventapp.i18n import _
from eventapp.uploads.actions import keep_file, keep_image
from eventapp.uploads.value import LOGO_AT_LEAST


def keep_files(form: StepForm, changes: dict[str, Any], *, at: datetime) -> None:
    """Into ``changes``; one that cannot be kept says so at its field."""
    for asked, sent in form.uploads():
        try:
            if asked.field.kind is Kind.IMAGE:
                kept = keep_image(sent.stream, at=at, name=sent.filename, at_least=LOGO_AT_LEAST)
            else:
                kept = keep_file(sent.stream, at=at, name=sent.filename)
        except DomainError as error:
            form[asked.field.key].errors = [_(error.message, **error.values)]
        else:
            changes[asked.field.key] = kept.digest
