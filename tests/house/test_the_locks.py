"""The locks hold what the project asks for: one version each, hashes, and no addresses."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)(?: ; .+)? \\$")
LOCKS = ("requirements.txt", "requirements-dev.txt")


def entries(text):
    """Name to versions, several where a marker tells the Pythons apart."""
    found = {}
    for line in text.splitlines():
        if match := PINNED.match(line):
            found.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return found


def blocks(text):
    """Each requirement with the hash lines that follow it."""
    return re.split(r"\n(?=\S)", text.strip())


def unsound(text):
    """What must not stand in a lock: an address, a free version, a file without its hash."""
    if re.search(r"https?:|file:|git\+|--index|--find-links", text):
        yield "an address"
    for block in blocks(text):
        head, *rest = block.splitlines()
        if not PINNED.match(head):
            yield f"not pinned: {head}"
        if not rest or not all(re.match(r"    --hash=sha256:[0-9a-f]{64}", line) for line in rest):
            yield f"without hash: {head}"


def asked(kind):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    if kind == "requirements-dev.txt":
        names = names + project["dependency-groups"]["dev"]
    return [Requirement(name) for name in names]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock):
    assert list(unsound((ROOT / lock).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(lock):
    held = entries((ROOT / lock).read_text(encoding="utf-8"))
    for wish in asked(lock):
        versions = held[canonicalize_name(wish.name)]
        assert all(wish.specifier.contains(version) for version in versions), wish


def test_the_lock_of_the_tests_holds_the_lock_of_the_product():
    product, tests = (entries((ROOT / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert product.items() <= tests.items()


@pytest.mark.parametrize(
    "bad",
    [
        "flask>=3 \\\n    --hash=sha256:" + "0" * 64,
        "flask==3.1.3",
        "--index-url https://example.org\nflask==3.1.3 \\\n    --hash=sha256:" + "0" * 64,
    ],
)
def test_an_unsound_lock_is_caught(bad):
    assert list(unsound(bad))
