"""The paper of a record says what the record says: all of it, on sealed and numbered sheets."""

import hashlib
import re
import subprocess
import sys

import pytest

from reports.batch_record import batch_record
from reports.errors import WrongSeal
from reports.glyphs import printable
from reports.page import Paper
from reports.seal import Seal
from reports.words import with_commas
from tests.builders import a_released_record
from tests.reports.paper import dense, sheets, words
from tests.reports.sample_record import leaves, potassium, seal_for, vancomycin

RECORDS = [potassium, vancomycin]


def printed(record, paper=Paper.LETTER):
    return batch_record(record, seal_for(record), paper)


@pytest.fixture(scope="module", params=RECORDS)
def record(request):
    return request.param()


@pytest.fixture(scope="module")
def pdf(record):
    return printed(record)


INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
OWN_FORMS = {"format", "slug", "key", "status", "kind", "unit", "raw", "samples", "gaps", "content"}


def told(value):
    """The facts that paper must carry word for word: no inner codes, no drawn readings."""
    if isinstance(value, dict):
        return [f for key, part in value.items() if key not in OWN_FORMS for f in told(part)]
    if isinstance(value, list):
        return [fact for part in value for fact in told(part)]
    return leaves([value])


def missing_facts(record, pdf):
    """What a reader of the paper alone would not learn."""
    text = words(pdf)
    facts = {fact for fact in told(record) if not INSTANT.fullmatch(fact)}
    facts -= {point["code"] for point in record["room"]["points"]}
    return [f for f in facts if dense(f) not in text and dense(with_commas(f)) not in text]


def test_every_fact_of_the_record_stands_on_its_paper(record, pdf):
    assert missing_facts(record, pdf) == []


def test_a_record_as_the_work_leaves_it_is_printed_whole(tmp_path):
    world, worksheet, _ = a_released_record(tmp_path)
    record = world.record(worksheet)
    assert missing_facts(record, printed(record)) == []


def test_weights_and_their_bands_stand_as_they_were_measured(pdf, record):
    text = words(pdf)
    for step in record["steps"]:
        if step["band"]:
            low, high = (step["band"][edge].removesuffix(" g") for edge in ("low", "high"))
            assert dense(f"{step['net']}{step['expected']}{low}–{high} g") in text
        if step["gross"]:
            assert dense(f"{step['gross']['name']}{step['what']}{step['gross']['digits']}g") in text


def test_every_try_stands_with_its_verdict():
    text = words(printed(potassium()))
    for net, verdict in (("11.97", "reject"), ("11.42", "cannottell"), ("10.77", "accept")):
        assert f"{net}g{verdict}" in text


def test_the_raw_frames_stand_as_they_were_sent(record, pdf):
    text = words(pdf)
    for reading in record["readings"]:
        frame = bytes.fromhex(reading["raw"]).decode().strip()
        assert dense(frame) + r"\r\n" in text


def test_every_sheet_carries_digest_head_and_key(record, pdf):
    seal = seal_for(record)
    for text in map(dense, sheets(pdf)):
        assert seal.digest in text
        assert seal.root in text
        assert dense(f"Log head {seal.size} of 2026-11-23 14:58:31Z") in text
        assert seal.fingerprint in text


def test_every_sheet_says_which_of_how_many_it_is(record, pdf):
    texts = sheets(pdf)
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert dense(f"{record['number']} · page {number} of {len(texts)}") in dense(text)


def test_the_first_sheet_says_what_was_decided_and_by_whom(record, pdf):
    first = dense(sheets(pdf)[0])
    assert "RELEASED" in first
    assert dense("Signed by Demo Pharmacist (pharmacist), 2026-11-23 09:") in first
    assert record["signatures"][-1]["shown_digest"] in first


def test_every_sheet_of_sample_data_is_marked_so(pdf):
    assert all("SAMPLE–NOTFORPATIENTUSE" in dense(text) for text in sheets(pdf))


def test_a_record_of_a_patient_is_not_marked_as_a_sample():
    record = potassium() | {"sample": False}
    assert "SAMPLE" not in words(printed(record))


def test_the_count_of_unconfirmed_figures_stands_on_every_sheet_and_the_list_at_the_end(
    pdf, record
):
    texts = [dense(text) for text in sheets(pdf)]
    count = len(record["unconfirmed"])
    assert all(f"{count}unconfirmedfigures,listedattheend" in text for text in texts)
    assert f"Unconfirmedfigures:{count}" in texts[-1]
    assert all(dense(figure["figure"]) in texts[-1] for figure in record["unconfirmed"])


