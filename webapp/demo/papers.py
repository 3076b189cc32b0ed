"""What a walk leaves for others: the sealed record, its papers, its proof, and the one-file check.

The record, the papers and the proof are downloaded as the pharmacist downloads them.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from webapp.demo.checker import Checker
from webapp.demo.errors import WalkFailed
from webapp.demo.narration import Narration

STEP = "the papers"
DOWNLOADS = ("record.pdf", "label.pdf", "record.json", "proof.json")
VERIFIER = "verify_record.py"
PATIENCE = 60.0  # seconds the check may take


def write_papers(
    checker: Checker, worksheet: int, key: str, out: Path | None, narration: Narration
) -> None:
    """Write everything into `out` and check the record there, in a process of its own."""
    with TemporaryDirectory(prefix="firstair-walk-") as spare:
        folder = out or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        with narration.step("Record, label and proof downloaded") as found:
            _download(checker, worksheet, folder)
            found.append(", ".join(sorted(file.name for file in folder.iterdir())))
        with narration.step(f"{VERIFIER} record.json proof.json") as found:
            found.append(_verified(folder, key))


def _download(checker: Checker, worksheet: int, folder: Path) -> None:
    for name in DOWNLOADS:
        (folder / name).write_bytes(checker.download(f"/check/{worksheet}/{name}"))
    record = json.loads((folder / "record.json").read_text("utf-8"))
    (folder / "monitoring.csv").write_bytes(room_csv(record))
    verifier = resources.files("compounding.ledger").joinpath(VERIFIER)
    (folder / VERIFIER).write_bytes(verifier.read_bytes())


def room_csv(record: Mapping[str, Any]) -> bytes:
    """The readings of the room during the work, from the sealed record itself."""
    from reports.monitoring import Gap, Measured, Series, monitoring_csv

    room = record["room"]
    series = [
        Series(
            code=point["code"],
            name=point["name"],
            quantity=point["quantity"],
            unit=point["unit"],
            readings=[Measured(_instant(at), _value(v), _value(v)) for at, v in point["samples"]],
            gaps=[Gap(_instant(began), _instant(end), "silence") for began, end in point["gaps"]],
        )
        for point in room["points"]
    ]
    told = f"the room during {record['number']}, {room['from']} to {room['to']}"
    return monitoring_csv(series, told, record["facility"]["zone"])


def _verified(folder: Path, key: str) -> str:
    command = [sys.executable, VERIFIER, "record.json", "proof.json", "--key", key]
    done = subprocess.run(  # noqa: S603 # the file just written, by our own interpreter
        command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    told = (done.stdout or done.stderr).strip()
    if done.returncode != 0:
        raise WalkFailed(STEP, told)
    return told.splitlines()[0]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _value(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)
