"""The first command says plainly what is missing and what to do."""

import os
import shutil
import subprocess
from typing import NamedTuple

import pytest

import bootstrap


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def free(amount):
    return lambda _folder: Usage(0, 0, amount)


@pytest.mark.parametrize(("amount", "enough"), [(10**9 - 1, False), (10**9, True), (10**10, True)])
def test_a_gigabyte_must_be_free_before_anything_is_fetched(monkeypatch, amount, enough):
    monkeypatch.setattr(shutil, "disk_usage", free(amount))
    if enough:
        bootstrap.check_machine()
    else:
        with pytest.raises(bootstrap.Trouble, match="999 MB are free"):
            bootstrap.check_machine()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_venv_module_is_told_what_to_install(monkeypatch, module):
    find = bootstrap.importlib.util.find_spec
    seen = lambda name: None if name == module else find(name)  # noqa: E731 - one line of a test
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", seen)
    with pytest.raises(bootstrap.Trouble, match="apt install python3-venv"):
        bootstrap.check_machine()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one the lock names"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [Errno 30] Read-only file system", "folder of your own"),
        ("Temporary failure in name resolution", "could not be fetched"),
    ],
)
def test_the_last_words_of_pip_become_advice(said, advice):
    assert advice in bootstrap.explain(said)


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """A folder in which installing is only written down."""
    checkout = tmp_path / "checkout"
    (checkout / ".venv").mkdir(parents=True)
    names = {"RUNTIME": "requirements.txt", "DEVELOPMENT": "requirements-dev.txt"}
    names |= {"PYTHON": "pyproject.toml", "VENV": ".venv", "STAMP": ".venv/installed.txt"}
    for name, path in names.items():
        monkeypatch.setattr(bootstrap, name, checkout / path)
    for path in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (checkout / path).write_text("one")
    for name in ("check_machine", "make_venv"):
        monkeypatch.setattr(bootstrap, name, lambda: (checkout / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(bootstrap, "HERE", checkout)
    return checkout


@pytest.fixture
def asked(monkeypatch):
    """What pip was asked for, by the last word of each command."""
    asked = []
    monkeypatch.setattr(bootstrap, "pip", lambda *words: asked.append(words[-1].name))
    return asked


@pytest.mark.usefixtures("checkout")
def test_a_changed_lock_installs_again_and_an_unchanged_one_does_not(asked):
    bootstrap.install(bootstrap.RUNTIME)
    bootstrap.install(bootstrap.RUNTIME)
    assert asked == ["requirements.txt", "checkout"]
    bootstrap.RUNTIME.write_text("two")
    bootstrap.install(bootstrap.RUNTIME)
    assert asked == ["requirements.txt", "checkout"] * 2


@pytest.mark.usefixtures("checkout")
def test_an_interrupted_installation_is_done_again(asked, monkeypatch):
    bootstrap.install(bootstrap.RUNTIME)
    keep, asked[:] = list(asked), []
    bootstrap.RUNTIME.write_text("two")
    with monkeypatch.context() as cut:
        cut.setattr(bootstrap, "pip", interrupt)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.install(bootstrap.RUNTIME)
    bootstrap.RUNTIME.write_text("one")
    bootstrap.install(bootstrap.RUNTIME)
    assert asked == keep


def interrupt(*_words):
    raise KeyboardInterrupt


def test_a_moved_folder_gets_its_environment_anew(checkout, asked):
    stale = checkout / ".venv" / "stale"
    stale.touch()
    bootstrap.STAMP.write_text(bootstrap.stamp(bootstrap.RUNTIME) + "-before", encoding="utf-8")
    bootstrap.install(bootstrap.RUNTIME)
    assert not stale.exists()
    assert asked == ["requirements.txt", "checkout"]


@pytest.mark.usefixtures("checkout")
def test_the_environment_of_the_tests_serves_the_product_too(asked):
    bootstrap.install(bootstrap.DEVELOPMENT)
    bootstrap.install(bootstrap.RUNTIME)
    assert asked == ["requirements-dev.txt", "checkout"]


@pytest.fixture
def machine(monkeypatch):
    """A machine on which a browser appears once the named program has run."""
    ran = []
    monkeypatch.setattr(bootstrap, "run", lambda *words: ran.append(" ".join(map(str, words))))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name)

    def appears_after(word):
        found = lambda: "/bin/chromium" if any(word in line for line in ran) else ""  # noqa: E731 - a stand-in
        monkeypatch.setattr(bootstrap, "find_browser", found)
        return ran

    return appears_after


@pytest.mark.skipif(os.name != "posix", reason="apt is a matter of Debian")
@pytest.mark.parametrize(
    ("user", "source", "commands"),
    [
        (0, "apt-get install", ["apt-get update", "apt-get install"]),
        (0, "playwright install", ["apt-get update", "apt-get install", "playwright install"]),
        (1000, "playwright install", ["playwright install"]),
    ],
    ids=["root with apt", "root without package", "a person"],
)
def test_a_missing_browser_is_fetched(monkeypatch, machine, user, source, commands):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: user)
    ran = machine(source)
    assert bootstrap.ensure_browser() == "/bin/chromium"
    assert len(ran) == len(commands)
    assert all(command in line for command, line in zip(commands, ran, strict=True))


def test_a_browser_that_cannot_be_had_is_told(machine, capsys):
    machine("nothing brings it")
    assert bootstrap.ensure_browser() == ""
    assert "set FIRSTAIR_BROWSER" in capsys.readouterr().out


def test_an_unknown_verb_shows_the_verbs(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "dance"])
    assert bootstrap.main() == 2
    assert "bootstrap.py demo" in capsys.readouterr().out


def test_a_trouble_is_told_in_words_and_ends_with_one(monkeypatch, capsys):
    def trouble(_words):
        raise bootstrap.Trouble("what to do")

    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "demo"])
    monkeypatch.setitem(bootstrap.VERBS, "demo", trouble)
    assert bootstrap.main() == 1
    assert "what to do" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="the runner's script is for bash")
def test_the_runner_calls_the_command_of_the_readme():
    script = (bootstrap.HERE / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 bootstrap.py test" in script
    assert "python3 bootstrap.py test" in (bootstrap.HERE / "README.md").read_text(encoding="utf-8")
    assert (
        subprocess.run(["bash", "-n", ".ci/run"], cwd=bootstrap.HERE, check=False).returncode == 0
    )
