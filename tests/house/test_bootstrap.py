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


def test_a_changed_lock_installs_again_and_an_unchanged_one_does_not(monkeypatch, tmp_path):
    asked = []
    for name in ("check_machine", "make_venv"):
        monkeypatch.setattr(bootstrap, name, lambda: None)
    monkeypatch.setattr(bootstrap, "pip", lambda *words: asked.append(words[-1]))
    monkeypatch.setattr(bootstrap, "HERE", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.txt")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "pyproject.toml")
    lock, tests_lock = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    monkeypatch.setattr(bootstrap, "DEVELOPMENT", tests_lock)
    for path in (lock, tests_lock, tmp_path / "pyproject.toml"):
        path.write_text("one")
    bootstrap.install(lock)
    bootstrap.install(lock)
    assert asked == [lock, tmp_path]
    lock.write_text("two")
    bootstrap.install(lock)
    assert asked == [lock, tmp_path] * 2


def test_the_environment_of_the_tests_serves_the_product_too(monkeypatch, tmp_path):
    stamp = tmp_path / "installed.txt"
    stamp.write_text(bootstrap.stamp(bootstrap.DEVELOPMENT), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "STAMP", stamp)
    monkeypatch.setattr(bootstrap, "pip", lambda *_words: pytest.fail("nothing is to be fetched"))
    bootstrap.install(bootstrap.RUNTIME)


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
