"""Which family a balance speaks, and how its line is set: by listening, then by asking its name.

Only questions about identity are sent, never a word that could set, tare, adjust or switch off an
instrument of another family. Two families that match are no answer: the person decides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from sensors.balances.answer import NoWeight, Weighed
from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES, Family, Settings
from sensors.errors import BalanceUnclear, BalanceUnknown, FrameRefused, LineNotOpened, LineSilent
from sensors.line import Frame, Line, Port
from sensors.meaning import parse_frame
from sensors.reading import Device

NEEDED = 3  # whole lines that must agree before listening names a family
LISTEN = 1.5  # seconds a line is listened to at each setting
PATIENCE = 0.6  # seconds an answer about identity may take
_UNDERSTOOD = frozenset({"unknown-unit", "no-unit", "not-the-pan", "negative-gross"})
Open = Callable[[Port], Line]


@dataclass(frozen=True)
class Detected:
    """A family and its line; without a serial number where it was only heard."""

    family: Family
    settings: Settings
    device: Device

    @property
    def heard_only(self) -> bool:
        """Whether nothing answered, so that the family is known from its lines alone."""
        return not self.device.serial


def recognise(frames: Iterable[Frame]) -> Family | None:
    """Name the one family in which all of at least three lines make sense; None for none.

    The first line may have begun before anybody listened and is left out. Raises BalanceUnclear
    where the lines make sense in two families.
    """
    lines = list(frames)[1:]
    if len(lines) < NEEDED:
        return None
    found = [family for family in _grammars() if all(_weighs(family, line) for line in lines)]
    if len(found) > 1:
        raise BalanceUnclear([family.protocol for family in found])
    return found[0] if found else None


def _grammars() -> list[Family]:
    """One family of each grammar; a dialect is told apart by its identity alone."""
    return [family for family in FAMILIES.values() if family.protocol == family.grammar]


def _weighs(family: Family, frame: Frame) -> bool:
    try:
        answer = parse_frame(family.parse, frame)
    except FrameRefused as refusal:
        return refusal.why in _UNDERSTOOD
    return isinstance(answer, Weighed) or (isinstance(answer, NoWeight) and bool(answer.printed))


def detect(url: str, *, open_line: Open = Line) -> Detected:
    """Find the family and the line settings of the balance at a port or address.

    Raises LineNotOpened, BalanceUnclear where two families match, BalanceUnknown where none does.
    """
    heard: Detected | None = None
    closed: LineNotOpened | None = None
    opened = False
    for settings, families in _settings(url).items():
        try:
            line = open_line(settings.at(url))
        except LineNotOpened as error:  # a port may not know every setting
            closed = error
            continue
        opened = True
        found = _at(line, settings, families)
        if found is not None and not found.heard_only:
            return found
        heard = heard or found
    if heard is not None:
        return heard
    raise BalanceUnknown(url) if opened or closed is None else closed


def _at(line: Line, settings: Settings, families: list[Family]) -> Detected | None:
    """Listen and ask on a line that is open at these settings; closes it."""
    try:
        listened = recognise(_listen(line))
        found = _answering(line, [listened] if listened else families)
    finally:
        line.close()
    if len(found) > 1:
        raise BalanceUnclear([each.protocol for each, _ in found])
    for family, device in found:
        return Detected(_dialect(family, device), settings, device)
    return Detected(listened, settings, Device("")) if listened else None


def _settings(url: str) -> dict[Settings, list[Family]]:
    """The settings to try with the families that use them; a socket has no settings to try."""
    families = _grammars()
    if "://" in url:
        return {Settings(): families}
    rounds = max(len(family.usual) for family in families)
    likeliest = [
        family.usual[at] for at in range(rounds) for family in families if at < len(family.usual)
    ]
    return {
        settings: [family for family in families if settings in family.usual]
        for settings in dict.fromkeys(likeliest)
    }


def _listen(line: Line) -> list[Frame]:
    """Give what comes unasked, until enough lines came or the time is over."""
    frames: list[Frame] = []
    until = monotonic() + LISTEN
    while (left := until - monotonic()) > 0 and len(frames) <= NEEDED:
        frame = line.read(left)
        frames += [] if frame is None else [frame]
    return frames


def _answering(line: Line, families: list[Family]) -> list[tuple[Family, Device]]:
    found = []
    for family in families:
        try:
            device = Conversation(family, line, patience=PATIENCE).identify()
        except LineSilent:
            continue
        found.append((family, device))
    return found


def _dialect(family: Family, device: Device) -> Family:
    """Name the dialect where the balance names its maker."""
    for other in FAMILIES.values():
        if other.grammar == family.grammar and other.maker.upper() in device.model.upper():
            return other
    return family
