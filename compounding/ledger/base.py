"""The ground every table stands on, and the mark of a table that the ledger covers."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the record."""

    metadata = MetaData(naming_convention=NAMING)


class Covered:
    """A table whose rows are written once, by an entry, and never changed or removed.

    The entry keeps each row's content; a change of state is a new row.  A column added in a later
    release must allow NULL, because the entries of older rows know nothing of it.
    """

    __batched__: ClassVar[bool] = False
    """True where an entry keeps one digest over many rows instead of every row's content."""

    __digested__: ClassVar[frozenset[str]] = frozenset()
    """Columns of which the entry keeps only the SHA-256: outsiders may be shown the log."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-2)
    entry_number: Mapped[int] = mapped_column(index=True, sort_order=-1)
