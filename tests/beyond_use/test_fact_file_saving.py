"""How a file of facts was saved and typed: what cannot be read is refused in plain words."""

import pytest

from beyond_use.bud_answer import answer_file
from beyond_use.errors import BadFactFile
from tests.house.tree import ROOT

SECOND = (ROOT / "beyond_use" / "examples" / "category_2.toml").read_text(encoding="utf-8")
HOUR = "2026-11-23T09:12:00"


@pytest.fixture
def saved(tmp_path):
    def make(text, encoding="utf-8"):
        path = tmp_path / "facts.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return make


def refused(path):
    with pytest.raises(BadFactFile) as told:
        answer_file(path)
    return told.value


def test_a_byte_order_mark_changes_nothing(saved):
    assert answer_file(saved(SECOND, "utf-8-sig")) == answer_file(saved(SECOND))


@pytest.mark.parametrize(
    "said",
    [SECOND.encode("utf-16"), SECOND.replace("potassium", "é").encode("latin-1"), b"\xff"],
    ids=["utf-16", "latin-1", "one byte"],
)
def test_another_encoding_is_refused_in_plain_words(saved, said):
    (told,) = refused(saved(said)).troubles
    assert told == "it is not saved as UTF-8; save it again with the encoding UTF-8"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"x = {'9' * 5000}", "longer or later than any fact"),
        (f"x = {'[' * 5000}", "nested too deeply"),
        (f"x = {'[' * 5000}{']' * 5000}", "nested too deeply"),
        ("x = ", "it is not TOML"),
        ("x = 2026-13-01", ""),
    ],
    ids=["digits", "open brackets", "brackets", "nothing", "month"],
)
def test_what_no_fact_is_written_like_is_refused_with_a_sentence(saved, line, told):
    (said,) = refused(saved(f"{line}\n{SECOND}")).troubles
    assert told in said


@pytest.mark.parametrize("sign", ["\\n", "\\t", "\\u0000", "\\u001b", "\\u202e", "\\u0085"])
def test_a_control_character_in_a_name_is_refused(saved, sign):
    text = SECOND.replace('name = "potassium chloride', f'name = "potassium{sign}chloride')
    (told,) = refused(saved(text)).troubles
    assert told.startswith("[[component]] 1: name holds a control character")


@pytest.mark.parametrize("said", ["1_000_000_001", f"0x{'f' * 5000}"], ids=["long", "hexadecimal"])
def test_a_count_beyond_all_counting_is_refused(saved, said):
    (told,) = refused(saved(SECOND.replace("pec_iso = 5", f"pec_iso = {said}"))).troubles
    assert "pec_iso is more than anything that is counted" in told


def test_a_space_that_does_not_break_is_no_control_character(saved):
    text = SECOND.replace("potassium chloride 2", "potassium\u00a0chloride 2")
    assert answer_file(saved(text)).allowed


def test_the_table_with_the_fault_is_named_by_its_number(saved):
    text = SECOND.replace('name = "0.9% sodium chloride 1000 mL"', "name = 5")
    (told,) = refused(saved(text)).troubles
    assert told.startswith("[[component]] 2: name is not a text")
    text = SECOND.replace('expires = "2027-03"', "colour = 1")
    assert refused(saved(text)).troubles[0].startswith("[[component]] 2: colour means nothing")
    lone = SECOND.replace('lasts = "14 days"', "lasts = 14")
    assert refused(saved(lone)).troubles[0].startswith("[[stability]]: lasts is not a length")


def test_the_seconds_are_told_only_where_a_date_with_its_hour_is_wrong(saved):
    wrong = refused(saved(SECOND.replace(HOUR, "2026-11-23")))
    assert "with the seconds" in str(wrong)
    assert HOUR in str(wrong)
    other = refused(saved(SECOND.replace("pec_iso = 5", 'pec_iso = "5"')))
    assert "seconds" not in str(other)
    assert "seconds" in str(refused(saved(SECOND.replace(HOUR, "2026-11-23T09:12"))))
