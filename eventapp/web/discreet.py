"""What is one reader's own: answers that nobody keeps and no search engine finds, and forms on private pages."""

from __future__ import annotations

from typing import TypeVar

from werkzeug.wrappers import Response

from eventapp.web.forms import Form

Answer = TypeVar("Answer", bound=Response)


def keep_to_reader(response: Answer) -> Answer:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class PrivateForm(Form):
    """On the page of a private link: who has the link may, and the request comes from a page of ours
    (``web/security.py``). There is no session that a token could belong to."""

    class Meta(Form.Meta):
        csrf = False
