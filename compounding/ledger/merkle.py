"""The Merkle tree of RFC 9162: a short proof that an entry is in, and that a log only ever grew.

A leaf and an inner node are hashed with different prefixes, so that neither can pass as the other.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of one entry's canonical bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Root over leaf hashes."""
    frontier = Frontier()
    for leaf in hashes:
        frontier.append(leaf)
    return frontier.root()


@dataclass
class Frontier:
    """The right edge of the tree: all that is needed to append and to know the root.

    `peaks` holds the roots of the full subtrees, the largest first; their sizes are the bits set
    in `size`.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; return the inner nodes this completes as (level, position, hash)."""
        finished = []
        level, position = 0, self.size
        while position % 2:
            level, position = level + 1, position // 2
            leaf = node_hash(self.peaks.pop(), leaf)
            finished.append((level, position, leaf))
        self.peaks.append(leaf)
        self.size += 1
        return finished

    def root(self) -> bytes:
        """Root of the tree as it stands."""
        return fold(self.peaks)

    def copy(self) -> "Frontier":
        """An edge that grows on its own."""
        return Frontier(self.size, list(self.peaks))


def fold(peaks: Sequence[bytes]) -> bytes:
    """Root over the full subtrees, the largest first."""
    if not peaks:
        return EMPTY
    folded = peaks[-1]
    for peak in reversed(peaks[:-1]):
        folded = node_hash(peak, folded)
    return folded


def peaks_of(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split leaves [start, end) into the fewest full subtrees, as (level, position) from the left.

    >>> list(peaks_of(0, 7))
    [(2, 0), (1, 2), (0, 6)]
    """
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def largest_power_below(size: int) -> int:
    """The split of RFC 9162: the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The neighbours, as leaf ranges, whose roots prove a leaf; from the leaf upwards."""
    start, end, ranges = 0, size, []
    while end - start > 1:
        split = start + largest_power_below(end - start)
        if index < split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start = split
    return ranges[::-1]


def consistency_ranges(older: int, size: int) -> list[tuple[int, int]]:
    """The subtrees whose roots prove that the tree of `older` leaves only grew."""
    if older in {0, size}:
        return []
    start, end, known = 0, size, True
    ranges: list[tuple[int, int]] = []
    while older != end:
        split = start + largest_power_below(end - start)
        if older <= split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start, known = split, False
    return ([] if known else [(start, end)]) + ranges[::-1]


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Audit path of the leaf at `index`, from the leaf upwards."""
    return [root(hashes[start:end]) for start, end in inclusion_ranges(index, len(hashes))]


def consistency_proof(hashes: Sequence[bytes], older: int) -> list[bytes]:
    """Show that the tree of the first `older` leaves was never altered, only grown."""
    return [root(hashes[start:end]) for start, end in consistency_ranges(older, len(hashes))]


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes
) -> bool:
    """Tell whether the leaf hash stands at `index` among `size` leaves (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, value = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            value = node_hash(neighbour, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node_hash(value, neighbour)
        position, last = position >> 1, last >> 1
    return last == 0 and value == expected


def verify_consistency(
    older: int, size: int, proof: Sequence[bytes], older_root: bytes, newer_root: bytes
) -> bool:
    """Tell whether the newer tree begins with the older one (RFC 9162 2.1.4.2)."""
    if older in {0, size}:
        same = older_root == (EMPTY if older == 0 else newer_root)
        return not proof and same
    if not 0 < older < size or not proof:
        return False
    steps = list(proof) if older & (older - 1) else [older_root, *proof]
    return _replay(older - 1, size - 1, steps) == (older_root, newer_root)


def _replay(position: int, last: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    while position & 1:
        position, last = position >> 1, last >> 1
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        position, last = position >> 1, last >> 1
    return (older, newer) if last == 0 else None
