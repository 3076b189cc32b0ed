"""The project's own files, as the house rules read them."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("formulas", "sensors", "beyond_use", "compounding", "reports", "webapp")
SKIPPED_FOLDERS = {"__pycache__", "vendor", "fonts", "build", "dist", "node_modules"}
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".json", ".sh", ".svg", ".cfg", ""}


@dataclass(frozen=True)
class Source:
    """One file: its path below the root, with forward slashes, and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        return self.path.split("/")[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def files() -> Iterator[Path]:
    """Every file of the project that people wrote."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if keeps(name))
        yield from (Path(folder) / name for name in sorted(names) if not name.endswith(".pyc"))


def keeps(folder: str) -> bool:
    if folder in SKIPPED_FOLDERS or folder.endswith(".egg-info"):
        return False
    return folder == ".ci" or not folder.startswith(".")


def read(path: Path) -> Source:
    return Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


@cache
def python_files(*, rooms_only: bool = False) -> list[Source]:
    found = (read(path) for path in files() if path.suffix == ".py")
    return [source for source in found if not rooms_only or source.room in ROOMS]


@cache
def text_files() -> list[Source]:
    """Everything that can be read, the locks left out (they have a test of their own)."""
    return [
        read(path)
        for path in files()
        if path.suffix in TEXT and not path.name.startswith((".coverage", "requirements"))
    ]
