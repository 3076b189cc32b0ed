"""Is every file of the law good?  Each is read by itself, then all together, then the overlays.

What cannot be trusted is told in the words of its refusal; the rest is still looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beyond_use.edition import Edition
from beyond_use.errors import BeyondUseError
from beyond_use.law import LIMITS, laws_of
from beyond_use.merging import merged
from beyond_use.overlay import OVERLAYS, Overlay, read_overlay
from beyond_use.reader import read_edition

ALL_FILES = "all files together"


@dataclass(frozen=True)
class Finding:
    """What one file holds, or the sentence that refuses it."""

    file: str
    ok: bool
    says: str


def check_law(more: Sequence[Path] = (), limits: Path = LIMITS) -> tuple[Finding, ...]:
    """Look at every chapter and overlay that comes along, and at these files beside them."""
    shipped = [*_toml_of(limits), *_toml_of(OVERLAYS)]
    others = _not_among(shipped, more)
    own = [path for path in others if _is_overlay(path)]
    chapters = [path for path in others if path not in own]
    findings, editions = _chapters([*_toml_of(limits), *chapters])
    if any(not finding.ok for finding in findings):
        return tuple(findings)
    findings.append(_together(editions))
    if not findings[-1].ok:
        return tuple(findings)
    whole = merged(editions)
    findings += [_overlay(path, whole) for path in [*_toml_of(OVERLAYS), *own]]
    if len(own) > 1 and all(finding.ok for finding in findings):
        findings.append(_overlays_together([read_overlay(path) for path in own], whole))
    return tuple(findings)


def _chapters(paths: Iterable[Path]) -> tuple[list[Finding], dict[str, Edition]]:
    findings: list[Finding] = []
    editions: dict[str, Edition] = {}
    for path in paths:
        try:
            one = read_edition(path)
        except BeyondUseError as refused:
            findings.append(Finding(path.name, ok=False, says=str(refused)))
        else:
            editions[str(path)] = one
            findings.append(Finding(path.name, ok=True, says=_held_by(one)))
    return findings, editions


def _together(editions: dict[str, Edition]) -> Finding:
    try:
        laws = laws_of(merged(editions))
    except BeyondUseError as refused:
        return Finding(ALL_FILES, ok=False, says=str(refused))
    if not laws:
        return Finding(ALL_FILES, ok=False, says="No chapter is on file. Add its file of limits.")
    since = laws[0].in_force.isoformat()
    return Finding(ALL_FILES, ok=True, says=f"each day since {since} has one law: {laws[-1].name}")


def _overlay(path: Path, editions: tuple[Edition, ...]) -> Finding:
    try:
        one = read_overlay(path)
        laws_of(editions, [one])
    except BeyondUseError as refused:
        return Finding(path.name, ok=False, says=str(refused))
    until = f" until {one.own.until.isoformat()}" if one.own.until else ""
    days = f"{one.jurisdiction}, from {one.own.in_force.isoformat()}{until}"
    return Finding(path.name, ok=True, says=f"{_held_by(one.own)}, tighter than the law: {days}")


def _overlays_together(overlays: Sequence[Overlay], editions: tuple[Edition, ...]) -> Finding:
    named = ", ".join(one.name for one in overlays)
    try:
        laws_of(editions, overlays)
    except BeyondUseError as refused:
        return Finding(named, ok=False, says=str(refused))
    return Finding(named, ok=True, says="hold together")


def _held_by(edition: Edition) -> str:
    figures = sum(bool(row.value) for row in edition.rows)
    words = len(edition.rows) - figures
    told = f"{figures} {'figure' if figures == 1 else 'figures'}"
    if words:
        told += f" and {words} {'rule' if words == 1 else 'rules'} in words"
    return f"{told} of {edition.chapter} ({edition.edition})"


def _is_overlay(path: Path) -> bool:
    """Tell an overlay from a chapter: it alone has an authority. Read loosely; reading judges."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.startswith("authority") for line in text.splitlines())


def _not_among(known: Iterable[Path], more: Iterable[Path]) -> list[Path]:
    """Leave out a file that is looked at anyway, and one that was named twice."""
    there = {path.resolve() for path in known}
    return list({path.resolve(): path for path in more if path.resolve() not in there}.values())


def _toml_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))
