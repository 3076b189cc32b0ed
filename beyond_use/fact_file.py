"""Reads a file of facts strictly, against its declared keys: everything amiss is told at once."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from beyond_use.errors import BadFactFile

NOT_KNOWN = "not known"

_NO_SECONDS = re.compile(r"=\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?![0-9:])")

Read = Callable[[object], Any]
Facts = dict[str, Any]


class Need(StrEnum):
    """Whether a key has to stand in the file."""

    REQUIRED = "required"
    STATED = "required, or not known"
    OPTIONAL = "may be left out"


@dataclass(frozen=True)
class Key:
    """One key of a file: how its value is read, what it means, and how it is written.

    ``read`` raises ValueError with a few words where the value is no good.
    """

    name: str
    read: Read
    meaning: str
    example: str
    need: Need = Need.OPTIONAL

    @property
    def written(self) -> str:
        """Show how it is written."""
        return f"{self.name} = {self.example}"


@dataclass(frozen=True)
class Section:
    """The keys of one table; ``name`` is empty at the head, ``many`` marks [[name]]."""

    name: str
    keys: tuple[Key, ...]
    meaning: str
    many: bool = False
    required: bool = False

    @property
    def heading(self) -> str:
        """Show how the table is headed."""
        if not self.name:
            return "the head of the file"
        return f"[[{self.name}]]" if self.many else f"[{self.name}]"


def load(path: Path) -> Mapping[str, object]:
    """Read the file as TOML. Raises BadFactFile where it cannot be."""
    text = _text_of(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadFactFile(path.name, (f"it is not TOML: {trouble}{_hour_hint(text)}",)) from trouble
    except RecursionError as trouble:
        told = "its brackets are nested too deeply; no fact is written so"
        raise BadFactFile(path.name, (told,)) from trouble
    except ValueError as trouble:  # Python reads no whole number of thousands of digits
        told = "a number or date in it is longer or later than any fact; write it as shown"
        raise BadFactFile(path.name, (told,)) from trouble


def _text_of(path: Path) -> str:
    """Read the text of the file; a byte-order mark, as some editors write one, is no part of it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise BadFactFile(path.name, (f"it cannot be opened: {trouble.strerror}",)) from trouble
    except UnicodeDecodeError as trouble:
        told = "it is not saved as UTF-8; save it again with the encoding UTF-8"
        raise BadFactFile(path.name, (told,)) from trouble


def _hour_hint(text: str) -> str:
    """Say how a date with its hour is written, where one without its seconds stands."""
    if _NO_SECONDS.search(text) is None:
        return ""
    return "; a date with its hour is written 2026-11-23T09:12:00, with the seconds"


def read_sections(
    name: str, data: Mapping[str, object], sections: Iterable[Section]
) -> dict[str, Any]:
    """Read every section: facts of a single one, a list of facts of one that may be repeated.

    A section left out is None, or an empty list. Raises BadFactFile with every trouble.
    """
    every = tuple(sections)
    tables = {section.name for section in every if section.name}
    known = tables | {key.name for section in every if not section.name for key in section.keys}
    told = ", ".join(sorted(known))
    troubles = [
        f"{one} means nothing here; known are {told}" for one in sorted(data.keys() - known)
    ]
    found = {section.name: _section(section, data, tables, troubles) for section in every}
    if troubles:
        raise BadFactFile(name, tuple(troubles))
    return found


def _section(
    section: Section, data: Mapping[str, object], tables: set[str], troubles: list[str]
) -> Facts | list[Facts] | None:
    if not section.name:
        head = {key: value for key, value in data.items() if key not in tables}
        wanted = {key.name for key in section.keys}
        return _facts(section, {k: v for k, v in head.items() if k in wanted}, troubles)
    given = data.get(section.name)
    if given is None or given == []:
        if section.required:
            lines = "; ".join(key.written for key in section.keys if key.need != Need.OPTIONAL)
            troubles.append(f"{section.heading} is missing; write it with {lines}")
        return [] if section.many else None
    listed: list[object] = given if isinstance(given, list) else [given]
    tabled = [one for one in listed if isinstance(one, dict)]
    if isinstance(given, list) is not section.many or len(tabled) < len(listed):
        troubles.append(f"{section.name} is written as a table headed {section.heading}")
        return None
    read = [
        _facts(section, table, troubles, _place(section, number, len(tabled)))
        for number, table in enumerate(tabled, start=1)
    ]
    return read if section.many else read[0]


def _place(section: Section, number: int, of: int) -> str:
    """Say which table is meant: [[component]] 2, where there are several."""
    return f"{section.heading} {number}" if section.many and of > 1 else section.heading


def _facts(
    section: Section, table: Mapping[str, object], troubles: list[str], place: str = ""
) -> Facts:
    """Read one table; what is missing or no good is told with how to write it.

    A key left out is left out of the facts too; one that is not known is None.
    """
    known = {key.name: key for key in section.keys}
    where = place or section.heading
    for stray in sorted(table.keys() - known.keys()):
        names = ", ".join(known)
        troubles.append(f"{where}: {stray} means nothing here; known are {names}")
    facts: Facts = {}
    for key in section.keys:
        if key.name not in table and key.need is Need.OPTIONAL:
            continue
        try:
            facts[key.name] = _value(key, table)
        except ValueError as trouble:
            troubles.append(f"{where}: {key.name} {trouble}; write {key.written}")
    return facts


def _value(key: Key, table: Mapping[str, object]) -> object:
    if key.name in table:
        value = table[key.name]
        if value == NOT_KNOWN and key.need is not Need.REQUIRED:
            return None
        return key.read(value)
    unsaid = f', or "{NOT_KNOWN}"' if key.need is Need.STATED else ""
    trouble = f"is missing ({key.meaning}{unsaid})"
    raise ValueError(trouble)
