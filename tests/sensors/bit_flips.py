"""Every single bit of every published frame flipped: what the parsers refuse, what nobody can see.

`python -m tests.sensors.bit_flips docs/reference/bit-flips.md` writes the page.
"""

import sys
from collections import Counter
from pathlib import Path

from sensors.protocols import PROTOCOLS
from tests.sensors.frames import published, usable

REFUSED, NO_VALUE, SAME, UNSEEN = "refused", "no value", "same", "undetectable"
HEAD = """# Bit flips

A disturbed line may turn one bit of a frame around. This page counts, for every frame in First Air's published cases and
for every single bit of it, what our parsers make of that. It is written by a program and compared with it in the tests:

```
.venv/bin/python -m tests.sensors.bit_flips docs/reference/bit-flips.md
```

* **refused**: the frame is not taken, or never ends.
* **no value**: it has become another lawful answer that carries no weight, such as busy or overload.
* **same**: it still says what it said before, such as a lost blank or `~` for the separator.
* **undetectable**: it says something else and looks whole. No parser of this protocol can see that.

Protocols without a checksum cannot see that one digit became another. What stands against it then: the parity bit, which
detects every single flip of a character where the line is set to 7E1 or 8O1; the settle time, in which the same digits must
arrive again and again without a gap before a weight counts; the tolerance of the step; and for codes the error correction of the
printed symbol and the check of lot and expiry against the package. The checksum of Modbus leaves nothing.

| Protocol | Frames | Bits | Refused | No value | Same | Undetectable |
|---|---|---|---|---|---|---|
"""
FOOT = """
## Frame by frame

Bytes that are no printable characters stand as `\\x..`.

| Protocol | Frame | Bits | Refused | No value | Same | Undetectable |
|---|---|---|---|---|---|---|
"""
ASKED = [name for name in PROTOCOLS if name != "kern-kcp"]  # which is MT-SICS to the bit


def flips(protocol, raw):
    """Count what becomes of each frame that differs from this one in one bit."""
    before = usable(protocol, raw)
    return Counter(
        _became(protocol, before, raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :])
        for at in range(len(raw))
        for bit in range(8)
    )


def _became(protocol, before, flipped):
    after = usable(protocol, flipped)
    if after:
        return SAME if after == before else UNSEEN
    refused = any(each.outcome == "refused" for each in PROTOCOLS[protocol](flipped))
    return REFUSED if refused else NO_VALUE


def counted():
    """The counts of every frame by protocol."""
    return {name: {raw: flips(name, raw) for raw in published(name)} for name in ASKED}


def page():
    """The whole page as text."""
    found = counted()
    lines = [
        _row(f"`{name}` | {len(frames)}", sum(frames.values(), Counter()))
        for name, frames in found.items()
    ]
    each = [
        _row(f"`{name}` | `{_shown(raw)}`", counts)
        for name, frames in found.items()
        for raw, counts in frames.items()
    ]
    return HEAD + "\n".join(lines) + "\n" + FOOT + "\n".join(each) + "\n"


def _row(words, counts):
    figures = (counts.total(), *(counts[kind] for kind in (REFUSED, NO_VALUE, SAME, UNSEEN)))
    return f"| {words} | {' | '.join(map(str, figures))} |"


def _shown(raw):
    return raw.decode("latin-1").encode("unicode_escape").decode().replace("|", "\\|")


def main(words):
    """Write the page where it is told."""
    Path(words[0]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
