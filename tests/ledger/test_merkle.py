"""The tree of RFC 9162 against the vectors its reference implementations publish.

Leaves, roots and proofs are the test data shared by the certificate-transparency and Trillian
projects; besides them every size and place up to 128 is tried.
"""

import hashlib

import pytest

from compounding.ledger.merkle import (
    Frontier,
    consistency_proof,
    fold,
    inclusion_proof,
    leaf_hash,
    node_hash,
    peaks_of,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
N96, N5F, N6B = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
LARGEST = 128
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
MANY = [leaf_hash(number.to_bytes(2, "big")) for number in range(LARGEST)]
GROWN = [root(MANY[:size]) for size in range(LARGEST + 1)]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size):
    assert root(HASHES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [N96, N5F, N6B]),
        (
            5,
            8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                ROOTS[4],
            ],
        ),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], N5F, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
    ],
)
def test_the_audit_paths_are_the_published_ones(index, size, path):
    assert [step.hex() for step in inclusion_proof(HASHES[:size], index)] == path


@pytest.mark.parametrize(
    ("older", "size", "proof"),
    [
        (1, 1, []),
        (1, 8, [N96, N5F, N6B]),
        (
            6,
            8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                ROOTS[4],
            ],
        ),
        (2, 5, [N5F, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
    ],
)
def test_the_consistency_proofs_are_the_published_ones(older, size, proof):
    assert [step.hex() for step in consistency_proof(HASHES[:size], older)] == proof


def test_leaves_and_nodes_are_hashed_apart():
    assert leaf_hash(b"ab") == hashlib.sha256(b"\x00ab").digest()
    assert node_hash(b"a", b"b") == hashlib.sha256(b"\x01ab").digest()


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_leaf_of_every_size_is_proven_and_no_other(size):
    for index in range(size):
        path = inclusion_proof(MANY[:size], index)
        assert verify_inclusion(MANY[index], index, size, path, GROWN[size])
        assert not verify_inclusion(MANY[index - 1], index, size, path, GROWN[size]) or size == 1
        assert not verify_inclusion(MANY[index], index, size, path, GROWN[size - 1])
        assert not verify_inclusion(MANY[index], index, size, [*path, MANY[0]], GROWN[size])
        if path:
            assert not verify_inclusion(MANY[index], index, size, path[:-1], GROWN[size])


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_every_older_tree_is_proven_and_no_forged_one(size):
    for older in range(size + 1):
        proof = consistency_proof(MANY[:size], older)
        assert verify_consistency(older, size, proof, GROWN[older], GROWN[size])
        forged = leaf_hash(b"forged")
        assert not verify_consistency(older, size, proof, forged, GROWN[size])
        if 0 < older < size:
            assert not verify_consistency(older, size, proof, GROWN[older], forged)
            assert not verify_consistency(older, size, proof[:-1], GROWN[older], GROWN[size])
            assert not verify_consistency(older, size, [*proof, forged], GROWN[older], GROWN[size])


def test_places_outside_the_tree_are_not_proven():
    assert not verify_inclusion(MANY[0], -1, 4, [], GROWN[4])
    assert not verify_inclusion(MANY[0], 4, 4, [], GROWN[4])
    assert not verify_inclusion(MANY[0], 0, 0, [], GROWN[0])
    assert not verify_consistency(5, 4, [], GROWN[5], GROWN[4])


def test_the_edge_grows_to_the_same_root_and_completes_each_node_once():
    frontier, seen = Frontier(), {}
    for size, leaf in enumerate(MANY, start=1):
        for level, position, value in frontier.append(leaf):
            assert (level, position) not in seen
            seen[level, position] = value
        assert frontier.root() == GROWN[size]
    for (level, position), value in seen.items():
        start = position << level
        assert value == root(MANY[start : start + (1 << level)])


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_the_peaks_cover_every_leaf_once(size):
    peaks = list(peaks_of(0, size))
    covered = [
        leaf
        for level, position in peaks
        for leaf in range(position << level, (position + 1) << level)
    ]
    assert covered == list(range(size))
    assert fold([root(MANY[p << lv : (p + 1) << lv]) for lv, p in peaks]) == GROWN[size]
