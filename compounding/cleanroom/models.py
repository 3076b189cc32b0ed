"""The places, the points that watch them, and every reading the agents brought in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from compounding.ledger.base import Base, Covered
from compounding.ledger.types import Instant, Json


class Facility(Covered, Base):
    """The compounding facility; the newest row is in force.

    ``zone`` is an IANA zone name.  ``lone_pharmacist`` is the site setting that lets one pharmacist
    make and release at night, flagged on every record.
    """

    __tablename__ = "facility"

    name: Mapped[str]
    contact: Mapped[str]
    zone: Mapped[str]
    sample: Mapped[bool]
    lone_pharmacist: Mapped[bool]


class Place(Covered, Base):
    """A room or a hood.  ``kind`` is a RoomKind of beyond_use.air, or ``hood``."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    area: Mapped[str]
    within: Mapped[str | None]


class Point(Covered, Base):
    """A monitoring point: one quantity of one place, on one line of an agent.

    A pressure names both its sides.
    ``policy`` holds delay_seconds, deadband, silent_after_seconds.
    """

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str]
    name: Mapped[str]
    place_code: Mapped[str] = mapped_column(index=True)
    line: Mapped[str]
    quantity: Mapped[str]
    unit: Mapped[str]
    sides: Mapped[str]
    policy: Mapped[dict[str, Any]] = mapped_column(Json)


class StoredReading(Covered, Base):
    """One frame of an instrument as its agent sent it: raw bytes, printed digits, times, flags.

    ``raw`` is hexadecimal.  A refused frame keeps its reason and has no digits.
    """

    __tablename__ = "reading"
    __batched__ = True
    __table_args__ = (
        UniqueConstraint("agent", "boot", "sequence"),
        Index("ix_reading_line_time", "line", "quantity", "agent_at"),
    )

    agent: Mapped[str]
    boot: Mapped[str]
    sequence: Mapped[int]
    line: Mapped[str]
    quantity: Mapped[str]
    device: Mapped[str]
    raw: Mapped[str]
    digits: Mapped[str | None]
    unit: Mapped[str | None]
    stable: Mapped[bool | None]
    settled: Mapped[bool]
    flags: Mapped[list[str]] = mapped_column(Json)
    refused: Mapped[str]
    device_at: Mapped[datetime | None] = mapped_column(Instant)
    agent_at: Mapped[datetime] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)
    simulated: Mapped[bool]


class BalanceCard(Covered, Base):
    """A balance: the line it is on, the hood it stands in, its calibration and its uncertainties.

    Masses are texts in grams: readability, capacity, repeatability (the standard deviation of one
    weighing; none on a card entered before it was asked for: not known, so nothing is weighed),
    and the standard uncertainties of one difference of two weighings (``light`` for vials and
    syringes, ``heavy`` for bags).
    """

    __tablename__ = "balance"

    line: Mapped[str] = mapped_column(index=True)
    hood: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    serial: Mapped[str]
    readability: Mapped[str]
    capacity: Mapped[str]
    calibration_due: Mapped[date]
    uncertainty: Mapped[dict[str, Any]] = mapped_column(Json)
    check_weights: Mapped[list[dict[str, str]]] = mapped_column(Json)
    repeatability: Mapped[str | None]


class BalanceCheck(Covered, Base):
    """One check weight put on a balance: what it is, what it showed, whether it passed."""

    __tablename__ = "balance_check"

    line: Mapped[str] = mapped_column(index=True)
    nominal: Mapped[str]
    tolerance: Mapped[str]
    shown: Mapped[str]
    passed: Mapped[bool]
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]


class LawReading(Covered, Base):
    """Somebody held one figure of the law beside the site's licensed copy of the chapter.

    ``figure`` is comparator, value and unit as they stood then; a figure that changes is unread
    again.  ``agrees`` is false where the copy says otherwise, and ``note`` then says what.
    """

    __tablename__ = "law_reading"

    chapter: Mapped[str]
    edition: Mapped[str]
    rule: Mapped[str] = mapped_column(index=True)
    part: Mapped[str]
    figure: Mapped[str]
    copy: Mapped[str]
    agrees: Mapped[bool]
    note: Mapped[str]
    sample: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class FitnessCard(Covered, Base):
    """What is known of a person, a room or hood, or the whole site; the newest card holds.

    ``about`` is ``site``, ``person:HANDLE`` or ``place:CODE``.  ``facts`` are those sections of a
    standing file that speak of it, as TOML; ``source`` says from what they were taken.
    """

    __tablename__ = "fitness_card"

    about: Mapped[str] = mapped_column(index=True)
    facts: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class LawOverlay(Covered, Base):
    """What a state board or the house asks beyond the chapters; the newest row of a name holds.

    ``text`` is the overlay as it was entered; ``in_use`` is false where it was ended.
    """

    __tablename__ = "law_overlay"

    name: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    in_use: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))
