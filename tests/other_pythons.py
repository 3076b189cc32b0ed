"""The formulas on every other Python of this machine, for pint comes in two lines.

    python -m tests.other_pythons

``bootstrap.py test`` ends with this. Python 3.11 takes another release of the library of units than
3.12 and later do, and both must give the same digits. Each Python found gets a small environment in
``.venv``, filled from the lock with what the formulas and their tests import and nothing else.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import requires
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.txt"
HOMES = Path(sys.prefix) / "other_pythons"
KNOWN = ((3, 11), (3, 12), (3, 13))
OWN = sys.version_info[:2]
WANTED = ("pint", "pytest", "hypothesis")
ASKED = "import sys; print(*sys.version_info[:3], sys.executable)"
TESTS = ("--confcutdir", "tests/formulas", "tests/formulas", "formulas")
ON_WINDOWS = os.name == "nt"


class Interpreter(NamedTuple):
    """One Python: its version, and the program that runs it."""

    version: tuple[int, ...]
    program: str

    @property
    def name(self) -> str:
        return ".".join(map(str, self.version))


class Failure(Exception):
    """An environment that could not be made; its text is what pip or venv said."""


# ------------------------------------------------------------------ which Pythons there are


def commands() -> Iterator[tuple[str, ...]]:
    """Where a Python may be: on the path, with pyenv, or known to the launcher of Windows."""
    for major, minor in KNOWN:
        if found := shutil.which(f"python{major}.{minor}"):
            yield (found,)
        if launcher := shutil.which("py"):
            yield (launcher, f"-{major}.{minor}")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for pattern in ("versions/*/bin/python", "pyenv-win/versions/*/python.exe"):
        yield from ((str(program),) for program in sorted(pyenv.glob(pattern)))


def answer(command: tuple[str, ...]) -> Interpreter | None:
    """Ask a Python who it is; the stand-ins of pyenv for versions not in use answer nothing."""
    try:
        said = subprocess.run(
            [*command, "-c", ASKED], capture_output=True, text=True, check=False, timeout=60
        )
    except OSError:
        return None
    words = said.stdout.strip().split(" ", 3)
    if said.returncode or len(words) != 4:
        return None
    return Interpreter(tuple(map(int, words[:3])), words[3])


def others() -> list[Interpreter]:
    """The newest of each line that the project knows, other than the line of this one."""
    newest: dict[tuple[int, ...], Interpreter] = {}
    for found in filter(None, map(answer, commands())):
        line = found.version[:2]
        known = newest.get(line)
        if line in KNOWN and line != OWN and (known is None or known.version < found.version):
            newest[line] = found
    return [newest[line] for line in sorted(newest)]


# ------------------------------------------------------------------ what each needs


def closure(wanted: tuple[str, ...]) -> set[str]:
    """The packages named, and what they need in turn; extras are for others."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            needs = map(Requirement, requires(name) or ())
            waiting += [
                need.name
                for need in needs
                if not need.marker or need.marker.evaluate({"extra": ""})
            ]
    return found


def part_of_the_lock(names: set[str]) -> str:
    """The lines of the lock for these packages, with their hashes and markers."""
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8").strip())
    kept = [block for block in blocks if canonicalize_name(block.partition("==")[0]) in names]
    return "\n".join(kept) + "\n"


def environment(of: Interpreter, lock: str) -> Path:
    """The environment for a Python, made anew when the lock or the Python is another."""
    home = HOMES / of.name
    python = home / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
    stamp, file = home / "installed.txt", home / "lock.txt"
    mark = hashlib.sha256(f"{lock}{of.program}{home}".encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == mark:
        return python
    shutil.rmtree(home, ignore_errors=True)
    run(of.program, "-m", "venv", "--without-pip", home)
    file.write_text(lock, encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    strict = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
    run(*pip, "install", "--quiet", "--retries", "2", *strict, "--requirement", file)
    run(*pip, "check")
    stamp.write_text(mark, encoding="utf-8")
    return python


def run(*words: object) -> str:
    """Run to the end and give what was said.  Raises Failure."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise Failure(done.stdout)
    return done.stdout


# ------------------------------------------------------------------ the tests and what they say


def verdict(of: Interpreter, lock: str) -> tuple[bool, str]:
    """Whether the formulas hold on this Python, and the line that says so."""
    pint = "pint not installed"
    try:
        python = environment(of, lock)
        ask = "import importlib.metadata as m; print('pint', m.version('pint'))"
        pint = run(python, "-c", ask).strip()
        said = run(python, "-m", "pytest", "-q", "--tb=short", *TESTS)
    except Failure as failure:
        return False, f"formulas on Python {of.name} with {pint}: FAILED\n{failure}"
    return True, f"formulas on Python {of.name} with {pint}: ok, {said.strip().splitlines()[-1]}"


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this module talks to a person at a terminal


def main() -> int:
    found = others()
    own = ".".join(map(str, sys.version_info[:3]))
    tell(f"formulas on Python {own}: in the tests above")
    if not found:
        lines = ", ".join(f"{major}.{minor}" for major, minor in KNOWN if (major, minor) != OWN)
        tell(f"formulas on no other Python: this machine has none of {lines}")
        return 0
    lock = part_of_the_lock(closure(WANTED))
    good = True
    with ThreadPoolExecutor(2) as pool:
        for held, line in pool.map(lambda each: verdict(each, lock), found):
            tell(line)
            good = good and held
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
