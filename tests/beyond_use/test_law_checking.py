"""Whether the files of the law are good: each alone, all together, and the overlays."""

import pytest

from beyond_use.checking import ALL_FILES, check_law
from beyond_use.law import LIMITS
from tests.overlay_text import HEAD, own

BALANCES = (LIMITS / "usp_41.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    def make(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def bad(findings):
    return [finding for finding in findings if not finding.ok]


def test_without_any_file_there_is_no_law(folder):
    (finding,) = bad(check_law(limits=folder()))
    assert (finding.file, "No chapter is on file" in finding.says) == (ALL_FILES, True)


def test_every_bad_file_is_told_and_not_the_first_alone(folder):
    there = folder(a="x", b="y =", c=BALANCES)
    assert [finding.file for finding in bad(check_law(limits=there))] == ["a.toml", "b.toml"]
    assert len(check_law(limits=there)) == 3


def test_files_that_do_not_go_together_are_told(folder):
    (finding,) = bad(check_law(limits=folder(a=BALANCES, b=BALANCES)))
    assert finding.file == ALL_FILES
    assert "stands in" in finding.says


def test_an_overlay_is_told_from_a_chapter_by_its_authority(folder):
    there = folder(ours=HEAD + own("IN-1", "from first puncture", "6 h"))
    assert bad(check_law([there / "ours.toml"])) == []
    no_authority = HEAD.replace("authority", "authorities")
    there = folder(ours=no_authority + own("IN-1", "from first puncture", "6 h"))
    (finding,) = bad(check_law([there / "ours.toml"]))
    assert "authorities" in finding.says


def test_a_file_named_twice_is_read_once(folder):
    path = folder(ours=HEAD + own("IN-1", "from first puncture", "6 h")) / "ours.toml"
    once, twice = check_law([path]), check_law([path, path])
    assert once == twice


def test_a_file_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_bytes(b"\xff\xfe")
    (finding,) = bad(check_law([path]))
    assert finding.file == "ours.toml"
