"""Rounds, medians and tables: what every bench shares.

An arm is a function that does its work once and answers the seconds it took. In a round all arms
run by turns, so that whatever else the machine is doing falls on all of them; a ratio is taken
inside each round, and its median over the rounds is what counts. Absolute times belong to the
machine they were taken on.
"""

import argparse
import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script's own folder stands there, the rooms do not

Arm = Callable[[], float]
UNITS = {"s": 1.0, "ms": 1e3, "us": 1e6}
LEAST_ROUNDS = 5


def options(title: str, more: Mapping[str, tuple[int, str]] | None = None) -> argparse.Namespace:
    """What every bench may be told, and whole numbers of its own as name: (default, help)."""
    parser = argparse.ArgumentParser(description=title.strip().splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="at least 5 for a figure to quote")
    parser.add_argument("--quick", action="store_true", help="one small round, to see that it runs")
    for name, (default, words) in (more or {}).items():
        parser.add_argument(f"--{name}", type=int, default=default, help=words)
    told = parser.parse_args()
    if told.quick:
        told.rounds = 1
    elif told.rounds < LEAST_ROUNDS:
        parser.error(f"fewer than {LEAST_ROUNDS} rounds say nothing; see --quick")
    print(heading(title, told.rounds), flush=True)
    return told


def timed(act: Callable[[], object]) -> Arm:
    """An arm that is timed from call to return."""

    def arm() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return arm


@dataclass
class Figures:
    """Seconds by arm and round."""

    rounds: dict[str, list[list[float]]] = field(default_factory=dict)

    def take(self, arms: Mapping[str, Arm], times: int = 1, pause: Arm | None = None) -> None:
        """One round: the arms by turns, `times` samples of each, each arm first in its turn."""
        names = list(arms)
        fresh: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(times):
            shift = turn % len(names)
            for name in names[shift:] + names[:shift]:
                if pause is not None:
                    time.sleep(pause())
                fresh[name].append(arms[name]())
        for name, seconds in fresh.items():
            self.rounds.setdefault(name, []).append(seconds)

    def all(self, name: str) -> list[float]:
        """Every sample of an arm."""
        return [seconds for samples in self.rounds[name] for seconds in samples]

    def middles(self, name: str) -> list[float]:
        """The median of each round."""
        return [statistics.median(samples) for samples in self.rounds[name]]

    def ratios(self, name: str, floor: str) -> list[float]:
        """How many times the floor, round by round."""
        pairs = zip(self.middles(name), self.middles(floor), strict=True)
        return [ours / least for ours, least in pairs]


def quantile(samples: Iterable[float], share: float) -> float:
    """The smallest sample that at least this share of them does not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def table(figures: Figures, floor: str, unit: str = "ms") -> str:
    """A Markdown table: medians over the rounds, lowest and highest round in brackets."""
    lines = [
        f"| arm | p50, {unit} (rounds) | p99, {unit} | times the floor (rounds) |",
        "|---|---|---|---|",
    ]
    for name in figures.rounds:
        middles = _spread([each * UNITS[unit] for each in figures.middles(name)])
        samples = figures.all(name)
        enough = len(samples) >= 100
        late = _short(quantile(samples, 0.99) * UNITS[unit]) if enough else "–"
        times = "floor" if name == floor else _spread(figures.ratios(name, floor))
        lines.append(f"| {name} | {middles} | {late} | {times} |")
    return "\n".join(lines)


def _spread(values: list[float]) -> str:
    return f"{_short(statistics.median(values))} ({_short(min(values))}-{_short(max(values))})"


def _short(value: float) -> str:
    """Three digits are more than a shared machine can repeat."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def heading(title: str, rounds: int) -> str:
    """What was run, where and when."""
    words = [datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), _processor()]
    words += [f"{os.cpu_count()} CPUs", platform.system(), f"Python {platform.python_version()}"]
    words += [f"SQLite {sqlite3.sqlite_version}", f"rounds: {rounds}", _load()]
    return f"### {title.strip().splitlines()[0]}\n\n{', '.join(words)}\n"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _load() -> str:
    """How busy the machine was with other work when the bench began."""
    return f"load {os.getloadavg()[0]:.2f} at the start" if hasattr(os, "getloadavg") else ""
