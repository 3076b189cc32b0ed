"""A sample facility at work, with a clock that moves as things are done."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from compounding.cleanroom.readings import Incoming, highest, ingest
from compounding.ledger.actor import Actor
from compounding.ledger.canonical import digest
from compounding.ledger.database import Database
from compounding.preparation import checks, deciding
from compounding.preparation.prepared import shown_work, sign_prepared
from compounding.preparation.progress import labels_of, live_label, progress
from compounding.preparation.record.build import record_of
from compounding.preparation.scanning import receive_scan
from compounding.preparation.weighing import weigh

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 09:00 in New York
PIN = "482913"
AGENT = Actor("agent", 1, "hood-1")


@dataclass
class World:
    """A sample facility at work.  ``now`` moves as things are done."""

    database: Database
    people: dict[str, object] = field(default_factory=dict)
    now: datetime = START
    sequence: int = 0

    def later(self, seconds):
        self.now += timedelta(seconds=seconds)
        return self

    def as_(self, who, station="hood-2"):
        return self.database.entry(by=self.people[who], at=self.now, station=station)

    def hear(self, quantity, digits, unit, *, line, settled=True, **other):
        """One reading arrives; its number is returned."""
        with self.database.entry(by=AGENT, at=self.now) as unit_:
            have = highest(unit_.session, "hood-1", "boot")
            incoming = Incoming(
                sequence=have + 1,
                line=line,
                quantity=quantity,
                device=other.get("device", "SIMULATED-0001"),
                raw=other.get("raw", f"S S {digits!s:>10} {unit}\r\n".encode().hex()),
                digits=digits,
                unit=unit,
                stable=settled,
                settled=settled,
                flags=(),
                refused=other.get("refused", ""),
                device_at=None,
                agent_at=other.get("at", self.now),
                simulated=True,
            )
            rows = ingest(unit_, "hood-1", "boot", [incoming])
        return rows[0].id

    def put_on(self, grams, **other):
        """Empty the pan, put something on, wait until it is settled."""
        self.later(3)
        self.hear("mass", "0.00", "g", line="balance-1")
        self.later(4)
        return self.hear("mass", str(Decimal(grams)), "g", line="balance-1", **other)

    def room(self, *, pressure="0.031", temperature="18.9", humidity="44"):
        self.hear("pressure", pressure, "in_wc", line="room-buffer")
        self.hear("temperature", temperature, "degC", line="room-buffer")
        self.hear("humidity", humidity, "percent", line="room-buffer")

    def scan(self, worksheet, text, who="technician"):
        self.later(3)
        with self.as_(who) as unit:
            return receive_scan(unit, worksheet, text)

    def weigh(self, worksheet, grams, who="technician", **other):
        """Put something on the balance and let the step in hand take it."""
        reading = self.put_on(grams, **other)
        self.later(1)
        step = self.state(worksheet).in_hand.number
        with self.as_(who) as unit:
            return weigh(unit, worksheet, step, reading)

    def state(self, worksheet):
        with self.database.reading() as session:
            return progress(session, worksheet)

    def record(self, worksheet):
        with self.database.reading() as session:
            return record_of(session, worksheet)

    def sticker(self, worksheet, role):
        return self.state(worksheet).staged[role].sticker

    def label(self, worksheet, kind):
        with self.database.reading() as session:
            return live_label(labels_of(session, worksheet), kind).code

    def shown_check(self, worksheet):
        return digest(checks.shown_check(self.state(worksheet)))

    def sign_prepared(self, worksheet, who="technician"):
        self.later(5)
        shown = digest(shown_work(self.state(worksheet)))
        with self.as_(who) as unit:
            sign_prepared(unit, worksheet, secret=PIN, shown=shown)

    def release(self, worksheet, who="pharmacist", reason=""):
        shown = digest(self.record(worksheet))
        self.later(5)
        with self.as_(who, "desk-1") as unit:
            return deciding.release(unit, worksheet, secret=PIN, shown=shown, reason=reason)
