"""What an outsider has in hand: a record, its proof, the paper, and one file of code."""

import hashlib

import pytest

from compounding.ledger import verify_record
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import canonical
from compounding.ledger.proof import proof_of
from compounding.ledger.verbs import Verb
from tests.ledger.fresh import NOW, fresh_database

RECORD = canonical(
    {
        "format": "firstair-record-1",
        "number": "FA-000007",
        "status": "released",
        "components": [{"product": "Kalium – 2 mEq/mL", "lot": "L-7"}],
        "decision": None,
        "sample": True,
    }
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A record, its proof from a real log, and the fingerprint on the paper."""
    database = fresh_database(tmp_path_factory.mktemp("sample"))
    with database.entry(by=SYSTEM, at=NOW, station="hood-2") as unit:
        for number in range(5):
            unit.write(Verb.FACILITY_CARD_ENTER, f"card {number}")
        release = unit.write(
            Verb.PREPARATION_DOSE_RELEASE,
            "preparation FA-000007",
            extra={"record_digest": hashlib.sha256(RECORD).hexdigest()},
        )
        for number in range(6):
            unit.write(Verb.FACILITY_CARD_ENTER, f"card {number}")
    with database.reading() as session:
        proof = proof_of(session, release.number)
    paper = database.keys.fingerprint
    database.close()
    return RECORD, canonical(proof), paper


@pytest.fixture
def ask(tmp_path, capsys):
    """Run the verifier; return its exit code and what it said."""

    def asked(record, proof, key=None):
        (tmp_path / "record.json").write_bytes(record)
        (tmp_path / "proof.json").write_bytes(proof)
        files = [str(tmp_path / "record.json"), str(tmp_path / "proof.json")]
        code = verify_record.main([*files, *(["--key", key] if key is not None else [])])
        return code, capsys.readouterr().out

    return asked


def refused(answer, *words):
    code, said = answer
    assert code == 1
    assert said.startswith("The record DOES NOT STAND: ")
    assert said.count("\n") == 1
    for word in words:
        assert word in said
    return said
