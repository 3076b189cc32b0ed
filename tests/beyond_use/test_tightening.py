"""What tightens a figure of the law, what does not, and what cannot be known to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from beyond_use.csp import Area, Process, Sterility, Storage
from beyond_use.decide import beyond_use
from beyond_use.errors import BeyondUseError, Loosened, NoDate
from beyond_use.law import in_force_on, laws_of, load_editions
from beyond_use.overlay import read_overlay
from beyond_use.tightening import tightened, tighter
from tests.overlay_text import HEAD, own

DAY = date(2026, 11, 23)
EDITIONS = load_editions()


@pytest.fixture
def under(overlay):
    """The law of the day under one overlay that says this."""

    def make(*said):
        return in_force_on(DAY, (overlay(own(*said)),))

    return make


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (("IN-1", "from first puncture", "11 h"), "11 h"),
        (("IN-1", "from first puncture", "12 h"), "12 h"),
        (("IN-1", "from first puncture", "720 min"), "12 h"),
        (("IN-1", "from first puncture", "0 h"), "0 h"),
        (("BUD-2", "room temperature", "24 h"), "1 day"),
        (("BUD-4", "refrigerator", "44 day"), "44 day"),
        (("BUD-15", "after receipt", "12 month"), "1 year"),
        (("HL-1", "every", "1 year"), "12 month"),
        (("FE-6", "each step", "0.021 in_wc", "at least"), "0.021 in_wc"),
        (("FE-6", "each step", "0.020 in_wc", "at least"), "0.020 in_wc"),
        (("FE-8", "cleanroom suite", "19.5 degC", "should be at most"), "19.5 degC"),
        (("HD-1", "weakest", "-0.011 in_wc", "between"), "-0.011 in_wc"),
        (("HD-1", "strongest", "-0.010 in_wc", "between"), "-0.010 in_wc"),
        (("BAL-6", "lightest", "100 percent", "between"), "100 percent"),
        (("BAL-3", "standard deviations", "3 times", "at least"), "3 times"),
    ],
)
def test_a_tighter_figure_or_the_same_holds_in_the_laws_own_unit(under, said, held):
    row = under(*said).row(said[0], said[1])
    assert f"{row.value} {row.unit}" == held
    assert row.unit == row.instead_of.unit


@pytest.mark.parametrize(
    ("said", "given", "law_says"),
    [
        (("IN-1", "from first puncture", "13 h"), "at most 13 h", "at most 12 h"),
        (("IN-1", "from first puncture", "721 min"), "at most 721 min", "at most 12 h"),
        (("IN-1", "from first puncture", "1 day"), "at most 1 day", "at most 12 h"),
        (("BUD-2", "room temperature", "25 h"), "at most 25 h", "at most 1 day"),
        (("BUD-4", "refrigerator", "46 day"), "at most 46 day", "at most 45 day"),
        (("BUD-15", "after receipt", "13 month"), "at most 13 month", "at most 1 year"),
        (("FE-6", "each step", "0.019 in_wc", "at least"), "at least 0.019 in_wc", "0.020 in_wc"),
        (("HD-1", "weakest", "-0.009 in_wc", "between"), "-0.009 in_wc", "-0.010 in_wc"),
        (("HD-1", "strongest", "-0.031 in_wc", "between"), "-0.031 in_wc", "-0.030 in_wc"),
        (("BAL-6", "lightest", "4.9 percent", "between"), "4.9 percent", "5 percent"),
        (("BAL-6", "heaviest", "100.1 percent", "between"), "100.1 percent", "100 percent"),
        (("BAL-3", "standard deviations", "1 times", "at least"), "1 times", "2 times"),
    ],
)
def test_a_looser_figure_is_refused_with_both_figures_and_what_to_do(under, said, given, law_says):
    with pytest.raises(Loosened) as refusal:
        under(*said)
    told = str(refusal.value)
    assert f"house, {said[0]} ({said[1]}): " in told
    assert given in told
    assert law_says in told
    assert "may only tighten" in told
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (("IN-1", "from first puncture", "6 degC"), "cannot be compared"),
        (("IN-1", "from first puncture", "6 times"), "cannot be compared"),
        (("IN-1", "from first puncture", "1 month"), "cannot be compared"),
        (("BUD-4", "refrigerator", "1 month"), "cannot be compared"),
        (("IN-1", "from first puncture", "6 h", "at least"), "cannot be held against"),
        (("FE-8", "cleanroom suite", "18 degC", "at most"), "cannot be held against"),
        (("BUD-2", "room temperature", "12 h"), "no whole number of day.* whole day"),
        (("BUD-15", "after receipt", "6 month"), "no whole number of year"),
        (("IN-1", "from first puncture", "-1 h"), "less than nothing"),
        (("IN-3", "from opening", "-1 h"), "less than nothing"),
        (("Q-4", "injectable, small batch up to", "90 unit", "between"), "one of 3 figures"),
        (("Q-3", "batches under", "30 unit", "between"), "one of 1 figures"),
        (("IN-1", "from first puncture", "13 h"), "Write 12 h or less, or leave it out"),
        (("FE-6", "each step", "0.019 in_wc", "at least"), "Write 0.020 in_wc or more, or leave"),
        (("XX-1", "anything", "1 h"), "Name a rule and part with a figure"),
        (("IN-1", "from first puncture", "6 h", "at most", "unsure"), "may only warn"),
        (("IN-1", "from puncture", "6 h"), "has 'from first puncture'"),
        (("BUD-1", "freezer", "0 day"), "has 'room temperature', 'refrigerator'"),
        (("BUD-10", "anything", "1 h"), "Name a rule and part with a figure"),
        (("XX-1", "anything", "1 h"), "the law has no such figure"),
        (("HD-1", "weakest", "-0.031 in_wc", "between"), "nothing is both"),
    ],
)
def test_what_cannot_be_known_to_tighten_is_refused(under, said, trouble):
    with pytest.raises(Loosened, match=trouble):
        under(*said)


def test_a_rule_in_words_cannot_be_overlaid(overlay):
    words = own("BUD-10", "x", "1 h", comparator="rule").split("limits")[0]
    with pytest.raises(Loosened, match="a rule in words has no figure to tighten"):
        in_force_on(DAY, (overlay(words),))


def test_a_figure_that_does_not_end_in_the_laws_unit_is_to_be_written_in_that():
    row = in_force_on(DAY).row("FE-6")
    pascal = replace(row, value="5", unit="Pa")
    with pytest.raises(Loosened, match=r"at least 5 Pa .* has no end .* Write it in in_wc\."):
        tightened(row, pascal, "house", grows=True)


@pytest.mark.parametrize("grows", [True, False])
@pytest.mark.parametrize(("first", "second"), [("10", "11"), ("11", "10"), ("10", "10")])
def test_of_two_figures_the_tighter_holds_and_of_equal_ones_the_first(first, second, grows):
    row = in_force_on(DAY).row("IN-1")
    one, other = replace(row, value=first), replace(row, value=second)
    wanted = (max if grows else min)(one, other, key=lambda each: each.number)
    assert tighter(one, other, grows=grows) is wanted


ROWS = [
    row
    for row in in_force_on(DAY).rows
    if row.rule.startswith("BUD-") and row.unit in {"h", "day"} and row.comparator == "at most"
]


def on_the_day(overlays):
    """The law of the day, without reading the chapters again."""
    (law,) = [law for law in laws_of(EDITIONS, overlays) if law.covers(DAY)]
    return law


PLACES = st.sampled_from(["America/New_York", "Australia/Lord_Howe", "UTC"])


@st.composite
def overlays(draw):
    """A few overlays over the table of dates, some of them no tightening at all."""
    made = []
    for name in "abc"[: draw(st.integers(1, 3))]:
        rows = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=5, unique=True))
        rows = list({row.rule: row for row in rows}.values())
        units = st.sampled_from(["h", "day", "min"])
        said = [
            own(row.rule, row.part, f"{draw(st.integers(0, 200))} {draw(units)}") for row in rows
        ]
        made.append((name, "".join(said)))
    return made


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=overlays(),
    minutes=st.integers(0, 60 * 24 * 365),
    zone=PLACES,
    area=st.sampled_from(Area),
    process=st.sampled_from(Process),
    sterility=st.sampled_from([Sterility.NOT_TESTED, Sterility.PASSED]),
    storage=st.sampled_from([Storage.ROOM, Storage.REFRIGERATOR]),
)
def test_an_overlay_more_never_lengthens_a_date(
    dose, overlay, said, minutes, zone, area, process, sterility, storage
):
    laid = []
    for name, text in said:
        try:
            one = overlay(text, name=name)
            laws_of(EDITIONS, [one])
            laid.append(one)
        except Loosened:
            continue
    assume(laid)
    start = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    csp = dose(started_at=start, zone=zone, area=area, process=process, sterility=sterility)
    before = beyond_use(csp, storage, in_force_on(DAY)).until
    for count in range(1, len(laid) + 1):
        try:
            after = beyond_use(csp, storage, on_the_day(laid[:count])).until
        except NoDate:
            after = start
        assert after <= before
        before = after


NUMBERS = st.decimals(-50, 50, places=3, allow_nan=False).map(lambda value: f"{value:f}")


@settings(deadline=None)
@given(row=st.sampled_from([row for row in in_force_on(DAY).rows if row.value]), figure=NUMBERS)
def test_whatever_is_accepted_is_no_looser_than_the_law(tmp_path_factory, row, figure):
    path = tmp_path_factory.mktemp("overlay") / "any.toml"
    said = own(row.rule, row.part, f"{figure} {row.unit}", row.comparator)
    path.write_text(HEAD + said, encoding="utf-8")
    try:
        law = on_the_day([read_overlay(path)])
    except BeyondUseError:
        return
    held = law.find(row.rule, row.part)
    assert held is not None
    if row.comparator.endswith("at most"):
        assert held.number <= row.number
    elif row.comparator == "at least":
        assert held.number >= row.number
    else:
        ends = sorted(one.number for one in in_force_on(DAY).rows if one.rule == row.rule)
        assert ends[0] <= held.number <= ends[1]
