"""Run the published cases of every room, and put together what the protocol says of the run."""

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import click

import beyond_use.qualification
import compounding.ledger.qualification
import formulas.qualification
import sensors.qualification
from formulas.errors import BadCase
from formulas.qualification import CaseResult, Outcome, counted, outcome
from reports.qualification import counts_told, qualification_paper, verdict
from webapp import __version__
from webapp.house import wall_clock

Facts = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """The cases of one room, or of the files given: where they stand, and what became of them."""

    title: str
    files: tuple[Path, ...]
    results: Sequence[CaseResult]


def qualify_installation(
    files: Sequence[Path], pdf: Path | None, say: Say, *, as_json: bool
) -> int:
    """Run, tell, print; give the exit code: 0 no case failed, 1 one did, 2 a file was no good."""
    if pdf is not None and any(_same(pdf, file) for file in files):
        click.echo(f"{pdf} holds the cases. Nothing was run. Name another file for it.", err=True)
        return 2
    try:
        facts = qualify(files)
    except BadCase as refusal:
        click.echo(str(refusal), err=True)
        return 2
    if as_json:
        say(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        tell(facts, say)
    try:
        if pdf is not None:
            pdf.write_bytes(qualification_paper(facts))
    except OSError as trouble:
        click.echo(f"The protocol was not written: {trouble}. Name another file.", err=True)
        return 2
    return 0 if stands(facts) else 1


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def qualify(files: Iterable[Path] = ()) -> Facts:
    """Run the cases of these files, or of every room, and tell the protocol as plain data.

    Raises BadCase where a file cannot be read as cases.
    """
    given = tuple(files)
    runs = [_of_files(given)] if given else _of_the_rooms()
    results = [one for run in runs for one in run.results]
    return {
        "engine": __version__,
        "python": platform.python_version(),
        "pint": metadata.version("pint"),
        "machine": platform.platform(),
        "at": wall_clock().isoformat(timespec="seconds"),
        "counts": counted(results),
        "files": [_file(run, file) for run in runs for file in run.files],
        "cases": [_case(run, one) for run in runs for one in run.results],
    }


def stands(facts: Facts) -> bool:
    """Tell whether no case failed."""
    return not facts["counts"][Outcome.FAILED]


def _of_files(files: tuple[Path, ...]) -> Run:
    return Run("Cases given", files, formulas.qualification.run(*files))


def _of_the_rooms() -> list[Run]:
    own, law, heard = formulas.qualification, beyond_use.qualification, sensors.qualification
    kept = compounding.ledger.qualification
    judged = law.run()
    seen = [one for one in judged if not law.unconfirmed(one)]
    recalled = [one for one in judged if law.unconfirmed(one)]
    return [
        Run("Arithmetic", own.shipped(), own.run()),
        Run("Law, as a source was seen to say", law.shipped(), seen),
        Run("Law, recalled or our own convention: unconfirmed", law.shipped(), recalled),
        Run("Signed records", kept.shipped(), kept.run()),
        Run("Instruments and bar codes", heard.shipped(), [_heard(one) for one in heard.run()]),
    ]


def _heard(one: sensors.qualification.CaseResult) -> CaseResult:
    """Bring a result of the instruments, which know nothing of formulas, into the common form."""
    became = outcome(passed=one.passed)
    return CaseResult(one.id, one.question, one.expected, one.got, became, one.source)


def _file(run: Run, file: Path) -> Facts:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {"room": run.title, "name": file.name, "sha256": digest}


def _case(run: Run, one: CaseResult) -> Facts:
    return {
        "id": one.id,
        "room": run.title,
        "calculator": one.calculator,
        "question": one.question,
        "expected": one.expected,
        "got": one.got,
        "outcome": str(one.outcome),
        "source": one.source,
    }


def tell(facts: Facts, say: Say) -> None:
    """Print the protocol for a terminal: every case in a line, those that did not pass in full."""
    say(f"First Air {facts['engine']}, Python {facts['python']}, pint {facts['pint']}")
    say(f"on {facts['machine']}, {facts['at']}")
    for room in dict.fromkeys(case["room"] for case in facts["cases"]):
        say(f"\n{room}")
        for file in facts["files"]:
            if file["room"] == room:
                say(f"  {file['name']}  SHA-256 {file['sha256']}")
        for case in facts["cases"]:
            if case["room"] == room:
                _tell_case(case, say)
    say(f"\n{counts_told(facts)}\n{verdict(facts)}")


def _tell_case(case: Facts, say: Say) -> None:
    if case["outcome"] == Outcome.PASSED:
        say(f"  passed          {case['id']}  {case['got']}")
        return
    say(f"  {case['outcome'].upper():<14}  {case['id']}  {case['question']}")
    say(f"    expected {case['expected']}")
    say(f"    got      {case['got']}")
    say(f"    source   {case['source']}")
