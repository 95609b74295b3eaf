"""What a fair's front page is made of at a moment, whether the fair is the public one or the office's draft of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventapp.clock import day_at_the_fair
from eventapp.exhibitors.queries import takes_applications
from eventapp.fair.value import PublicFair
from eventapp.i18n import language
from eventapp.pages.face import face_of
from eventapp.programme.structured import fair_described
from eventapp.programme.value import Programme
from eventapp.web.addresses import public_url


def told_at_home(fair: PublicFair, programme: Programme | None, moment: datetime) -> dict[str, Any]:
    """Everything that ``pages/home.html`` shows of them."""
    return {
        "fair": fair,
        "programme": programme,
        "face": face_of(fair, programme, moment),
        "today": day_at_the_fair(moment),
        "may_join": takes_applications(fair.slug, at=moment),
        "described": fair_described(fair, programme, language=language(), address_of=public_url),
    }
