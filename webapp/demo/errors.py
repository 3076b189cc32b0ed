"""What can go wrong with the throw-away sample facility.

DemoError
├── NotEmpty          the database given holds something already
├── UnknownFault      no simulated instrument can fail in this way
├── NotReady          a part of the sample facility did not come up in time
└── WalkFailed        a step of the headless walk was not accepted
    └── NotHeard      what the walk waited for did not come in time

Each error says what happened, what it means, and what to do next.
"""


class DemoError(Exception):
    """Whatever keeps the sample facility from being what it says."""


class NotEmpty(DemoError):
    """A sample facility is never put beside somebody's records."""


class UnknownFault(DemoError):
    """The name of a fault that nothing here has."""


class NotReady(DemoError):
    """A part did not come up."""


class WalkFailed(DemoError):
    """A step was not accepted; `step` names it."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


class NotHeard(WalkFailed):
    """Nothing came in the time a person would wait."""
