"""The room chart: equal readings give equal drawings, and no line crosses a gap."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from os import fspath
from zoneinfo import ZoneInfo

import pytest
from matplotlib.font_manager import FontProperties, findfont

from reports.chart import FONT, Trace, as_png, as_svg, day_chart, room_chart, ticks, trace_of
from reports.errors import UnusableSeries
from reports.fonts import REGULAR
from tests.reports.sample_record import potassium

ZONE = "America/New_York"
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def trace(values, gaps=(), title="Buffer room"):
    samples = [
        (START + timedelta(minutes=place), None if value is None else Decimal(value))
        for place, value in enumerate(values)
    ]
    return Trace(title, Decimal("0.020"), None, samples, gaps)


def lines_of(figure):
    """The drawn readings: lines that are neither limits nor edges of a gap."""
    return [line for line in figure.axes[0].lines if line.get_linestyle() == "-"]


def drawn(*traces):
    return room_chart(traces, START, START + timedelta(hours=1), ZONE)


def test_readings_without_gap_are_one_line():
    assert len(lines_of(drawn(trace(["0.031"] * 60)))) == 1


def test_a_gap_parts_the_line_even_without_empty_samples():
    values = ["0.031"] * 20
    gap = (START + timedelta(minutes=8), START + timedelta(minutes=9))
    assert len(lines_of(drawn(trace(values, [gap])))) == 2


def test_an_empty_sample_parts_the_line():
    assert len(lines_of(drawn(trace(["0.031", "0.030", None, "0.031"])))) == 2


def test_a_gap_says_no_data():
    gap = (START + timedelta(minutes=8), START + timedelta(minutes=20))
    texts = [text.get_text() for text in drawn(trace(["0.031"], [gap])).axes[0].texts]
    assert "no data" in texts


@pytest.mark.parametrize(("seconds", "said"), [(71, False), (72, True), (73, True)])
def test_a_gap_too_narrow_for_its_words_is_only_shaded(seconds, said):
    gap = (START + timedelta(minutes=8), START + timedelta(minutes=8, seconds=seconds))
    panel = drawn(trace(["0.031"], [gap])).axes[0]
    assert ("no data" in [text.get_text() for text in panel.texts]) is said
    assert panel.patches


def test_limits_are_drawn_with_their_figures():
    texts = [text.get_text() for text in drawn(trace(["0.031"])).axes[0].texts]
    assert texts == ["low 0.020"]


@pytest.mark.parametrize("write", [as_svg, as_png])
def test_equal_readings_give_equal_drawings(write):
    points = potassium()["room"]["points"]
    first, second = (write(drawn(*map(trace_of, points))) for _ in range(2))
    assert first == second


def test_the_letters_are_those_of_the_shipped_font():
    assert fspath(findfont(FontProperties(family=FONT))) == str(REGULAR)
    assert drawn(trace(["1"])).axes[0].title.get_fontfamily() == [FONT]


def test_the_svg_holds_no_date_and_no_script():
    svg = as_svg(drawn(trace(["0.031"] * 9)))
    assert b"<metadata" not in svg
    assert b"<script" not in svg


def test_a_name_with_signs_of_mathematics_is_only_a_name():
    assert as_svg(drawn(trace(["0.031"], title="Room $x^2$ \\frac")))


def test_a_name_the_font_cannot_show_is_spelt_out():
    assert (
        drawn(trace(["1"], title="Room \U0001f4a9")).axes[0].get_title("left") == "Room [U+1F4A9]"
    )


def test_time_that_ends_before_it_begins_is_refused():
    with pytest.raises(UnusableSeries, match="ends before it begins"):
        room_chart([trace(["1"])], START, START, ZONE)


@pytest.mark.parametrize(
    ("day", "hours"), [((2026, 11, 1), 25), ((2026, 3, 8), 23), ((2026, 6, 1), 24)]
)
def test_a_local_day_has_the_hours_it_has(day, hours):
    figure = day_chart([trace(["1"])], date(*day), ZONE)
    assert figure.axes[0].get_xlim() == (0, hours * 3600)


def test_ticks_are_round_local_times():
    texts = [text for _, text in ticks(START, START + timedelta(minutes=35), ZoneInfo(ZONE))]
    assert texts == ["09:00", "09:05", "09:10", "09:15", "09:20", "09:25", "09:30", "09:35"]


def test_ticks_of_a_year_are_days():
    marks = list(ticks(START, START + timedelta(days=365), ZoneInfo(ZONE)))
    assert 3 <= len(marks) <= 11
    assert all(len(text) == len("2026-11-23") for _, text in marks)
