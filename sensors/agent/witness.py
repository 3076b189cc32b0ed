"""The agent as a witness: the last signed head of the record, kept beside the spool.

Whoever altered the record would have to alter this file too, on another machine. A head that is
smaller than the one kept, or differs at the same size, never replaces it.
"""

import json
import os
from pathlib import Path


class Witness:
    """Keeps `head.json` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "head.json"
        self.conflict = folder / "head-conflict.json"

    def kept(self) -> dict[str, object]:
        """Give the head that was kept last, empty at first."""
        try:
            head = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return head if isinstance(head, dict) else {}

    def keep(self, head: dict[str, object]) -> bool:
        """Keep a newer head; give False, and set it aside, when it contradicts the one kept."""
        kept = self.kept()
        if head == kept:
            return True
        agrees = _follows(kept, head)
        _write(self.path if agrees else self.conflict, head)
        return agrees


def _follows(kept: dict[str, object], head: dict[str, object]) -> bool:
    """Tell whether a record with the kept head could have grown into the other one."""
    if not kept:
        return True
    before, after = kept.get("size"), head.get("size")
    same_record = kept.get("log") == head.get("log") and kept.get("key") == head.get("key")
    if not same_record or not isinstance(before, int) or not isinstance(after, int):
        return False
    return after > before or (after == before and head.get("root") == kept.get("root"))


def _write(path: Path, head: dict[str, object]) -> None:
    """Replace the file whole: a cut leaves the old one or the new one."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(head, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
