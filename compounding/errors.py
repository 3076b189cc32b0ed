"""Everything the record may refuse, as one tree.

Each error says what happened, what it means for the bag, and what to do next.

CompoundingError
├── LedgerError
│   ├── NotPlain                 a value that canonical JSON cannot carry exactly
│   ├── NaiveInstant             a time without a zone
│   ├── NotExact                 a float, NaN or infinity where digits are kept
│   ├── NeverChanged             a change or removal of a recorded row was tried
│   ├── NotInAnEntry             a recorded row was about to be stored without its entry
│   ├── NestedEntry              an entry was opened inside another one
│   ├── NotAPerson               a machine tried what only a person may do
│   ├── LedgerDamaged            the log does not continue from its own last head
│   ├── NoSuchEntry              a proof of an entry that is not there
│   └── KeysError                the installation's keys are missing, unsafe or not this log's
├── DatabaseRefused              the database may not be worked on
│   ├── NoDatabase               there is none at this place
│   ├── CorruptDatabase          the file is damaged or is no database
│   ├── UnsafeSettings           a setting would lose acknowledged records
│   ├── SchemaBehind             the database is older than this program
│   ├── SchemaAhead              the database is newer than this program
│   └── TriggersMissing          the database no longer refuses changes by itself
└── PeopleError
    ├── UnknownPerson            nobody enrolled answers to this badge or handle
    ├── UnknownRole              a role that was never granted was taken away
    ├── HandleTaken              two people may not share a handle or a badge
    ├── WeakSecret               a password or PIN that would be guessed
    ├── WrongSecret              the second factor did not match
    ├── LockedOut                too many wrong tries
    ├── NotInThisRole            the act belongs to another role
    ├── OwnLock                  nobody unlocks themselves
    ├── NotEnrolled              this station or agent is not enrolled, or no longer
    └── InvitationRefused        the link is unknown, used or too old
"""


class CompoundingError(Exception):
    """Says what happened, what it means for the bag, and what to do next."""

    def __init__(self, what: str, meaning: str = "", do: str = "") -> None:
        super().__init__(" ".join(part for part in (what, meaning, do) if part))
        self.what = what
        self.meaning = meaning
        self.do = do


class LedgerError(CompoundingError):
    """The log of entries cannot take or give this."""


class NotPlain(LedgerError):
    """Canonical JSON carries text, whole numbers, truth values, lists and objects only."""


class NaiveInstant(LedgerError):
    """An instant without its zone could be any of 38 hours."""


class NotExact(LedgerError):
    """Digits are kept exactly; a binary float has already lost them."""


class NeverChanged(LedgerError):
    """Recorded rows are never changed or removed; a correction is a new entry."""


class NotInAnEntry(LedgerError):
    """Rows of the record are stored through `Unit.write` only."""


class NestedEntry(LedgerError):
    """One person does one thing at a time: entries do not nest."""


class NotAPerson(LedgerError):
    """A program or an instrument may not do what a person answers for."""


class LedgerDamaged(LedgerError):
    """The log was altered outside First Air."""


class NoSuchEntry(LedgerError):
    """There is no entry of this number."""


class KeysError(LedgerError):
    """The signing key or the pepper is missing, open to others, or not this log's."""


class DatabaseRefused(CompoundingError):
    """The database may not be worked on as it is."""


class NoDatabase(DatabaseRefused):
    """There is no database of First Air at this place."""


class CorruptDatabase(DatabaseRefused):
    """The file is damaged or is not a database; it is left exactly as it is."""


class UnsafeSettings(DatabaseRefused):
    """A setting under which acknowledged records could be lost."""


class SchemaBehind(DatabaseRefused):
    """The database was made by an older version."""


class SchemaAhead(DatabaseRefused):
    """The database was made by a newer version."""


class TriggersMissing(DatabaseRefused):
    """The database no longer refuses changes of recorded rows by itself."""


class PeopleError(CompoundingError):
    """People, stations and what they may use to be recognised."""


class UnknownPerson(PeopleError):
    """Nobody enrolled answers to this."""


class UnknownRole(PeopleError):
    """The person does not hold this role."""


class HandleTaken(PeopleError):
    """A handle or a badge belongs to one person."""


class WeakSecret(PeopleError):
    """A password or PIN that would soon be guessed."""


class WrongSecret(PeopleError):
    """The second factor did not match; `tries_left` before the lock-out."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(
            "That did not match.",
            "Nothing was recorded for the bag.",
            f"Try again: {tries_left} left before a colleague has to unlock you."
            if tries_left
            else "Ask another authorised person to unlock you.",
        )
        self.tries_left = tries_left


class LockedOut(PeopleError):
    """Too many wrong tries; another authorised person unlocks, and that is an entry."""


class NotInThisRole(PeopleError):
    """The act belongs to a role that the person does not hold."""


class OwnLock(PeopleError):
    """Nobody unlocks themselves."""


class NotEnrolled(PeopleError):
    """The station or agent is not enrolled, or its token was revoked."""


class InvitationRefused(PeopleError):
    """The link is unknown, already used or too old."""
