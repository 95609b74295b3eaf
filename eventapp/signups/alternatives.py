"""Where somebody could go instead of a cancelled session. Pure."""

from __future__ import annotations

from datetime import datetime

from eventapp.programme.value import Programme, Session


def alternative_to(programme: Programme, session: Session, *, at: datetime) -> Session | None:
    """The session of the same theme that begins nearest to it and not before ``at``; a repetition of it comes first."""
    coming = [
        other
        for other in programme.sessions
        if other.code != session.code
        and not other.is_cancelled
        and not other.is_break
        and other.admission != "closed"
        and other.starts_at >= at
    ]
    again = [other for other in coming if session.series and other.series == session.series]
    akin = [other for other in coming if session.theme and other.theme == session.theme]
    nearest = again or akin
    return min(nearest, key=lambda other: (abs(other.starts_at - session.starts_at), other.number), default=None)
