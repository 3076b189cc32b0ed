"""The published scenarios of signed records are answered by the outsider's own verifier."""

from compounding.ledger.qualification import SIGNATURES, run, shipped


def test_a_record_changed_after_signing_is_no_longer_signed():
    results = {one.id: one for one in run()}
    assert results["C211"].got == "the signature does not hold"
    assert [one.id for one in results.values() if not one.passed] == []


def test_a_record_that_stands_as_it_was_signed_holds():
    (same,) = (one for one in run() if one.id == "C211-UNCHANGED")
    assert same.got == "the signature holds"


def test_a_case_that_expects_otherwise_fails(tmp_path):
    path = tmp_path / "cases.toml"
    path.write_text(SIGNATURES.read_text("utf-8").replace("holds = false", "holds = true", 1))
    assert [one.passed for one in run(path)] == [False, True]


def test_the_shipped_file_is_the_one_that_is_run():
    assert shipped() == (SIGNATURES,)
