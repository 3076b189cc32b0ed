"""Reads a file of facts strictly, against its declared keys: everything amiss is told at once."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from beyond_use.errors import BadFactFile

NOT_KNOWN = "not known"

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
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise BadFactFile(path.name, (f"it cannot be opened: {trouble.strerror}",)) from trouble
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadFactFile(path.name, (f"it is not TOML: {trouble}",)) from trouble


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
    read = [_facts(section, table, troubles) for table in tabled]
    return read if section.many else read[0]


def _facts(section: Section, table: Mapping[str, object], troubles: list[str]) -> Facts:
    """Read one table; what is missing or no good is told with how to write it.

    A key left out is left out of the facts too; one that is not known is None.
    """
    known = {key.name: key for key in section.keys}
    for stray in sorted(table.keys() - known.keys()):
        names = ", ".join(known)
        troubles.append(f"{section.heading}: {stray} means nothing here; known are {names}")
    facts: Facts = {}
    for key in section.keys:
        if key.name not in table and key.need is Need.OPTIONAL:
            continue
        try:
            facts[key.name] = _value(key, table)
        except ValueError as trouble:
            troubles.append(f"{section.heading}: {key.name} {trouble}; write {key.written}")
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
