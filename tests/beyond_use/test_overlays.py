"""Overlays: a state board or the house tightens the law, and can do nothing else to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beyond_use.csp import Storage
from beyond_use.decide import beyond_use
from beyond_use.errors import BadLaw, Loosened, UnknownOverlay
from beyond_use.law import in_force_on, load_editions, load_laws
from beyond_use.overlay import OVERLAYS, chosen, load_overlays, read_overlay
from tests.overlay_text import HEAD, own

CALIFORNIA, HOUSE = "california-before-october-2025", "sample-house-policy"
DAY = date(2026, 11, 23)
EDITIONS = load_editions()


def test_without_a_choice_no_overlay_holds():
    assert in_force_on(DAY).overlays == chosen(()) == ()
    assert all(row.instead_of is None for law in load_laws() for row in law.rows)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2023, 11, 1), "6"),
        (date(2024, 12, 31), "6"),
        (date(2025, 9, 30), "6"),
        (date(2025, 10, 1), "12"),
        (DAY, "12"),
    ],
)
def test_california_gave_an_opened_single_dose_vial_six_hours_until_its_day(day, hours):
    law = in_force_on(day, chosen([CALIFORNIA]))
    assert law.row("IN-1").value == law.row("IN-6").value == hours
    assert law.overlays == ((CALIFORNIA,) if hours == "6" else ())


def test_the_chapters_own_figure_stays_beside_the_tighter_one():
    law = in_force_on(date(2024, 5, 1), chosen([CALIFORNIA]))
    row = law.row("IN-1")
    assert row.instead_of == in_force_on(date(2024, 5, 1)).row("IN-1")
    assert (row.figure, row.instead_of.figure) == ("at most 6 h", "at most 12 h")
    assert str(row.citation) == (
        "California Code of Regulations, title 16 (2017), section 1751.9 (b)(2), instead of "
        "at most 12 h in USP <797> (2023), Section 15, use of conventionally manufactured products"
    )
    assert law.name.endswith(f"tightened by {CALIFORNIA}")


def test_what_an_overlay_does_not_name_stays_as_the_chapter_has_it():
    before, after = in_force_on(DAY), in_force_on(DAY, chosen([HOUSE]))
    untouched = [row for row in after.rows if row.instead_of is None]
    assert set(untouched) < set(before.rows)
    assert len(after.rows) == len(before.rows) == len(untouched) + 5


def test_the_house_policy_shortens_the_date_and_says_so(dose):
    answer = beyond_use(dose(), Storage.ROOM, in_force_on(DAY, chosen([HOUSE])))
    assert answer.until_local == "2026-11-25 09:12 EST"
    assert "at most 4 day in USP <797> (2023), Table 13" in answer.decided_by.citation


def test_every_shipped_overlay_tightens():
    for overlay in load_overlays().values():
        assert load_laws(overlays=(overlay,))
    assert set(load_overlays()) == {path.stem for path in OVERLAYS.glob("*.toml")}


def test_two_overlays_that_leave_nothing_between_them_are_refused(overlay):
    weak = overlay(own("HD-1", "weakest", "-0.025 in_wc", "between"), name="a")
    strong = overlay(own("HD-1", "strongest", "-0.020 in_wc", "between"), name="b")
    assert load_laws(overlays=(weak,))
    assert load_laws(overlays=(strong,))
    with pytest.raises(Loosened, match=r"nothing is both -0\.020 in_wc and -0\.025 in_wc"):
        load_laws(overlays=(weak, strong))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_overlays_the_tighter_holds_whatever_their_order(overlay, turned):
    six = overlay(own("IN-1", "from first puncture", "6 h"), name="a")
    four = overlay(own("IN-1", "from first puncture", "4 h"), name="b")
    both = (four, six) if turned else (six, four)
    row = in_force_on(DAY, both).row("IN-1")
    assert (row.value, row.instead_of.value) == ("4", "12")
    assert load_laws(overlays=both) == load_laws(overlays=both[::-1])


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_higher_pressures_the_higher_holds(overlay, turned):
    low = overlay(own("FE-6", "each step", "0.025 in_wc", "at least"), name="a")
    high = overlay(own("FE-6", "each step", "0.030 in_wc", "at least"), name="b")
    both = (high, low) if turned else (low, high)
    assert in_force_on(DAY, both).row("FE-6").value == "0.030"


@pytest.mark.parametrize("comparator", ["at most", "at least"])
def test_of_two_equal_figures_the_first_by_name_is_cited(overlay, comparator):
    said = {
        "at most": own("IN-1", "from first puncture", "6 h"),
        "at least": own("FE-6", "each step", "0.030 in_wc", "at least"),
    }[comparator]
    head = HEAD.replace("House policy", "State board")
    both = (overlay(said, name="b"), overlay(said, name="a", head=head))
    law = in_force_on(DAY, both)
    (row,) = [row for row in law.rows if row.instead_of]
    assert row.citation.chapter == "State board"


def test_an_overlay_ends_on_its_day(overlay):
    six = own("IN-1", "from first puncture", "6 h")
    laws = load_laws(overlays=(overlay(six, head=HEAD + "until = 2026-02-01\n"),))
    assert [(law.in_force, law.until, law.row("IN-1").value) for law in laws[-3:]] == [
        (date(2023, 11, 1), date(2026, 1, 1), "12"),
        (date(2026, 1, 1), date(2026, 2, 1), "6"),
        (date(2026, 2, 1), None, "12"),
    ]


def test_under_an_overlay_each_day_still_has_exactly_one_law():
    laws = load_laws(overlays=chosen([CALIFORNIA, HOUSE]))
    day = laws[0].in_force
    while day <= date(2027, 1, 1):
        assert sum(law.covers(day) for law in laws) == 1
        day += timedelta(days=1)


def test_an_overlay_from_before_every_law_can_be_held_against_nothing(overlay):
    head = HEAD.replace("2026-01-01", "2001-01-01\nuntil = 2002-01-01")
    with pytest.raises(BadLaw, match="no day for which a law is on file"):
        load_laws(overlays=(overlay(own("IN-1", "from first puncture", "6 h"), head=head),))


@pytest.mark.parametrize(
    ("right", "wrong", "trouble"),
    [
        ('authority = "The house"\n', "", "authority is missing"),
        ('jurisdiction = "Here"', 'jurisdiction = " "', "jurisdiction is missing"),
        ("in_force = 2026-01-01\n", "", "in_force is missing"),
        (
            'jurisdiction = "Here"',
            'jurisdiction = "Here"\nstate = "x"',
            "state, which means nothing",
        ),
        ('locator = "paragraph 1"\n', "", "locator is missing"),
        ('source = "a test"', 'source = ""', "source is missing"),
        ("last_checked = 2026-11-25\n", "", "last_checked is missing"),
        ('"6 h"', '"six h"', "'six' is not a number"),
    ],
)
def test_an_overlay_with_a_mistake_is_refused(overlay, right, wrong, trouble):
    text = HEAD + own("IN-1", "from first puncture", "6 h")
    assert right in text
    with pytest.raises(BadLaw, match=trouble):
        overlay(text.replace(right, wrong), head="")


def test_a_chapter_is_no_overlay_and_an_overlay_no_chapter(tmp_path):
    with pytest.raises(BadLaw, match="authority is missing"):
        read_overlay(OVERLAYS.parent / "limits" / "usp_41.toml")
    (tmp_path / "x.toml").write_text(HEAD + own("IN-1", "from first puncture", "6 h"))
    with pytest.raises(BadLaw, match="authority, jurisdiction, which means nothing here"):
        load_editions(tmp_path)


def test_a_name_that_is_not_on_file_is_refused_with_those_that_are():
    with pytest.raises(UnknownOverlay, match=f"'texas'.*{CALIFORNIA}, {HOUSE}"):
        chosen(["texas"])


def test_an_installation_has_overlays_of_its_own_but_no_second_one_of_a_name(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(HEAD + own("IN-1", "from first puncture", "6 h"), encoding="utf-8")
    assert [one.name for one in chosen(["ours", HOUSE], tmp_path)] == ["ours", HOUSE]
    path.rename(tmp_path / f"{HOUSE}.toml")
    with pytest.raises(BadLaw, match="another overlay has that name"):
        chosen([HOUSE], tmp_path)


def test_an_overlay_of_ones_own_is_chosen_by_its_path(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(HEAD + own("IN-1", "from first puncture", "6 h"), encoding="utf-8")
    assert [one.name for one in chosen([str(path), HOUSE])] == ["ours", HOUSE]
    twin = path.rename(tmp_path / f"{HOUSE}.toml")
    with pytest.raises(BadLaw, match="of that name is chosen too"):
        chosen([str(twin), HOUSE])
    with pytest.raises(BadLaw, match=r"nowhere\.toml"):
        chosen(["nowhere.toml"])


def test_a_law_of_other_editions_is_asked_afresh():
    law = in_force_on(DAY)
    (edition, *others) = law.editions
    first = edition.rows[0]
    assert law.find(first.rule, first.part) == first
    assert replace(law, editions=tuple(others)).find(first.rule, first.part) is None
