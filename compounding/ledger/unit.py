"""The unit of work: the only place in the house that commits.

    with database.entry(by=person, at=now, station="hood-2") as unit:
        unit.write(Verb.LOT_CARD_ENTER, "lot LOT-7", lot)

Each `write` is one entry; leaving the block appends them all to the log, signs the new head and
commits once.  An exception takes everything back.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from compounding.errors import NestedEntry, NotAPerson, TriggersMissing
from compounding.ledger.actor import PERSON, Actor
from compounding.ledger.append import Tail
from compounding.ledger.base import Covered
from compounding.ledger.canonical import canonical
from compounding.ledger.content import rows_of_entry
from compounding.ledger.entry import Entry, leaf_object
from compounding.ledger.guard import GuardedSession
from compounding.ledger.merkle import leaf_hash
from compounding.ledger.types import instant_text
from compounding.ledger.verbs import Verb

if TYPE_CHECKING:
    from compounding.ledger.database import Database
    from compounding.ledger.people import Person

After = Callable[["Unit"], object]


class Unit:
    """What one actor does at one moment at one station."""

    def __init__(
        self, database: "Database", session: GuardedSession, by: Actor, at: datetime, station: str
    ) -> None:
        self.database = database
        self.session = session
        self.by = by
        self.at = at
        self.station = station
        self.tail = Tail(session, database.keys, database.last_tail)
        self._in_any_case: list[After] = []

    @property
    def person_id(self) -> int:
        """The acting person; refuses an agent or the program."""
        if self.by.kind != PERSON or self.by.id is None:
            raise NotAPerson(
                what=f"{self.by.name} is not a person.",
                meaning="Only a person can answer for this act.",
                do="Sign in and do it yourself.",
            )
        return self.by.id

    def write(
        self,
        verb: Verb,
        subject: str,
        *rows: Covered,
        before: dict[str, Any] | None = None,
        extra: dict[str, Any] | None = None,
        reason: str = "",
    ) -> Entry:
        """Store the rows and say so in the log, as one entry."""
        number = self.tail.size + 1
        after = {**self._store(number, rows), **(extra or {})}
        values: dict[str, Any] = {
            "number": number,
            "at": instant_text(self.at),
            "actor_kind": self.by.kind,
            "actor_id": self.by.id,
            "actor_name": self.by.name,
            "station": self.station,
            "verb": verb.value,
            "subject": subject,
            "before": before,
            "after": after,
            "reason": reason,
        }
        leaf = leaf_hash(canonical(leaf_object(values)))
        entry = Entry(**{**values, "at": self.at, "leaf": leaf.hex()})
        self.tail.append(entry, leaf)
        return entry

    def _store(self, number: int, rows: tuple[Covered, ...]) -> dict[str, Any]:
        for row in rows:
            row.entry_number = number
        self.session.admit(rows)
        self.session.add_all(rows)
        self.session.flush()
        self.session.close_door()
        return {"rows": rows_of_entry(self.session, number, {type(row) for row in rows})}

    def in_any_case(self, act: After) -> None:
        """Have this written even if the unit is taken back: a refused secret must leave a trace."""
        self._in_any_case.append(act)

    def pending(self) -> list[After]:
        """Take over what has to be written in any case."""
        acts, self._in_any_case = self._in_any_case, []
        return acts


@contextmanager
def entry(
    database: "Database", *, by: "Person | Actor", at: datetime, station: str = ""
) -> Iterator[Unit]:
    """Open a unit of work; see the module's words."""
    actor = by if isinstance(by, Actor) else Actor(PERSON, by.id, by.name)
    left: list[After] = []
    with _alone(database):
        try:
            with _unit(database, actor, at, station) as unit:
                try:
                    yield unit
                finally:
                    left = unit.pending()
                _write_all(unit, left)
                left = []
        except BaseException:
            if left:
                with _unit(database, actor, at, station) as trace:
                    _write_all(trace, left)
            raise


@contextmanager
def unrecorded(database: "Database") -> Iterator[GuardedSession]:
    """Change rows that are no part of the record, such as web sessions; one commit, no entry."""
    with _alone(database), _committed(database) as session:
        yield session


@contextmanager
def _unit(database: "Database", actor: Actor, at: datetime, station: str) -> Iterator[Unit]:
    with _committed(database) as session:
        database.lock_log(session)
        unit = Unit(database, session, actor, at, station)
        yield unit
        tail = unit.tail.close(at)
    database.last_tail = tail


def _write_all(unit: Unit, acts: list[After]) -> None:
    for act in acts:
        act(unit)


@contextmanager
def _committed(database: "Database") -> Iterator[GuardedSession]:
    with GuardedSession(database.writing, database.hashing) as session:
        yield session
        session.flush()
        session.commit()


@contextmanager
def _alone(database: "Database") -> Iterator[None]:
    """Queue the threads of this process fairly; other processes wait in the database."""
    if not database.may_write:
        raise TriggersMissing(
            what="This database was opened for looking only.",
            meaning="Nothing was recorded.",
            do="Open it again once `firstair verify` stands.",
        )
    me = threading.get_ident()
    if database.writer == me:
        raise NestedEntry(
            what="An entry was opened inside another one.",
            meaning="Nothing was recorded.",
            do="Pass the unit on instead of opening a second entry.",
        )
    with database.turn:
        database.writer = me
        try:
            yield
        finally:
            database.writer = None
