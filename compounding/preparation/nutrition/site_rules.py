"""What a site holds its nutrition bags against: its own limits and curves, read whole or refused.

``limits/*.toml`` and ``curves/*.toml`` of a folder; docs/reference/nutrition-limits.md and
nutrition-curves.md say how they are written. They are read anew for each bag, so that what is
signed is what stands there now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formulas.errors import BadLimits
from formulas.nutrition.curves import Curve, read_curves
from formulas.nutrition.limits import Limits
from formulas.nutrition.limits_file import limits as shipped
from formulas.nutrition.limits_file import with_site


@dataclass(frozen=True)
class SiteRules:
    """Limits with the site's own among them, its curves, and the names of the files read."""

    limits: Limits = field(default_factory=shipped)
    curves: tuple[Curve, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def own_rows(self) -> tuple[str, ...]:
        """The ids of rows that differ from those that come with First Air, or are new."""
        known = shipped()
        before = {**known.limits, **known.rules}
        now = {**self.limits.limits, **self.limits.rules}
        return tuple(name for name, row in now.items() if before.get(name) != row)

    def shown(self) -> Mapping[str, Any]:
        """What is said of them beside every bag, as plain text."""
        return {
            "files": list(self.files),
            "rows": len(self.own_rows),
            "curves": [
                {"id": one.id, "product": one.product, "confirmed": one.confirmed}
                for one in self.curves
            ],
        }


def site_rules(folder: Path) -> SiteRules:
    """Read a site's folder; an absent one sets nothing.  Raises BadLimits, Loosened, BadCurve."""
    tables, curves = _tables(folder / "limits"), _tables(folder / "curves")
    names = (*(f"limits/{one.name}" for one in tables), *(f"curves/{one.name}" for one in curves))
    known = with_site(shipped(), tables) if tables else shipped()
    return SiteRules(known, read_curves(curves), names)


def _tables(folder: Path) -> list[Path]:
    """Every table of a folder; what may not be looked into is told, never taken for empty."""
    try:
        return sorted(one for one in folder.iterdir() if one.suffix == ".toml")
    except FileNotFoundError:
        return []
    except OSError as trouble:
        raise BadLimits(str(folder), f"its folder cannot be read ({trouble})") from trouble
