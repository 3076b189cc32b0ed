"""Published problems as files: TOML with [[case]] tables, or a JSON list of the same.

A file is read whole or refused whole: a case that cannot be read must not go missing from a
protocol, nor one key or one id hide another. Figures are read as decimals, never as floats, and
kept as the text they stand for.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from formulas.errors import BadCase, NotANumber, NotReadable
from formulas.written import is_left_out, readable, written

REFUSED = "refused"
LARGEST = 10_000_000  # bytes of a file; a thousand cases take half a million
LONGEST = 5000  # characters of one text

Given = str | tuple[str, ...]


class Verdict(StrEnum):
    """What those who worked the case again say of the answer in print."""

    AGREES = "agrees"
    CONVENTION = "convention"
    COMPUTED = "computed"
    NEGATIVE = "negative"
    PUBLISHED_WRONG = "published_wrong"
    ROUNDING_ERROR = "rounding_error"
    AMBIGUOUS = "ambiguous"

    @property
    def wrong_in_print(self) -> bool:
        """Tell whether the answer in print must be missed."""
        return self in {Verdict.PUBLISHED_WRONG, Verdict.ROUNDING_ERROR}


@dataclass(frozen=True)
class Case:
    """One problem: the calculator and its inputs, and what its answer is held against.

    ``output`` is empty for the calculator's first answer; ``tolerance`` is empty for an exact one;
    ``refusal`` holds words that must stand in the sentence of a refusal.
    """

    id: str
    calculator: str
    inputs: Mapping[str, Given]
    expected: str
    verdict: Verdict
    source: str
    question: str = ""
    output: str = ""
    tolerance: str = ""
    engine_expected: str = ""
    refusal: str = ""


def read_cases(file: Path) -> list[Case]:
    """Read a file of cases.  Raises BadCase, which names the file, the case and the key."""
    entries = _entries(file)
    cases = [_case(file.name, place, entry) for place, entry in enumerate(entries, start=1)]
    require_own_ids(file.name, cases)
    return cases


def require_own_ids(where: str, cases: Iterable[Case]) -> None:
    """Refuse two cases of one id: whoever reads the protocol could not tell which failed."""
    known: set[str] = set()
    for case in cases:
        if case.id in known:
            which = f"{where}, case {case.id}"
            raise BadCase(which, "its id stands twice")
        known.add(case.id)


def _entries(file: Path) -> list[Any]:
    try:
        _require_file(file)
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise BadCase(str(file), f"it cannot be opened ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        raise BadCase(file.name, f"it is no text in UTF-8 ({trouble.reason})") from trouble
    data = _parsed(file, text.replace("\r\n", "\n"))
    entries = data.get("case", data.get("cases")) if isinstance(data, dict) else data
    if not isinstance(entries, list) or not entries:
        raise BadCase(file.name, "it holds no list of cases")
    return entries


def _require_file(file: Path) -> None:
    """Refuse a pipe, which could be read once only and not be named by its digest, and a flood."""
    size = file.stat().st_size
    if not file.is_file():
        raise BadCase(str(file), "it is no file; save the cases as one")
    if size > LARGEST:
        raise BadCase(file.name, f"it has {size} bytes; {LARGEST} are the most")


def _parsed(file: Path, text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        if file.suffix.lower() == ".json":
            return json.loads(text, parse_float=Decimal, object_pairs_hook=_each_once)
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as trouble:
        why = f"it is not readable as {'JSON' if file.suffix.lower() == '.json' else 'TOML'}"
        raise BadCase(file.name, f"{why} ({trouble})") from trouble


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Take the pairs of a JSON object; a key that stands twice is refused, as in TOML."""
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"{twice!r} stands twice"
        raise ValueError(message)
    return data


_NEEDED = ("id", "calculator", "inputs", "expected", "verdict", "source")


def _case(file: str, place: int, entry: Any) -> Case:  # noqa: ANN401 - whatever the file holds
    where = f"{file}, case {place}"
    if not isinstance(entry, dict):
        raise BadCase(where, "it is not a table of key and value")
    where = f"{file}, case {_text(where, 'id', entry.get('id') or str(place))}"
    for key in _NEEDED:
        if is_left_out(entry.get(key)):
            raise BadCase(where, f"{key} is missing")
    case = Case(
        **{key: _text(where, key, entry[key]) for key in _NEEDED if key not in _READ_APART},
        inputs=_inputs(where, entry["inputs"]),
        verdict=_verdict(where, entry["verdict"]),
        **{key: _text(where, key, entry[key]) for key in _MAY if entry.get(key) is not None},
        output=_name(_text(where, "output", entry.get("output") or "")),
    )
    if case.verdict is Verdict.NEGATIVE and case.expected != REFUSED:
        raise BadCase(where, f"expected must be {REFUSED!r} where the verdict is negative")
    return case


_READ_APART = {"inputs", "verdict"}
_MAY = ("question", "tolerance", "engine_expected", "refusal")


def _text(where: str, key: str, value: object) -> str:
    """Take text, or a figure as the text it stands for."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise BadCase(where, f"{key} must be text or a figure")
    try:
        text = readable(value, key, LONGEST) if isinstance(value, str) else written(value, key)
    except (NotANumber, NotReadable) as trouble:
        why = str(trouble).partition(". ")[0]
        raise BadCase(where, f"{key} cannot be read ({why})") from trouble
    return " ".join(text.split())


def _inputs(where: str, inputs: object) -> Mapping[str, Given]:
    if not isinstance(inputs, dict):
        raise BadCase(where, "inputs must be a table of name and value")
    read: dict[str, Given] = {}
    for given, value in inputs.items():
        told = _text(where, "the name of an input", given)
        key, name = f"the input {told}", _name(told)
        if name in read:
            raise BadCase(where, f"{key} stands twice")
        if isinstance(value, list):
            read[name] = tuple(_text(where, key, each) for each in value)
        elif value is not None:
            read[name] = _text(where, key, value)
    return read


def _name(given: str) -> str:
    """Read "stock volume" and "stock-volume" as the name that calculators use."""
    return "_".join(given.replace("-", " ").split())


def _verdict(where: str, given: object) -> Verdict:
    text = _name(_text(where, "verdict", given)).lower()
    if text not in set(Verdict):
        raise BadCase(where, f"the verdict {given!r} is none of {', '.join(Verdict)}")
    return Verdict(text)
