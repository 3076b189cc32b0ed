"""Tell a person at a terminal how the walk goes: one line for each step, with its time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from webapp.demo.errors import DemoError, WalkFailed

Say = Callable[[str], None]


class Narration:
    """Counts the seconds and the steps; `step` names what is tried, and what became of it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._began = monotonic()
        self.accepted = 0

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """One step; what is put into the list stands behind its name.

        Whatever goes wrong inside becomes a WalkFailed of this step.
        """
        found: list[str] = []
        try:
            yield found
        except WalkFailed as trouble:
            self._say(f"✗ {self._clock()}  {name}: {trouble.reason}")
            raise WalkFailed(name, trouble.reason) from trouble
        except (DemoError, OSError) as trouble:
            self._say(f"✗ {self._clock()}  {name}: {trouble}")
            raise WalkFailed(name, str(trouble)) from trouble
        self.accepted += 1
        told = "; ".join(found)
        self._say(f"✓ {self._clock()}  {name}{': ' if told else ''}{told}")

    def _clock(self) -> str:
        return f"{monotonic() - self._began:5.1f} s"
