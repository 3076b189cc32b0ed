"""What `firstair standing` does: say what may be made here and now, from a file of facts."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from beyond_use.errors import BeyondUseError
from beyond_use.law import in_force_on
from beyond_use.overlay import chosen
from beyond_use.standing_judges import stand
from beyond_use.standing_reading import read_standing
from beyond_use.standing_told import as_data, as_text

Say = Callable[[str], None]
ALLOWED, NOT_ALLOWED, BAD_FILE = 0, 1, 2


def tell_standing(file: Path, overlays: Sequence[str], say: Say, *, as_json: bool) -> int:
    """Answer one file; give the exit code: 0 allowed, 1 not allowed, 2 no good as facts."""
    try:
        facts = read_standing(file)
        law = in_force_on(facts.question.day, chosen(overlays))
        found = stand(facts, law)
    except BeyondUseError as refused:
        if as_json:
            say(json.dumps({"error": str(refused)}, indent=2))
        click.echo(str(refused), err=True)
        return BAD_FILE
    told = (facts.question, found, law.name)
    say(json.dumps(as_data(*told), indent=2) if as_json else as_text(*told))
    return ALLOWED if found.allowed else NOT_ALLOWED
