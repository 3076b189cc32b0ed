"""Whether the log itself stands: every leaf, every inner node, every signed head."""

from collections.abc import Iterator
from typing import Any

from compounding.ledger.canonical import canonical
from compounding.ledger.entry import leaf_object
from compounding.ledger.heads import head_stands
from compounding.ledger.keys import Keys
from compounding.ledger.merkle import Frontier, leaf_hash
from compounding.ledger.report import Report

Row = dict[str, Any]


class LogCheck:
    """Walks the entries in order and grows the tree anew, beside the stored nodes and heads.

    The tree is grown from the content as it stands, so a changed content shows at its own leaf
    and, had the leaf been changed with it, at the next node or head.
    """

    def __init__(
        self, report: Report, keys: Keys, nodes: Iterator[Row], heads: Iterator[Row]
    ) -> None:
        self.number = 0
        self._report = report
        self._keys = keys
        self._nodes = nodes
        self._heads = heads
        self._head = next(heads, None)
        self._frontier = Frontier()
        self._signed_until = 0
        self._first_changed: int | None = None  # since the last good head
        self._tree_stands = True
        self._nodes_stand = True

    def take(self, entry: Row) -> None:
        """Check the next entry."""
        while self.number + 1 < entry["number"]:
            self.number += 1
            self._report.add(self.number, "is missing from the log")
            self._tree_stands = False
        self.number = entry["number"]
        leaf = leaf_hash(canonical(leaf_object(entry)))
        if leaf.hex() != entry["leaf"]:
            self._report.add(self.number, "its content is not what was recorded")
            self._first_changed = self._first_changed or self.number
        if self._tree_stands:
            for node in self._frontier.append(leaf):
                self._compare_node(node)
        self._take_heads()

    def root(self) -> str | None:
        """The root over the entries taken; None once the tree cannot be followed any more."""
        return self._frontier.root().hex() if self._tree_stands else None

    def finish(self) -> None:
        """Nothing may be left over: no head or node without entries, no entry without a head."""
        if self._head is not None:
            self._report.add(
                self.number + 1, f"is missing: a head speaks of {self._head['size']} entries"
            )
        elif self._tree_stands and self._signed_until < self.number:
            self._report.add(self._signed_until + 1, "is covered by no good signed head")
        if self._tree_stands and self._nodes_stand and next(self._nodes, None) is not None:
            self._report.add(None, "the tree holds a node that belongs to no entry")

    def _compare_node(self, node: tuple[int, int, bytes]) -> None:
        level, position, value = node
        if not self._nodes_stand:
            return
        stored = next(self._nodes, None)
        if stored != {"level": level, "position": position, "hash": value.hex()}:
            self._report.add(self.number, "the tree above it is not what was recorded")
            self._nodes_stand = False

    def _take_heads(self) -> None:
        while self._head is not None and self._head["size"] <= self.number:
            self._compare_head(self._head)
            self._head = next(self._heads, None)

    def _compare_head(self, head: Row) -> None:
        size = head["size"]
        if head["key"] != self._keys.public or head["log"] != self._keys.log:
            self._report.add(size, "its head was signed by another key or for another log")
        elif not head_stands(head):
            self._report.add(size, "the signature of its head does not hold")
        elif size == self.number and self.root() == head["root"]:
            self._signed_until = size
            self._first_changed = None
        elif self._tree_stands:
            self._say_where(size)
            self._tree_stands = False

    def _say_where(self, size: int) -> None:
        first = self._first_changed or self._signed_until + 1
        which = "it" if first == size else f"it or a later one up to {size}"
        self._report.add(first, f"{which} was altered: the head signed at {size} says otherwise")
