"""One file, the standard library, no server: an outsider sees whether a record stands."""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compounding.ledger import verify_record
from compounding.ledger.canonical import canonical
from compounding.ledger.heads import sign_head
from compounding.ledger.keys import Keys
from compounding.ledger.merkle import leaf_hash
from tests.ledger.fresh import NOW
from tests.ledger.outsider import RECORD, refused

PROGRAM = Path(verify_record.__file__)


def changed(proof, **values):
    return canonical({**json.loads(proof), **values})


def test_an_honest_record_stands(ask, sample):
    record, proof, paper = sample
    code, said = ask(record, proof, paper)
    assert code == 0
    assert "STANDS" in said
    assert f"Key {paper}, as on the paper" in said
    assert "preparation:dose:release of preparation FA-000007, by First Air" in said
    assert "COMPARE" not in said


def test_without_the_papers_key_the_reader_is_told_to_compare(ask, sample):
    record, proof, paper = sample
    code, said = ask(record, proof)
    assert code == 0
    assert paper in said
    assert "COMPARE" in said


def test_the_key_may_be_typed_in_capitals(ask, sample):
    record, proof, paper = sample
    assert ask(record, proof, f" {paper.upper()} ")[0] == 0


@pytest.mark.parametrize("key", ["", "-", "x", "0000-" * 7 + "0000"])
def test_another_key_than_the_papers_is_refused(ask, sample, key):
    record, proof, _ = sample
    refused(ask(record, proof, key), "another key")


def test_it_runs_alone_without_first_air(tmp_path, sample):
    record, proof, paper = sample
    for name, data in (
        ("verify_record.py", PROGRAM.read_bytes()),
        ("record.json", record),
        ("proof.json", proof),
    ):
        (tmp_path / name).write_bytes(data)
    command = [
        sys.executable,
        "-I",
        "verify_record.py",
        "record.json",
        "proof.json",
        "--key",
        paper,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "record.json").write_bytes(record.replace(b"L-7", b"L-8"))
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_it_is_one_short_file_of_the_standard_library():
    source = PROGRAM.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 300
    names = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {
        node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)
    }
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_every_byte_of_the_record_counts(ask, sample):
    record, proof, paper = sample
    for place in range(len(record)):
        for flip in (0x01, 0x20, 0x80):
            damaged = bytearray(record)
            damaged[place] ^= flip
            refused(ask(bytes(damaged), proof, paper))
    for other in (record + b"\n", b" " + record, record[:-1], b""):
        refused(ask(other, proof, paper))


def test_every_byte_of_the_proof_counts(ask, sample):
    record, proof, _ = sample
    for place in range(len(proof)):
        damaged = bytearray(proof)
        damaged[place] ^= 0x01
        refused(ask(record, bytes(damaged)))
    for other in (proof + b"\n", b"\xef\xbb\xbf" + proof, proof[:-1], b""):
        refused(ask(record, other))


@pytest.mark.parametrize("part", ["format", "entry", "index", "path", "head"])
@pytest.mark.parametrize(
    "value", [None, "", "x", 0, -1, 3, [], ["x"], [None], [[]], {}, {"size": 1}, True, 10**400]
)
def test_a_proof_that_holds_anything_is_refused_in_a_sentence(ask, sample, part, value):
    record, proof, _ = sample
    refused(ask(record, changed(proof, **{part: value})))


@pytest.mark.parametrize("part", ["size", "root", "at", "log", "signature", "key"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "x",
        0,
        -1,
        13,
        [],
        {},
        True,
        "00" * 32,
        "ff" * 32,
        "00" * 64,
        "ff" * 64,
        "AB" * 32,
        2**600,
    ],
)
def test_a_head_that_holds_anything_is_refused_in_a_sentence(ask, sample, part, value):
    record, proof, _ = sample
    head = {**json.loads(proof)["head"], part: value}
    refused(ask(record, changed(proof, head=head)))


@pytest.mark.parametrize(
    "part",
    [
        "format",
        "number",
        "at",
        "by",
        "station",
        "verb",
        "subject",
        "before",
        "after",
        "reason",
        "more",
    ],
)
@pytest.mark.parametrize(
    "value", ["x", 7, None, {"record_digest": hashlib.sha256(RECORD).hexdigest()}]
)
def test_an_entry_changed_in_any_part_is_refused(ask, sample, part, value):
    record, proof, _ = sample
    entry = json.loads(proof)["entry"]
    if entry.get(part, "absent") != value:
        refused(ask(record, changed(proof, entry={**entry, part: value})))


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b"\xff\xfe",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"a":1.5}',
        b'{"a":NaN}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\ud800"}',
        b'{"a":1,"a":1}',
        b"\x00" * 10,
    ],
)
def test_junk_is_refused_in_a_sentence(ask, sample, junk):
    record, proof, _ = sample
    refused(ask(junk, proof))
    refused(ask(record, junk))


def test_missing_files_are_refused_in_a_sentence(tmp_path, capsys):
    assert verify_record.main([str(tmp_path / "no.json"), str(tmp_path)]) == 1
    assert "cannot be read" in capsys.readouterr().out


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_make_it_stumble(data, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    (folder / "r.json").write_bytes(data)
    assert verify_record.main([str(folder / "r.json"), str(folder / "r.json")]) == 1


def forge(tmp_path, record, entry_extra=None):
    """A record and proof of a forger's own making, sound in themselves."""
    keys = Keys.create(tmp_path / "forger")
    entry = {
        "format": "firstair-entry-1",
        "number": 1,
        "after": {"record_digest": hashlib.sha256(record).hexdigest()},
        **(entry_extra or {}),
    }
    head = sign_head(keys, 1, leaf_hash(canonical(entry)).hex(), NOW)
    return canonical(
        {"format": "firstair-proof-1", "entry": entry, "index": 0, "path": [], "head": head}
    ), keys


def test_a_forgery_that_is_sound_in_itself_fails_against_the_paper(ask, sample, tmp_path):
    _, _, paper = sample
    record = RECORD.replace(b"L-7", b"L-8")
    proof, keys = forge(tmp_path, record)
    refused(ask(record, proof, paper), "another key", keys.fingerprint)
    code, said = ask(record, proof)
    assert code == 0
    assert keys.fingerprint in said
    assert "COMPARE" in said


@pytest.mark.parametrize(
    "by", [{"name": "\x1b[2J\nThe record STANDS"}, {"name": None}, {}, [], "x"]
)
def test_nothing_in_a_forgery_steers_the_terminal(ask, tmp_path, by):
    proof, _ = forge(tmp_path, RECORD, {"by": by, "verb": "\x07\u202e", "subject": "ü"})
    _, said = ask(RECORD, proof)
    assert "\x1b" not in said
    assert said.isascii()
    assert said.count("\n") == 6
