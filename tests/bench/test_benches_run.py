"""Every bench runs, and the page about them names it; how fast anything is, is not asked here."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

MAIN = 'if __name__ == "__main__":'
BENCHES = [
    path for path in sorted((ROOT / "bench").glob("*.py")) if MAIN in path.read_text("utf-8")
]
PSEUDO_TERMINAL = {"weight_to_event"}


@pytest.mark.parametrize("bench", BENCHES, ids=lambda path: path.stem)
def test_a_bench_prints_its_table(bench):
    if bench.stem in PSEUDO_TERMINAL and sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    command = [sys.executable, bench, "--quick"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "| floor |" in done.stdout


@pytest.mark.parametrize("bench", BENCHES, ids=lambda path: path.stem)
def test_the_page_about_benches_tells_how_to_run_it(bench):
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert f"python bench/{bench.name}" in page


def test_too_few_rounds_are_refused():
    command = [sys.executable, BENCHES[0], "--rounds", "4"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "fewer than 5 rounds" in done.stderr
