"""Column types that lose nothing: digits, instants, JSON, a number with its unit.

SQLite would keep a `Numeric` as a binary float and a `DateTime` without its zone; both are kept
as text there.  PostgreSQL keeps an unconstrained NUMERIC, which preserves the scale as well.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Numeric, String, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Composite, composite, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from compounding.errors import NaiveInstant, NotExact
from compounding.ledger.canonical import Plain, canonical_text

_DIGITS = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def decimal_text(value: Decimal) -> str:
    """Plain digits with the scale they were given: never an exponent, never a negative zero.

    >>> decimal_text(Decimal("12.50")), decimal_text(Decimal("1E+2")), decimal_text(Decimal("-0.0"))
    ('12.50', '100', '0.0')
    """
    if not isinstance(value, Decimal) or not value.is_finite():
        raise NotExact(
            what=f"{value!r} is not an exact decimal number.",
            meaning="A dose, weight or limit may not rest on it.",
            do="Pass a Decimal made from text.",
        )
    text = f"{abs(value) if value.is_zero() else value:f}"
    return text if _DIGITS.fullmatch(text) else f"{Decimal(text):f}"


def instant_text(value: datetime) -> str:
    """An instant as sortable UTC text with microseconds.

    >>> instant_text(datetime(2026, 11, 23, 9, 12, tzinfo=UTC))
    '2026-11-23T09:12:00.000000Z'
    """
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise NaiveInstant(
            what=f"{value!r} names no zone.",
            meaning="The hour of a record would be a guess.",
            do="Pass an aware datetime.",
        )
    text = value.astimezone(UTC).isoformat(timespec="microseconds")
    return text.removesuffix("+00:00") + "Z"


def instant_from(text: str) -> datetime:
    """Read back what `instant_text` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal with all its digits and its scale.

    Compare and sort in Python: on SQLite the column is text.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, NUMERIC elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Numeric(asdecimal=True))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | Decimal | None:
        """Refuse anything but a finite Decimal."""
        if value is None:
            return None
        text = decimal_text(value)
        return text if dialect.name == "sqlite" else Decimal(text)

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Give the Decimal back."""
        return None if value is None else Decimal(str(value))


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; a datetime without a zone is refused."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Sortable text on SQLite, TIMESTAMP WITH TIME ZONE elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Refuse a naive datetime."""
        if value is None:
            return None
        text = instant_text(value)
        return text if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Give the instant back in UTC."""
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return None if value is None else instant_from(str(value))


class Json(TypeDecorator[Plain]):
    """A plain value as canonical JSON text: what is hashed is what is stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Write the one canonical spelling."""
        return None if value is None else canonical_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Plain:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Read it back."""
        plain: Plain = None if value is None else json.loads(value)
        return plain


@dataclass(frozen=True)
class Measure:
    """A number with its unit, as two columns."""

    value: Decimal
    unit: str


def measure(name: str, *, nullable: bool = False) -> Composite[Any]:
    """Map a `Measure` onto the columns `<name>_value` and `<name>_unit`."""
    return composite(
        Measure,
        mapped_column(f"{name}_value", ExactDecimal(), nullable=nullable),
        mapped_column(f"{name}_unit", String(20), nullable=nullable),
        return_none_on=lambda value, unit: value is None and unit is None,
    )
