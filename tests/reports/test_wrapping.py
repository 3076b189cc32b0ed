"""Wrapping loses no character, keeps to the room, and keeps figures with their units."""

from hypothesis import given
from hypothesis import strategies as st

from reports.glyphs import printable, width_mm
from reports.wrapping import wrap

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=120)


@given(TEXTS, st.integers(min_value=30, max_value=150))
def test_no_character_is_lost_and_no_line_is_too_wide(text, room):
    shown = printable(text)
    lines = wrap(shown, room, lambda part: width_mm(part, 8))
    assert "".join("".join(lines).split()) == "".join(shown.split())
    assert all(width_mm(line.rstrip(" "), 8) <= room for line in lines)


@given(TEXTS)
def test_what_is_printable_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)


@given(TEXTS)
def test_every_printable_character_has_a_width_in_both_weights(text):
    for line in printable(text).split("\n"):
        assert width_mm(line, 8) >= 0
        assert width_mm(line, 8, bold=True) >= 0


def test_a_figure_stays_with_its_unit():
    assert wrap("0.9% sodium chloride 1,000 mL bag", 26, len) == [
        "0.9% sodium chloride",
        "1,000 mL bag",
    ]
    assert wrap("stored for 10 days", 13, len) == ["stored for", "10 days"]


def test_a_number_before_a_word_may_part_from_it():
    assert wrap("Ward 4 bed", 7, len) == ["Ward 4", "bed"]
