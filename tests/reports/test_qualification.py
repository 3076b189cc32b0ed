"""The protocol of a qualification says on paper what ran, on what, and what became of it."""

import pytest

from reports.qualification import counts_told, qualification_paper, verdict
from tests.reports.paper import dense, sheets, words


def case(number, outcome, **more):
    return {
        "id": f"C-{number}",
        "room": "Arithmetic",
        "calculator": "draw-volume",
        "question": f"{number} mEq from 2 mEq/mL?",
        "expected": f"{number} mL ± 0.5 mL",
        "got": f"{number + 70} mL",
        "outcome": outcome,
        "source": f"A book, problem {number}",
        **more,
    }


def protocol(*outcomes):
    kinds = ("passed", "failed", "not applicable", "ambiguous")
    return {
        "engine": "1.2.3",
        "python": "3.12.1",
        "pint": "0.25.3",
        "machine": "Linux-6.1",
        "at": "2026-11-25T10:20:31+00:00",
        "counts": {kind: outcomes.count(kind) for kind in kinds},
        "files": [{"room": "Arithmetic", "name": "draw.toml", "sha256": "ab12" * 16}],
        "cases": [case(number, outcome) for number, outcome in enumerate(outcomes, start=1)],
    }


MIXED = protocol("passed", "failed", "not applicable", "ambiguous")


def test_every_fact_stands_on_the_paper():
    text = words(qualification_paper(MIXED))
    for fact in ("1.2.3", "3.12.1", "0.25.3", "Linux-6.1", "2026-11-25 10:20:31 UTC", "ab12" * 16):
        assert dense(fact) in text
    for each in MIXED["cases"]:
        assert all(dense(fact) in text for fact in each.values())


def test_what_did_not_pass_stands_before_the_rest():
    text = words(qualification_paper(MIXED))
    assert "Notpassed:3" in text
    assert text.index("C-2failed") < text.index("C-11mEq")
    assert "C-1passed" not in text


def test_a_run_where_all_passed_says_so():
    text = words(qualification_paper(protocol("passed")))
    assert dense("Not passed: 0 Every case passed.") in text
    assert dense("No case failed.") in text


def test_the_first_sheet_says_the_verdict_and_every_sheet_the_count_of_failures():
    many = protocol(*["passed"] * 80, "failed")
    texts = [dense(sheet) for sheet in sheets(qualification_paper(many))]
    assert len(texts) > 2
    assert dense("compound nothing with this installation") in texts[0]
    assert all(dense("1 failed of 81") in text for text in texts)
    assert all(dense("Not held in the log of any facility") in text for text in texts)


def test_there_is_room_to_sign():
    text = words(qualification_paper(MIXED))
    assert dense("Run by: name, date, signature") in text
    assert dense("Reviewed by: name, date, signature") in text


def test_the_same_run_gives_the_same_bytes():
    assert qualification_paper(MIXED) == qualification_paper(MIXED)


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        (["passed"], "No case failed."),
        (["passed", "not applicable"], "No case failed."),
        (["not applicable"], "No case failed, and none passed: nothing was shown."),
        (["passed", "failed"], "A case failed: compound nothing"),
    ],
)
def test_the_verdict_claims_no_more_than_was_shown(outcomes, sentence):
    assert verdict(protocol(*outcomes)).startswith(sentence)


def test_each_outcome_is_counted_apart():
    assert counts_told(MIXED) == "4 cases: 1 passed, 1 failed, 1 not applicable, 1 ambiguous"
