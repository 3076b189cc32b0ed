"""What a sample facility is made of, as the demo needs to know it afterwards."""

from dataclasses import dataclass

from compounding.ledger.people import Person, Role

HOOD = "hood-2"
DESK = "desk-1"
AGENT = "agent-1"


@dataclass(frozen=True)
class SamplePerson:
    """A sample person with the badge in their hand."""

    person: Person
    role: Role
    badge: str


@dataclass(frozen=True, repr=False)
class SampleWorld:
    """The keys to a seeded sample facility; they are worth nothing anywhere else.

    `stations` and `agent_token` are the tokens that a real enrolment shows once.
    """

    pin: str
    people: dict[Role, SamplePerson]
    stations: dict[str, str]
    agent_token: str
    orders: tuple[int, ...]

    def badge(self, role: Role) -> str:
        """The badge of the sample person in a role."""
        return self.people[role].badge
