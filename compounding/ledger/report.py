"""What a verification found."""

from dataclasses import dataclass, field

MOST = 100


@dataclass(frozen=True)
class Finding:
    """One thing that does not stand; `entry` is None where no single entry is meant."""

    entry: int | None
    what: str

    def __str__(self) -> str:
        return self.what if self.entry is None else f"entry {self.entry}: {self.what}"


@dataclass
class Report:
    """The outcome: it stands, or the first bad entry and why.

    `unguarded` names tables whose triggers are gone; their rows may still be sound.
    """

    entries: int = 0
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    unguarded: list[str] = field(default_factory=list)

    def add(self, entry: int | None, what: str) -> None:
        """Note what does not stand; beyond the first hundred only the count grows."""
        self.count += 1
        if len(self.findings) < MOST:
            self.findings.append(Finding(entry, what))

    @property
    def ok(self) -> bool:
        """Whether everything stands."""
        return self.count == 0 and not self.unguarded

    @property
    def first_bad(self) -> int | None:
        """The number of the first entry that does not stand."""
        return min((f.entry for f in self.findings if f.entry is not None), default=None)

    @property
    def reasons(self) -> list[str]:
        """Every finding in a sentence, those of the first bad entry first."""
        order = sorted(
            self.findings, key=lambda finding: (finding.entry is None, finding.entry or 0)
        )
        return [str(finding) for finding in order]
