"""What `firstair bud` does: answer a file of facts with a date, or say why there is none."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from beyond_use.bud_answer import answer_file
from beyond_use.bud_told import as_data, as_text
from beyond_use.errors import BeyondUseError
from beyond_use.overlay import chosen

Say = Callable[[str], None]
ALLOWED, NOT_ALLOWED, BAD_FILE = 0, 1, 2


def tell_date(file: Path, overlays: Sequence[str], say: Say, *, as_json: bool) -> int:
    """Answer one file; give the exit code: 0 allowed, 1 not allowed, 2 no good as facts."""
    try:
        found = answer_file(file, chosen(overlays))
    except BeyondUseError as refused:
        if as_json:
            say(json.dumps({"error": str(refused)}, indent=2))
        click.echo(str(refused), err=True)
        return BAD_FILE
    say(json.dumps(as_data(found), indent=2) if as_json else as_text(found))
    return ALLOWED if found.allowed else NOT_ALLOWED
