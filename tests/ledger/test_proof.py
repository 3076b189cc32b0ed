"""Proofs come from the stored nodes and hold for every entry and every older head."""

import pytest

from compounding.errors import NoSuchEntry
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import canonical
from compounding.ledger.heads import head_stands, last_head
from compounding.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from compounding.ledger.proof import growth_of, proof_of
from compounding.ledger.verbs import Verb
from tests.ledger.fresh import NOW

ENTRIES = 21


@pytest.fixture
def heads(database):
    """The heads after each of a number of entries."""
    kept = []
    for number in range(ENTRIES):
        with database.entry(by=SYSTEM, at=NOW) as unit:
            unit.write(Verb.FACILITY_CARD_ENTER, f"card {number}")
        with database.reading() as session:
            kept.append(last_head(session))
    return kept


def test_every_entry_is_proven(database, heads):
    with database.reading() as session:
        for number in range(1, ENTRIES + 1):
            proof = proof_of(session, number)
            leaf = leaf_hash(canonical(proof["entry"]))
            path = [bytes.fromhex(step) for step in proof["path"]]
            top = bytes.fromhex(proof["head"]["root"])
            assert verify_inclusion(leaf, proof["index"], proof["head"]["size"], path, top)
            assert proof["head"] == heads[-1]
    assert all(head_stands(head) for head in heads)


def test_the_log_of_today_is_proven_to_continue_every_older_one(database, heads):
    newest = bytes.fromhex(heads[-1]["root"])
    with database.reading() as session:
        for head in heads:
            proof = [bytes.fromhex(step) for step in growth_of(session, head["size"])]
            older = bytes.fromhex(head["root"])
            assert verify_consistency(head["size"], ENTRIES, proof, older, newest)
        assert growth_of(session, 0) == []


@pytest.mark.parametrize("number", [0, -1, ENTRIES + 1])
@pytest.mark.usefixtures("heads")
def test_what_is_not_in_the_log_is_not_proven(database, number):
    with database.reading() as session, pytest.raises(NoSuchEntry):
        proof_of(session, number)


@pytest.mark.parametrize("size", [-1, ENTRIES + 1])
@pytest.mark.usefixtures("heads")
def test_a_log_shorter_than_an_older_head_is_said_so(database, size):
    with database.reading() as session, pytest.raises(NoSuchEntry):
        growth_of(session, size)


def test_an_empty_log_proves_nothing(database):
    with database.reading() as session:
        assert last_head(session) is None
        with pytest.raises(NoSuchEntry):
            proof_of(session, 1)
