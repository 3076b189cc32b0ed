"""What goes into the database comes out with every digit, on both."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from compounding.errors import NaiveInstant, NotExact, NotPlain
from compounding.ledger.engine import connect
from compounding.ledger.types import (
    ExactDecimal,
    Instant,
    Json,
    Measure,
    decimal_text,
    instant_from,
    instant_text,
    measure,
)

ODDS = Table(
    "odds",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("number", ExactDecimal),
    Column("at", Instant),
    Column("plain", Json),
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)
MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis wants its bounds without a zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - as above
)
ROUND_TRIP = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def odds(url):
    engine = connect(url)
    with engine.connect() as connection:
        ODDS.create(connection)
        yield connection
    engine.dispose()


def stored(connection, **values):
    number = connection.execute(insert(ODDS).values(**values)).inserted_primary_key[0]
    return connection.execute(select(ODDS).where(ODDS.c.id == number)).one()


@ROUND_TRIP
@given(
    number=st.decimals(
        allow_nan=False, allow_infinity=False, places=None, min_value=-(10**30), max_value=10**30
    )
)
def test_a_decimal_keeps_its_digits_and_its_scale(odds, number):
    back = stored(odds, number=number).number
    assert decimal_text(back) == decimal_text(number)
    assert back == number


@pytest.mark.parametrize(
    "text",
    [
        "12.50",
        "0",
        "0.000",
        "-3.10",
        "12345678901234.123456",
        "0.1234567890123456789012345",
        "1000",
    ],
)
def test_a_weight_comes_back_with_the_digits_it_was_read_with(odds, text):
    assert str(stored(odds, number=Decimal(text)).number) == text


@pytest.mark.parametrize("wrong", [0.1, 1, "1.0", True, Decimal("NaN"), Decimal("Infinity")])
def test_only_a_finite_decimal_is_taken_for_a_number(odds, wrong):
    with pytest.raises(StatementError) as trouble:
        stored(odds, number=wrong)
    assert isinstance(trouble.value.orig or trouble.value.__cause__, NotExact)


@pytest.mark.parametrize(
    ("given_text", "text"), [("1E+2", "100"), ("-0", "0"), ("-0.00", "0.00"), ("1E-7", "0.0000001")]
)
def test_a_decimal_has_one_spelling(given_text, text):
    assert decimal_text(Decimal(given_text)) == text


@ROUND_TRIP
@given(
    at=MOMENTS,
    hours=st.integers(-12, 14),
)
def test_an_instant_comes_back_in_utc(odds, at, hours):
    moment = at.replace(tzinfo=timezone(timedelta(hours=hours)))
    back = stored(odds, at=moment).at
    assert back == moment
    assert back.utcoffset() == timedelta(0)


def test_a_naive_datetime_is_refused(odds):
    with pytest.raises(StatementError) as trouble:
        stored(odds, at=datetime(2026, 11, 23, 9, 12))  # noqa: DTZ001 - the point of the test
    assert isinstance(trouble.value.orig or trouble.value.__cause__, NaiveInstant)


def test_instants_sort_as_they_happened_also_as_text():
    early = datetime(999, 12, 31, 23, 59, tzinfo=UTC)
    late = datetime(2026, 1, 1, tzinfo=UTC)
    assert instant_text(early) < instant_text(late)
    assert instant_from(instant_text(early)) == early


@ROUND_TRIP
@given(value=PLAIN)
def test_a_plain_value_comes_back_equal(odds, value):
    assert stored(odds, plain=value).plain == value


@pytest.mark.parametrize("wrong", [0.5, {"a": 0.5}, {1: "a"}, b"x", [Decimal(1)], "\ud800"])
def test_json_refuses_what_it_cannot_carry_exactly(odds, wrong):
    with pytest.raises(StatementError) as trouble:
        stored(odds, plain=wrong)
    assert isinstance(trouble.value.orig or trouble.value.__cause__, NotPlain)


class Ground(DeclarativeBase):
    pass


class Dose(Ground):
    __tablename__ = "dose"
    id: Mapped[int] = mapped_column(primary_key=True)
    ordered: Mapped[Measure] = measure("ordered")
    drawn: Mapped[Measure | None] = measure("drawn", nullable=True)


def test_a_number_travels_with_its_unit(url):
    engine = connect(url)
    Ground.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Dose(ordered=Measure(Decimal("12.50"), "mL"), drawn=None))
        session.flush()
        session.expire_all()
        dose = session.scalars(select(Dose)).one()
        assert dose.ordered == Measure(Decimal("12.50"), "mL")
        assert str(dose.ordered.value) == "12.50"
        assert dose.drawn is None
    engine.dispose()
