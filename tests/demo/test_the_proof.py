"""Whatever is changed in a walked record, outside or inside the database, is found."""

import json
import sqlite3
from contextlib import closing
from runpy import run_path

import pytest

from compounding.ledger.covered import protected_tables
from compounding.ledger.database import open_database
from compounding.ledger.engine import sqlite_file
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP
from tests.ledger.tampering import applied, is_named, rounds, unprotect


@pytest.fixture(scope="module")
def verifier(walked):
    return run_path(str(walked.out / "verify_record.py"), run_name="verifier")


@pytest.fixture
def files(walked, tmp_path):
    """Copies of record and proof, to be altered."""
    for name in ("record.json", "proof.json"):
        (tmp_path / name).write_bytes((walked.out / name).read_bytes())
    return tmp_path


def stands(verifier, folder, key):
    try:
        verifier["check"](str(folder / "record.json"), str(folder / "proof.json"), key)
    except verifier["DoesNotStandError"]:
        return False
    return True


@pytest.fixture
def key(walked):
    return walked.facility.database.keys.fingerprint


def test_the_record_stands_as_it_is(verifier, files, key):
    assert stands(verifier, files, key)


def test_the_record_does_not_stand_under_another_key(verifier, files):
    assert not stands(verifier, files, "0000-" * 7 + "0000")


def altered(data, position):
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


def test_every_altered_byte_of_the_record_changes_what_was_entered(verifier, files):
    data = (files / "record.json").read_bytes()
    entry = json.loads((files / "proof.json").read_bytes())["entry"]
    verifier["check_record"](data, entry)
    for position in range(len(data)):
        with pytest.raises(verifier["DoesNotStandError"]):
            verifier["check_record"](altered(data, position), entry)


@pytest.mark.parametrize("name", ["record.json", "proof.json"])
def test_an_altered_byte_is_refused_wherever_it_stands(name, verifier, files, key):
    data = (files / name).read_bytes()
    stood = []
    for position in range(0, len(data), max(1, len(data) // 150)):
        (files / name).write_bytes(altered(data, position))
        if stands(verifier, files, key):
            stood.append(position)
    assert stood == []


def test_a_cut_or_lengthened_record_is_refused(verifier, files, key):
    data = (files / "record.json").read_bytes()
    for other in (data[:-1], data + b"\n", b"", b" " + data):
        (files / "record.json").write_bytes(other)
        assert not stands(verifier, files, key)


@pytest.fixture(scope="module")
def copied(walked, tmp_path_factory):
    """The whole database of the walk, in the hands of somebody who took the triggers away."""
    copy = tmp_path_factory.mktemp("copy") / "case.db"
    source = sqlite_file(walked.facility.database.engine)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    copy.chmod(0o600)
    database = open_database(f"sqlite:///{copy}", walked.facility.database.keys, cost=CHEAP)
    assert verify(database).ok
    unprotect(database)
    yield database
    database.close()


def test_every_column_of_every_table_that_the_walk_filled_is_watched(copied):
    missed, tried = [], set()
    for together in rounds(copied):
        with applied(copied, together) as happened:
            report = verify(copied)
        tried |= {tampering.table.name for tampering in happened}
        missed += [str(tampering) for tampering in happened if not is_named(report, tampering)]
    assert missed == []
    assert {table.name for table in protected_tables()} - tried <= NEVER_IN_A_WALK


NEVER_IN_A_WALK = {"invitation", "invitation_use", "standing"}
NEVER_IN_A_WALK |= {"nutrition_order", "nutrition_version", "nutrition_withdrawal"}
NEVER_IN_A_WALK |= {"law_reading", "law_overlay", "fitness_card"}
