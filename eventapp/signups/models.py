"""Places in sessions: who has one, who waits, and the one row of each session that all who want in queue at."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.database import Entity, UtcDateTime
from eventapp.programme.models import ConferenceSession
from eventapp.visitors.models import LONGEST_NAME, Visitor

TAKING = ("held", "confirmed", "offered")
"""States in which a sign-up takes a place."""
STANDING = ("held", "asked", "confirmed", "offered", "waiting")
"""States in which a sign-up stands; a person has one such sign-up for a session at most."""
ENDED = ("given_back", "lapsed", "removed")
STATES = (*STANDING, *ENDED)
OVERLAP_UNSET, OFFER_HOURS_UNSET = "warn", 12
"""What holds at a fair whose office set nothing."""
_STANDS = text(f"state IN {STANDING}")
_EXISTS = text("key IS NOT NULL")


class Allotment(Entity):
    """The places of one session. Whoever wants to change a count locks this row first. ``capacity`` is as released;
    ``taken`` counts the sign-ups that are held, confirmed or offered; ``extra`` is by how many the office knowingly
    let ``taken`` pass ``capacity``. ``next_turn`` numbers the waiting list: turns only rise, whatever the clock
    does. ``waiting`` counts who is on it. Before ``next_due_at`` no hold and no offer runs out: it is never later than
    the first of them, and None only where there are none. So a look at this row says that nothing has to be done."""

    __tablename__ = "allotment"
    __table_args__ = (
        CheckConstraint("capacity >= 0", name="capacity_counts"),
        CheckConstraint("extra >= 0", name="extra_counts"),
        CheckConstraint("taken >= 0 AND taken <= capacity + extra", name="never_over_capacity"),
        CheckConstraint("next_turn > 0", name="turn_counts"),
        CheckConstraint("waiting >= 0", name="waiting_counts"),
    )

    session_id: Mapped[int] = mapped_column(
        ForeignKey("conference_session.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    capacity: Mapped[int]
    extra: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    next_turn: Mapped[int] = mapped_column(default=1)
    waiting: Mapped[int] = mapped_column(default=0)
    next_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignUp(Entity):
    """One person and one session. ``handle`` is a value of chance for links, ``code`` what is typed at the door.

    ``held``: asked for, a place is kept until ``held_until``. ``asked``: asked for, none is kept; both wait for the
    press of a button in a mail. ``confirmed``: has a place. ``waiting``: on the list at ``turn``. ``offered``: a place
    is kept until ``offered_until``. ``given_back``, ``lapsed``, ``removed`` (by the office): over.

    ``name`` and ``answer`` are as typed. ``is_forced``: the office let somebody in who had no turn. ``revision`` rises
    with every change of ``state``, for calendars. ``key`` is that of the form, so that it counts once.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("fair_id", "code"),
        Index(
            "uq_sign_up_one_each",
            "session_id",
            "visitor_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("uq_sign_up_key", "key", unique=True, sqlite_where=_EXISTS, postgresql_where=_EXISTS),
        Index("ix_sign_up_queue", "session_id", "state", "turn"),
        CheckConstraint(f"state IN {STATES}", name="state_is_known"),
        CheckConstraint("(state = 'held') = (held_until IS NOT NULL)", name="held_until_a_time"),
        CheckConstraint("(state = 'offered') = (offered_until IS NOT NULL)", name="offered_until_a_time"),
        CheckConstraint("turn IS NOT NULL OR state <> 'waiting'", name="who_waits_has_a_turn"),
        CheckConstraint("length(code) = 6", name="code_of_six"),
        CheckConstraint("revision > 0", name="revision_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("conference_session.id", ondelete="CASCADE"))
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("visitor.id", ondelete="SET NULL"), index=True)
    handle: Mapped[str] = mapped_column(String(22), unique=True)
    code: Mapped[str] = mapped_column(String(6))
    state: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    turn: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offered_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)
    is_forced: Mapped[bool] = mapped_column(default=False)
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came_through: Mapped[str] = mapped_column(String(80), default="")
    key: Mapped[str | None] = mapped_column(String(40))

    visitor: Mapped[Visitor | None] = relationship(lazy="raise")
    session: Mapped[ConferenceSession] = relationship(lazy="raise")

    @property
    def takes_a_place(self) -> bool:
        return self.state in TAKING


class SignUpSettings(Entity):
    """What holds for all sign-ups of one fair. ``overlap``: whether one may have places in two sessions at once.
    ``shows``: places left as numbers or in words. ``offer_hours``: how long a place is offered at most."""

    __tablename__ = "sign_up_settings"
    __table_args__ = (
        CheckConstraint("overlap IN ('allow', 'warn', 'refuse')", name="overlap_is_known"),
        CheckConstraint("shows IN ('numbers', 'words')", name="shows_is_known"),
        CheckConstraint("offer_hours > 0", name="offer_takes_time"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    fair_id: Mapped[int] = mapped_column(
        ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    overlap: Mapped[str] = mapped_column(String(10), default=OVERLAP_UNSET)
    shows: Mapped[str] = mapped_column(String(10), default="numbers")
    offer_hours: Mapped[int] = mapped_column(default=OFFER_HOURS_UNSET)
    version: Mapped[int] = mapped_column(default=1)


class DoorLink(Entity):
    """What the office gives to a helper at a door: good for one ``day``, until ``revoked_at``. ``name`` is what the
    helpers call the door; ``place_id`` which sessions it shows first."""

    __tablename__ = "door_link"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    handle: Mapped[str] = mapped_column(String(22), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    misses: Mapped[int] = mapped_column(default=0)
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Codes that opened nothing, since when they are counted: whoever guesses has to pause."""


class DoorAct(Entity):
    """One press at a door: a code or a name ticked, taken back, or a head counted. ``nonce`` comes from the device, so
    that what is sent twice counts once and is answered alike. ``step`` is by how many heads the room changed: 0 where
    the ``verdict`` was a refusal. ``was`` is the state of the sign-up before, for taking the press back."""

    __tablename__ = "door_act"
    __table_args__ = (CheckConstraint("step IN (-1, 0, 1)", name="one_at_a_time"),)

    nonce: Mapped[str] = mapped_column(String(40), primary_key=True)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("door_link.id", ondelete="SET NULL"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("conference_session.id", ondelete="CASCADE"), index=True)
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="SET NULL"), index=True)
    verdict: Mapped[str] = mapped_column(String(12))
    was: Mapped[str] = mapped_column(String(12), default="")
    step: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    sign_up: Mapped[SignUp | None] = relationship(lazy="raise")
