"""Garbage for every parser: no crash, no value that the bytes do not say, no memory kept.

A million broken frames to each parser in all rounds together: noise, shuffled letters, and
published frames with pieces lost, doubled, turned around or a bit flipped. The floor draws the
same frames and reads none. Each value that is taken is written down again by a judge that shares
nothing with the parser. Memory is the peak of the whole process, looked at after every round.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable

from measure import Arm, Figures, options, table, timed

from sensors.protocols import PROTOCOLS
from tests.sensors.frames import broken, published, says_so, usable

KIB = 1024 if sys.platform == "darwin" else 1  # what one unit of the peak is
TAKEN: Counter[str] = Counter()


def drawing(protocol: str, frames: int) -> Arm:
    """Draw as many frames as the parser will get, other ones in every round."""
    return timed(_each(protocol, frames, lambda _raw: None))


def reading(protocol: str, frames: int) -> Arm:
    """Read each frame, and hold every value against the bytes."""

    def read(raw: bytes) -> None:
        for outcome, facts in usable(protocol, raw):
            TAKEN[protocol] += 1
            assert says_so(protocol, raw, outcome, facts), (protocol, raw, facts)

    return timed(_each(protocol, frames, read))


def _each(protocol: str, frames: int, act: Callable[[bytes], None]) -> Callable[[], None]:
    seeds, rounds = published(protocol), iter(range(10**6))

    def run() -> None:
        draw = random.Random(f"{protocol} {next(rounds)}")
        for _ in range(frames):
            act(broken(draw, protocol, seeds))

    return run


def peak() -> int:
    """The most memory this process ever held, in KiB; Windows does not tell, and gives 0."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB


def main() -> None:
    told = options(__doc__, {"frames": (1_000_000, "to each parser, in all rounds together")})
    each = 200 if told.quick else -(-told.frames // told.rounds)
    arms = {"draw a frame": drawing("mt-sics", each)}
    arms |= {f"read {name}": reading(name, each) for name in PROTOCOLS}
    figures, peaks = Figures(), []
    for _ in range(told.rounds):
        figures.take(arms)
        peaks.append(peak())
    total = each * told.rounds
    print(f"{each:,} frames a sample, {total:,} to each parser: no crash and no wrong value.\n")
    print(f"Peak of memory after each round, KiB: {', '.join(f'{kib:,}' for kib in peaks)}.\n")
    shares = ", ".join(f"{name} {TAKEN[name] / total:.1%}" for name in PROTOCOLS)
    print(f"Still lawful after the breaking: {shares}.\n")
    print(table(figures, "draw a frame"))


if __name__ == "__main__":
    main()
