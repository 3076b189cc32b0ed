"""What the frames of a balance mean, or why they are refused: as facts, and in words."""

from collections.abc import Callable
from dataclasses import dataclass

from sensors.balances.answer import Answer, Begun, Done, NoWeight, Said, Tare, Weighed
from sensors.errors import FrameRefused
from sensors.line import Frame, Framer
from sensors.reading import Printed, Weight

Fact = str | bool | int | None | list[str] | dict[str, "Fact"]
OVERLONG = "The line was longer than any frame of this protocol; its beginning is kept."
NOTHING_WHOLE = "No line ends here (CR LF is missing), and a partial line is never a weight."
_STABLE = {True: "stable", False: "moving", None: "stability unknown"}


@dataclass(frozen=True)
class Meaning:
    """One frame: what it is in a word, the facts it holds, and the same for a person.

    `value` stands among the facts of a reading alone; digits that must not be used are `printed`.
    """

    outcome: str
    says: str
    facts: dict[str, Fact]


def parse_frame(parse: Callable[[bytes], Answer], frame: Frame) -> Answer:
    """Read a frame; raises FrameRefused for the head of an overlong one too."""
    if not frame.whole:
        raise FrameRefused(OVERLONG, frame.raw, why="overlong")
    return parse(frame.raw)


def meanings(parse: Callable[[bytes], Answer], data: bytes) -> list[Meaning]:
    """Give the meaning of each frame; what ends without CR LF is refused at the end."""
    framer = Framer()
    found = [mean_frame(parse, frame) for frame in framer.feed(data)]
    if framer.pending:
        refusal = FrameRefused(NOTHING_WHOLE, framer.pending, why="partial")
        found.append(_refused(refusal))
    return found


def mean_frame(parse: Callable[[bytes], Answer], frame: Frame) -> Meaning:
    """Tell what a frame is, or why it is refused."""
    try:
        return mean(parse_frame(parse, frame))
    except FrameRefused as refusal:
        return _refused(refusal)


def _refused(refusal: FrameRefused) -> Meaning:
    facts: dict[str, Fact] = {"why": refusal.why, "raw": refusal.raw.hex()}
    stood = ""
    if refusal.printed is not None:
        facts["printed"] = _printed(refusal.printed)
        stood = f" (printed: {refusal.printed.digits} {refusal.printed.unit}".rstrip() + ")"
    return Meaning("refused", refusal.reason + stood, facts)


def _printed(printed: Printed) -> Fact:
    unit = printed.unit or None
    return {"value": printed.digits, "unit": unit, "stable": printed.stable}


def mean(answer: Answer) -> Meaning:
    """Tell what an answer is."""
    match answer:
        case Weighed(weight, unverified, address, _):
            return _weighed(weight, unverified, address)
        case Tare(command, weight):
            facts: dict[str, Fact] = {"command": command, "tare": _weight(weight)}
            return Meaning("tare", f"tare {weight_words(weight)}", facts)
        case NoWeight():
            return _no_weight(answer)
        case Said(command, texts, level, more):
            named: dict[str, Fact] = {"command": command, "texts": list(texts)}
            named |= {"level": level} if level else {}
            named |= {"more": True} if more else {}
            return Meaning("identity", " ".join((command, *(f'"{t}"' for t in texts))), named)
        case Done(command, stable):
            moving = "" if stable is None else f" {_STABLE[stable]}"
            facts = {"command": command} | ({} if stable is None else {"stable": stable})
            return Meaning("done", f"{command} done{moving}".strip(), facts)
        case Begun(command):
            return Meaning("begun", f"{command} begun", {"command": command})


def _weighed(weight: Weight, unverified: int, address: str) -> Meaning:
    facts: dict[str, Fact] = dict(_weight(weight))
    facts |= {"unverified_digits": unverified} if unverified else {}
    facts |= {"address": address} if address else {}
    rest = f", {unverified} unverified" if unverified else ""
    return Meaning("reading", weight_words(weight) + rest, facts)


def _weight(weight: Weight) -> dict[str, Fact]:
    step = str(weight.step)
    return {"value": weight.digits, "unit": weight.unit, "stable": weight.stable, "step": step}


def weight_words(weight: Weight) -> str:
    """Write a weight with its stability, as `100.00 g stable`."""
    return f"{weight.digits} {weight.unit} {_STABLE[weight.stable]}"


def _no_weight(said: NoWeight) -> Meaning:
    code = f"{said.code}{said.origin}"
    facts: dict[str, Fact] = {"trouble": said.trouble.value}
    facts |= {"command": said.command} if said.command else {}
    facts |= {"code": said.code} if said.code else {}
    facts |= {"origin": said.origin} if said.origin else {}
    if said.printed:
        facts["printed"] = {"value": said.printed, "unit": None, "stable": False}
    facts |= {"detail": said.detail} if said.detail else {}
    named = ", ".join(filter(None, (f"{said.trouble.value} {code}".strip(), said.detail)))
    return Meaning("no weight", f"{said.says} ({named})", facts)
