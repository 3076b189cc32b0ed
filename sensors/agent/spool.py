"""The agent's own store: every reading stays here until the server has acknowledged it.

One SQLite file, written through to the disk before anything is said to be kept. A spool has a
boot identity; within it the sequence is dense, so that the server sees any hole. Acknowledged
readings are kept a while longer, for a server that came back from an older backup. The bound is
stated at the start; at the bound, or on a full disk, `append` raises and drops nothing.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sensors.errors import SpoolBroken, SpoolError, SpoolFull, SpoolTaken

FORMAT = 1
MOST = 2_000_000  # unacknowledged readings, about a month of a small pharmacy
KEPT = 50_000  # acknowledged readings kept for a restored server
_SCHEMA = (
    "CREATE TABLE reading (sequence INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    """CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1), boot TEXT NOT NULL,
        last INTEGER NOT NULL, acknowledged INTEGER NOT NULL
    ) STRICT""",
)

_KINDS: dict[int, type[SpoolFull | SpoolTaken]] = {
    sqlite3.SQLITE_FULL: SpoolFull,
    sqlite3.SQLITE_IOERR_WRITE: SpoolFull,
    sqlite3.SQLITE_BUSY: SpoolTaken,
}


@dataclass(frozen=True)
class Kept:
    """One reading in the spool, as JSON with its sequence inside."""

    sequence: int
    body: dict[str, object]


class Spool:
    """Opens or begins the spool at `path`; safe for the agent's threads."""

    def __init__(self, path: Path, *, most: int = MOST, kept: int = KEPT) -> None:
        self.path = path
        self._most = most
        self._kept = kept
        self._guard = threading.Condition(threading.RLock())
        self.boot = ""
        self.last = self.acknowledged = 0
        try:
            self._database = sqlite3.connect(
                path, timeout=1, isolation_level=None, check_same_thread=False
            )
            self._open()
        except (sqlite3.DatabaseError, TypeError) as error:
            raise self._explained(error) from error

    def _open(self) -> None:
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        (version,) = run("PRAGMA user_version").fetchone()
        if version == 0:
            self._begin()
        elif version != FORMAT:
            raise SpoolBroken(str(self.path), f"it has the format {version}, not {FORMAT}")
        (sound,) = run("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise SpoolBroken(str(self.path), sound)
        state = run("SELECT boot, last, acknowledged FROM state").fetchone()
        self.boot, self.last, self.acknowledged = state

    def _begin(self) -> None:
        with self._writing() as run:
            for statement in _SCHEMA:
                run.execute(statement)
            run.execute("INSERT INTO state VALUES (1, ?, 0, 0)", (uuid4().hex,))
            run.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: whole on the disk, or not at all."""
        with self._guard:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database
                self._database.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._undo()
                raise self._explained(error) from error
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    def _explained(self, error: Exception) -> SpoolError:
        code = error.sqlite_errorcode if isinstance(error, sqlite3.OperationalError) else 0
        return _KINDS.get(code, SpoolBroken)(str(self.path), str(error))

    def append(self, body: dict[str, object]) -> int:
        """Keep one reading on the disk; give its sequence. Wakes whoever uploads."""
        with self._guard:
            if self.last - self.acknowledged >= self._most:
                raise SpoolFull(str(self.path), f"{self._most} readings wait for the server")
            sequence = self.last + 1
            with self._writing() as run:
                run.execute("INSERT INTO reading VALUES (?, ?)", (sequence, json.dumps(body)))
                run.execute("UPDATE state SET last = ?", (sequence,))
            self.last = sequence
            self._guard.notify_all()
            return sequence

    def after(self, sequence: int, most: int) -> list[Kept]:
        """Give up to `most` readings that follow `sequence`, without a hole."""
        with self._guard:
            rows = self._database.execute(
                "SELECT sequence, body FROM reading WHERE sequence > ? ORDER BY sequence LIMIT ?",
                (sequence, most),
            ).fetchall()
        return [Kept(at, {"sequence": at, **json.loads(body)}) for at, body in rows]

    def acknowledge(self, sequence: int) -> None:
        """Mark everything up to `sequence` as stored by the server."""
        with self._guard:
            if sequence <= self.acknowledged:
                return
            if sequence > self.last:
                reason = "the server acknowledged readings that this spool never wrote"
                raise SpoolBroken(str(self.path), reason)
            with self._writing() as run:
                run.execute("UPDATE state SET acknowledged = ?", (sequence,))
                run.execute("DELETE FROM reading WHERE sequence <= ?", (sequence - self._kept,))
            self.acknowledged = sequence

    def can_resend(self, have: int) -> bool:
        """Tell whether everything after `have` is still here."""
        if have >= self.last:
            return have == self.last
        following = self.after(have, 1)
        return bool(following) and following[0].sequence == have + 1

    def begin_anew(self) -> str:
        """Take a new boot identity and renumber what is unacknowledged from 1; give the old one.

        For the case that server and spool cannot be joined any more: nothing is dropped, and the
        server sees a new start where it would otherwise take new readings for old ones.
        """
        with self._guard:
            old, boot, shift = self.boot, uuid4().hex, self.acknowledged
            waiting = self.last - shift
            with self._writing() as run:
                run.execute("DELETE FROM reading WHERE sequence <= ?", (shift,))
                run.execute("UPDATE reading SET sequence = -(sequence - ?)", (shift,))
                run.execute("UPDATE reading SET sequence = -sequence")
                run.execute(
                    "UPDATE state SET boot = ?, last = ?, acknowledged = 0", (boot, waiting)
                )
            self.boot, self.last, self.acknowledged = boot, waiting, 0
            return old

    def wait_beyond(self, sequence: int, timeout: float, stop: threading.Event) -> bool:
        """Sleep until something follows `sequence`, `stop` is set, or `timeout` seconds."""
        with self._guard:
            self._guard.wait_for(lambda: self.last > sequence or stop.is_set(), timeout)
            return self.last > sequence

    def wake(self) -> None:
        """Let a sleeper see at once that it should stop."""
        with self._guard:
            self._guard.notify_all()

    def close(self) -> None:
        """Close the file; what was appended is on the disk already."""
        with self._guard:
            self._database.close()