def test_the_same_record_gives_the_same_bytes_in_another_process(record, pdf):
    name = "potassium" if record["formula"]["high_alert"] else "vancomycin"
    script = (
        "import hashlib; from reports.batch_record import batch_record;"
        f"from tests.reports.sample_record import {name} as made, seal_for;"
        "record = made(); pdf = batch_record(record, seal_for(record));"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_a_record_that_was_not_sealed_is_refused():
    record = potassium()
    seal = seal_for(record)
    record["order"]["dose"] = "40 mEq"
    with pytest.raises(WrongSeal, match="not the record that was signed"):
        batch_record(record, seal)


def test_nothing_in_the_paper_acts_by_itself(pdf):
    for name in (b"/JS", b"/JavaScript", b"/AA", b"/Launch", b"/EmbeddedFile"):
        assert not re.search(name + rb"[\s/<(\[]", pdf)
    assert re.search(rb"/OpenAction \[\d+ 0 R /FitH null\]", pdf)  # a place, no action


def test_a4_is_as_complete_as_letter(record):
    text = words(printed(record, Paper.A4))
    assert all(dense(component["product"]) in text for component in record["components"])


def test_a_bag_without_decision_is_in_quarantine():
    record = potassium() | {"decision": None, "status": "prepared"}
    assert "NOTRELEASED–INQUARANTINE" in words(printed(record))


def test_a_rejected_bag_shows_its_reason():
    decision = {"kind": "rejected", "reason": "a hair in the bag", "by": "Demo Pharmacist"}
    record = potassium() | {"decision": decision | {"at": "2026-11-23T14:52:00Z"}}
    text = words(printed(record))
    assert "REJECTED" in text
    assert dense("Reason: a hair in the bag") in text


HARD_TEXTS = {
    "200 characters without a space": "N" * 200,
    "200 characters with spaces": "Nnnn " * 40,
    "an invisible sign": "Ann\u200ba",
    "a direction mark": "abc\u202edef",
    "a sign the font does not have": "bag \U0001f4a9 seal",
    "a script from right to left": "דמו",
    "two alphabets in one word": "p\u0430racetamol",
    "stacked accents": "a\u0335\u0336\u0337b",
    "a placeholder of the library": "{nb} of {nb}",
    "marks of a mark-up": "**bold** __under__ [x](http://localhost)",
    "a control character": "a\x00b\x07c",
}


@pytest.fixture(scope="module")
def hard_paper():
    """One paper with every hard text as a name, a note, a point and a product."""
    record = potassium()
    texts = HARD_TEXTS.values()
    record["order"]["patient"]["name"] = "\n".join(texts)
    record["exceptions"] = list(texts)
    record["room"]["points"] = [record["room"]["points"][2] | {"name": text} for text in texts]
    record["components"] = [record["components"][0] | {"product": text} for text in texts]
    return words(printed(record))


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_a_hard_text_is_printed_whole_or_spelt_out(text, hard_paper):
    assert hard_paper.count(dense(printable(text))) >= 4


def test_a_text_longer_than_a_sheet_loses_nothing():
    record = potassium()
    record["components"][0]["product"] = "wörd " * 3000
    record["order"]["note"] = "nöte " * 3000
    text = words(printed(record))
    assert text.count("wörd") == 3000
    assert text.count("nöte") == 3000


def test_missing_signs_are_spelt_visibly():
    assert printable("a\u202eb\U0001f4a9") == "a[U+202E]b[U+1F4A9]"
    assert printable("p\u0430racetamol") == "p[U+0430]racetamol"
    assert printable("Zoe\u0308") == "Zoë"


@pytest.fixture(scope="module")
def empty_paper():
    return words(printed({"number": "CR-1", "facility": {"zone": "UTC"}}))


@pytest.mark.parametrize(
    "text",
    [
        "not recorded", "NOT RELEASED", "no step is recorded", "Nothing can be said about the room.",
        "This record does not say which of its figures are confirmed.", "no readings of the room",
        "Not recorded which figures are confirmed", "No signature.", "no date for storage",
    ],
)  # fmt: skip
def test_what_is_not_recorded_is_said_to_be_missing(text, empty_paper):
    assert dense(text) in empty_paper


@pytest.mark.parametrize(
    "claim", ["stayed within", "No unconfirmed figure", "has been confirmed", "all confirmed"]
)
def test_nothing_good_is_claimed_of_what_is_not_recorded(claim, empty_paper):
    assert dense(claim) not in empty_paper


def test_a_record_whose_figures_are_all_confirmed_says_so():
    text = words(printed(potassium() | {"unconfirmed": []}))
    assert dense("No unconfirmed figure") in text
    assert dense("Every figure this record rests on has been confirmed.") in text


def test_a_seal_names_all_five_proofs():
    assert set(Seal.__dataclass_fields__) == {"digest", "size", "root", "at", "fingerprint"}
