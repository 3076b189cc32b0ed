"""Charts with their gaps, tiles with their states, bands with their marks, days with their hours."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from compounding.cleanroom.places import point
from compounding.cleanroom.readings import Incoming, ingest
from compounding.cleanroom.series import series
from compounding.ledger.actor import SYSTEM
from webapp.bandbar import band_bar
from webapp.compliance.days import Window, window
from webapp.day_chart import HEIGHT, LEFT, RIGHT, TOP, WIDTH, day_chart, runs_of, spark
from webapp.house import house_of
from webapp.room_watch import RoomWatch, publish_rooms
from webapp.tiles import limit_words, rooms, strip, worst

ZONE = ZoneInfo("America/New_York")


def feed(site, line, quantity, unit, values, step=60):
    """Readings that end now; None leaves a reading out."""
    start = site.clock() - timedelta(seconds=step * (len(values) - 1))
    batch = []
    for place, value in enumerate(values):
        if value is not None:
            at = start + timedelta(seconds=place * step)
            told = Incoming(
                len(batch) + 1,
                line,
                quantity,
                "S",
                "00",
                value,
                unit,
                True,
                False,
                (),
                "",
                None,
                at,
                True,
            )
            batch.append(told)
    with site.database.entry(by=SYSTEM, at=site.clock()) as unit_of_work:
        ingest(unit_of_work, "hood-2", line, batch)


def pressure(site, values):
    feed(site, "line-buffer-dp", "pressure", "in_wc", values)


def seen(site, number=1, hours=6):
    with site.database.reading() as session:
        now = site.clock()
        return series(session, point(session, number), now - timedelta(hours=hours), now)


def tile(site, code="buffer-dp"):
    with site.database.reading() as session:
        return next(
            t for room in rooms(session, site.clock()) for t in room.tiles if t.code == code
        )


def chart_of(site, **more):
    found = seen(site, **more)
    return day_chart(found, ZONE, site.clock(), found.end)


def test_a_gap_breaks_the_line_and_is_drawn_as_a_gap(site):
    pressure(site, ["0.030"] * 30 + [None] * 30 + ["0.031"] * 30)
    chart = chart_of(site, hours=1.4)
    assert len(chart.paths) == 2
    assert [gap.word for gap in chart.gaps] == ["no data"]
    left, right = (int(path[1:].split()[0]) for path in chart.paths)
    assert left < chart.gaps[0].x <= chart.gaps[0].x + chart.gaps[0].width <= right + 1


def test_an_unbroken_day_is_one_line_inside_the_chart(site):
    pressure(site, [f"0.0{30 + n % 5}" for n in range(90)])
    chart = chart_of(site, hours=1)
    assert (len(chart.paths), chart.gaps) == (1, ())
    places = [tuple(map(int, part.split())) for part in chart.paths[0][1:].split("L")]
    assert all(LEFT <= x <= WIDTH - RIGHT and TOP <= y <= HEIGHT for x, y in places)
    assert places[-1][0] == WIDTH - RIGHT


def test_a_single_reading_is_a_dot(site):
    pressure(site, ["0.030"])
    chart = chart_of(site)
    assert (chart.paths, len(chart.dots)) == ((), 1)


def test_a_chart_without_readings_still_has_its_limits_and_hours(site):
    chart = chart_of(site)
    assert (chart.paths, chart.dots) == ((), ())
    assert [line.word for line in chart.limits] == ["at least 0.020"]
    assert len(chart.hours) == 3
    assert chart.values


def test_a_peak_between_two_pixels_is_not_lost(site):
    values = ["0.030"] * 5000
    values[2345] = "0.090"
    start = site.clock() - timedelta(hours=1)
    samples = [(start + timedelta(seconds=n * 0.7), Decimal(v)) for n, v in enumerate(values)]
    (path,) = spark(samples, start, site.clock())
    heights = {int(part.split()[1]) for part in path[1:].split("L")}
    assert len(heights) == 2
    assert len(path) < 40_000


def test_a_sustained_loss_of_pressure_is_a_finding_on_the_chart(site):
    pressure(site, ["0.030"] * 20 + ["0.004"] * 10 + ["0.030"] * 20)
    chart = chart_of(site, hours=1)
    assert [span.grade for span in chart.findings] == ["yellow"]


@pytest.mark.parametrize(
    ("hours", "first", "count"), [(24, "14:12", 9), (26, "12:12", 9), (27, "Sun 22", 2)]
)
def test_a_long_window_is_marked_by_days_and_a_short_one_by_hours(site, hours, first, count):
    found = seen(site, hours=hours)
    ticks = day_chart(found, ZoneInfo("UTC"), site.clock(), found.end).hours
    assert len(ticks) == count
    assert ticks[0].word == first


def test_refused_readings_break_a_run():
    at = [datetime(2026, 1, 1, 0, n, tzinfo=UTC) for n in range(4)]
    samples = [(at[0], Decimal(1)), (at[1], None), (at[2], Decimal(1)), (at[3], Decimal(2))]
    assert [len(run) for run in runs_of(samples, ())] == [1, 2]


STATES = [
    (["0.030"] * 5, 0, "fine", "0.030"),
    (["0.030"] * 5, 120, "fine", "0.030"),
    (["0.030"] * 5, 121, "nodata", "– –"),
    (["0.030", "0.004", "0.004", "0.004"], 0, "warning", "0.004"),
    (["0.030", "-0.001", "-0.001", "-0.001"], 0, "alarm", "-0.001"),
    (["0.030", "0.030", "0.004"], 0, "noted", "0.004"),
    ([], 0, "nodata", "– –"),
]


@pytest.mark.parametrize(("values", "later", "state", "shown"), STATES)
def test_a_tile_shows_its_state_and_never_an_old_value(site, values, later, state, shown):
    pressure(site, values)
    site.clock.forward(seconds=later)
    found = tile(site)
    assert (found.state, found.shown, found.unit) == (state, shown, "in. w.c.")


def test_the_worst_point_speaks_for_its_room(site):
    pressure(site, ["-0.001"] * 5)
    feed(site, "line-buffer-t", "temperature", "degC", ["18.9"] * 5)
    with site.database.reading() as session:
        (room,) = rooms(session, site.clock())
        above = strip(session, "hood-2", site.clock())
    assert (room.state, room.word) == ("alarm", "Alarm")
    assert (above.where, above.state, len(above.tiles)) == ("Hood 2", "alarm", 2)
    assert worst(()) == "nodata"


def test_limits_are_told_in_words(site):
    with site.database.reading() as session:
        found = {
            limit_words(one) for number in (1, 2) for one in _limits(session, number, site.clock())
        }
    assert found == {"at least 0.020 in. w.c.", "at most 20 °C (advisory)"}


def _limits(session, number, now):
    return series(session, point(session, number), now - timedelta(hours=1), now).limits


def test_every_point_and_room_is_published(site):
    stream = house_of(site.app).hub.open("test", frozenset({"room"}))
    publish_rooms(house_of(site.app))
    told = stream.take(0)
    assert told.count(b"event: room") == 2
    assert told.count(b"event: place") == 1


def test_the_watch_notices_a_silence_while_a_page_is_open(site):
    here = house_of(site.app)
    watch = RoomWatch(here, every=0.02)
    watch.start()
    stream = here.hub.open("test", frozenset({"room"}))
    assert b"nodata" in stream.take(5)
    watch.stop()


def test_a_failing_look_does_not_end_the_watch(site, monkeypatch, caplog):
    here, calls = house_of(site.app), []

    def look(_):
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("once")

    monkeypatch.setattr("webapp.room_watch.publish_rooms", look)
    here.hub.open("test", frozenset({"room"}))
    watch = RoomWatch(here, every=0.01)
    watch.start()
    while len(calls) < 3:
        pass
    watch.stop()
    assert "could not be looked at" in caplog.text


BAND = {"low": "9.49", "high": "10.47", "accept_low": "9.58", "accept_high": "10.38", "tell_low": "9.40", "tell_high": "10.56"}  # fmt: skip


def test_a_band_is_laid_out_in_order_with_room_for_a_near_miss():
    bar = band_bar(BAND)
    places = (bar.tell_low, bar.low, bar.accept_low, bar.accept_high, bar.high, bar.tell_high)
    assert list(places) == sorted(places)
    assert 0 < places[0] < places[-1] < 1000
    assert bar.net is None


@pytest.mark.parametrize(
    ("net", "place"), [("9.98", 500), ("0.00", 0), ("99.99", 1000), ("9.40", 222), ("10.56", 778)]
)
def test_a_weight_stands_where_it_belongs_and_never_off_the_bar(net, place):
    assert band_bar(BAND, net).net == place


def test_a_band_without_width_breaks_nothing():
    assert band_bar(dict.fromkeys(BAND, "1.00"), "1.00").net == 0


DAYS = [
    (None, None, "2026-11-23", "2026-11-23"),
    ("2026-11-01", None, "2026-11-01", "2026-11-01"),
    ("2026-11-01", "2026-11-03", "2026-11-01", "2026-11-03"),
    ("2026-11-03", "2026-11-01", "2026-11-01", "2026-11-03"),
    ("2026-01-01", "2026-11-03", "2026-10-04", "2026-11-03"),
    ("yesterday", "2026-13-01", "2026-11-23", "2026-11-23"),
    ("0001-01-01", None, "2026-11-23", "2026-11-23"),
]


@pytest.mark.parametrize(("first", "last", "begins", "ends"), DAYS)
def test_a_window_of_days_is_what_the_address_says_or_today(first, last, begins, ends):
    found = window(first, last, datetime(2026, 11, 23, 14, 12, tzinfo=UTC), ZONE)
    assert (str(found.first), str(found.last)) == (begins, ends)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 11, 1), 25), (date(2026, 3, 8), 23), (date(2026, 6, 1), 24)]
)
def test_a_day_of_the_clock_change_has_its_own_length(day, hours):
    found = Window(day, day, ZONE)
    assert (found.end.astimezone(UTC) - found.start.astimezone(UTC)) == timedelta(hours=hours)
    assert found.moved(1).first == day + timedelta(days=1)


def test_the_pages_show_what_was_found_and_export_it(site):
    pressure(site, ["0.030"] * 20 + ["0.004"] * 10 + [None] * 10 + ["0.030"] * 5)
    officer = site.signed_in("compliance")
    page = officer.get("/logs/points/1").text
    assert page.count('class="gap"') >= 1
    assert "Yellow" in page
    assert "Below" in page or "below" in page
    listed = officer.get("/logs/findings?grade=yellow").text
    assert "Gap" in listed.split("<tbody>")[0]
    assert listed.split("<tbody>")[1].count("<tr") == 1
    export = officer.get("/logs/points/1.csv").data.decode("utf-8-sig")
    assert export.count('"reading"') == 35
    assert '"gap"' in export
    assert export.startswith('"# Filter: point buffer-dp')


def test_a_missing_point_is_said_so(site):
    officer = site.signed_in("compliance")
    assert officer.get("/logs/points/99").status_code in {404, 409}
    assert officer.get("/logs/entries/99999").status_code == 404


def test_entries_are_filtered_by_the_address_and_paged(site):
    officer = site.signed_in("compliance")
    page = officer.get("/logs/entries?verb=people:pin:set").text
    assert page.split("<tbody>")[1].count("<tr>") == 4
    assert "No entry matches" in officer.get("/logs/entries?who=Nobody").text
    assert "No entry matches" in officer.get("/logs/entries?subject=100%25_").text
    assert officer.get("/logs/entries?below=1").status_code == 200
    export = officer.get("/logs/entries.csv?verb=people:pin:set").data.decode("utf-8-sig")
    assert export.count("people:pin:set") == 5


def test_the_proof_of_an_entry_can_be_taken_away(site):
    answer = site.signed_in("compliance").get("/logs/entries/3/proof.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="entry-3-proof.json"'
    assert answer.json["entry"]["number"] == 3
