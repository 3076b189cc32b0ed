"""What `firstair law` does: list the figures, show a rule, check the files."""

import difflib
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from beyond_use.checking import check_law
from beyond_use.errors import BeyondUseError
from beyond_use.law import Law, in_force_on
from beyond_use.overlay import chosen
from webapp.errors import BadWords, WebError
from webapp.lawbook.telling import as_data, findings_told, list_told, rule_told

Say = Callable[[str], None]
BAD_INPUT = 2


def list_law(day: date, overlays: Sequence[str], say: Say, *, as_json: bool) -> int:
    """Tell every figure in force on a day; give the exit code."""

    def told() -> str:
        law = in_force_on(day, chosen(overlays))
        return _as_json([as_data(row) for row in law.rows]) if as_json else list_told(law)

    return _answer(told, say, as_json=as_json)


def show_rule(rule: str, day: date, overlays: Sequence[str], say: Say, *, as_json: bool) -> int:
    """Tell one rule whole; give the exit code."""

    def told() -> str:
        law = in_force_on(day, chosen(overlays))
        wanted = rule.strip().casefold()
        rows = [row for row in law.rows if row.rule.casefold() == wanted]
        if not rows:
            raise _no_rule(rule, law)
        return _as_json([as_data(row) for row in rows]) if as_json else rule_told(rows)

    return _answer(told, say, as_json=as_json)


def check_files(files: Sequence[Path], say: Say, *, as_json: bool) -> int:
    """Read every file of the law; give 0 where all are good, 1 where one is refused."""
    findings = check_law([path for file in files for path in _toml_in(file)])
    ok = all(one.ok for one in findings)
    if as_json:
        told = [{"file": one.file, "ok": one.ok, "says": one.says} for one in findings]
        say(_as_json({"ok": ok, "files": told}))
    else:
        say(findings_told(findings))
    return 0 if ok else 1


def _toml_in(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _answer(told: Callable[[], str], say: Say, *, as_json: bool) -> int:
    """Say it, or the refusal on standard error, and as data too where data was asked for."""
    try:
        say(told())
    except (BeyondUseError, WebError) as refused:
        if as_json:
            say(_as_json({"error": str(refused)}))
        click.echo(str(refused), err=True)
        return BAD_INPUT
    return 0


def _no_rule(rule: str, law: Law) -> BadWords:
    known = list(dict.fromkeys(row.rule for row in law.rows))
    near = difflib.get_close_matches(rule.strip().upper(), known, n=3)
    perhaps = f"Perhaps {', '.join(near)}? " if near else ""
    return BadWords(
        what=f"The law of this day has no rule {rule!r}.",
        meaning="Nothing was shown.",
        do=f"{perhaps}firstair law list names every rule.",
    )


def _as_json(data: object) -> str:
    return json.dumps(data, indent=2)
