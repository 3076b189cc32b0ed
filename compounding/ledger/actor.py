"""Who acts: a person, an enrolled agent, or the program itself."""

from dataclasses import dataclass

PERSON = "person"
AGENT = "agent"
PROGRAM = "system"


@dataclass(frozen=True)
class Actor:
    """Stands in every entry; `id` is the row of the person or agent, None for the program."""

    kind: str
    id: int | None
    name: str


SYSTEM = Actor(PROGRAM, None, "First Air")
