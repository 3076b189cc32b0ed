"""What holds for every parser: splits, single bits, garbage."""

import random

import pytest

from sensors.line import Framer
from sensors.protocols import PROTOCOLS
from tests.house.tree import ROOT
from tests.sensors.bit_flips import REFUSED, SAME, UNSEEN, counted, main, page
from tests.sensors.frames import JUDGES, broken, crc, published, says_so, usable

EVERY = pytest.mark.parametrize("protocol", PROTOCOLS)
GARBAGE = 10_000
MANUAL = ROOT / "docs" / "reference" / "bit-flips.md"


@pytest.mark.parametrize("protocol", JUDGES)
def test_every_split_of_every_frame_means_the_same(protocol):
    for raw in published(protocol):
        meant = PROTOCOLS[protocol](raw)
        for at in range(len(raw) + 1):
            framer = Framer()
            frames = framer.feed(raw[:at]) + framer.feed(raw[at:])
            again = [one for frame in frames for one in PROTOCOLS[protocol](frame.raw)]
            assert again == meant
            assert framer.pending == b""


@EVERY
def test_every_published_frame_says_by_another_writer_what_is_read_from_it(protocol):
    assert published(protocol)
    for raw in published(protocol):
        for outcome, facts in usable(protocol, raw):
            assert says_so(protocol, raw, outcome, facts), (raw, facts)


@EVERY
def test_ten_thousand_broken_frames_bring_no_crash_and_no_wrong_value(protocol):
    draw = random.Random(protocol)  # noqa: S311 - the same garbage in every run, no secret
    seeds, taken = published(protocol), 0
    for _ in range(GARBAGE):
        raw = broken(draw, protocol, seeds)
        for outcome, facts in usable(protocol, raw):
            taken += 1
            assert says_so(protocol, raw, outcome, facts), (raw, facts)
    assert taken < GARBAGE / 2


def test_the_page_of_bit_flips_is_up_to_date(tmp_path):
    main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text("utf-8") == page()
    assert MANUAL.read_text("utf-8") == page(), (
        "write it again: .venv/bin/python -m tests.sensors.bit_flips docs/reference/bit-flips.md"
    )


def test_every_bit_is_counted_and_a_checksum_lets_none_through():
    found = counted()
    for protocol, frames in found.items():
        for raw, counts in frames.items():
            assert counts.total() == 8 * len(raw), protocol
    for frames in (found["modbus-rtu"], found["hibc"]):
        for counts in frames.values():
            assert counts[UNSEEN] == 0
            assert counts[REFUSED] + counts[SAME] == counts.total()


def test_the_judge_of_modbus_knows_a_published_checksum():
    assert crc(bytes.fromhex("f003047ae141f4")) == bytes.fromhex("6205")
