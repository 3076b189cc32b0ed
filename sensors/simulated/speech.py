"""How each family speaks, from the side of the instrument: which words it knows, what it answers.

Written from the same published tables as the parsers, and apart from them: a parser and a speech
that share a mistake would prove nothing.
"""

from enum import StrEnum, auto

from sensors.balances.answer import Trouble
from sensors.simulated.pan import Shown

ESC = "\x1b"


class Action(StrEnum):
    """What a balance can be told to do."""

    NOW = auto()
    STABLE = auto()
    STREAM = auto()
    STOP = auto()
    ZERO = auto()
    ZERO_NOW = auto()
    TARE = auto()
    TARE_NOW = auto()
    TARE_VALUE = auto()
    CLEAR_TARE = auto()
    RESET = auto()
    SERIAL = auto()
    MODEL = auto()
    SOFTWARE = auto()


class Speech:
    """One family; an empty answer means that the balance says nothing.

    A balance that `greets` says its serial number unasked after it was switched on. Where
    `streams_are_begun`, the words that begin and end a stream are acknowledged.
    """

    actions: dict[str, Action] = {}  # noqa: RUF012 - each family sets its own, nobody changes it
    greets = False
    streams_are_begun = False

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:
        """Write a weight."""
        raise NotImplementedError

    def refusal(self, command: str, trouble: Trouble) -> str:
        """Say why there is no weight, or that a command cannot be done now."""
        raise NotImplementedError

    def identity(self, what: Action, text: str) -> str:
        """Say something of itself."""
        raise NotImplementedError

    def begun(self, command: str) -> str:  # noqa: ARG002 - most families say nothing here
        """Say that a command was understood and takes its time."""
        return ""

    def done(self, command: str, tare: Shown) -> str:  # noqa: ARG002 - some families say nothing
        """Say that zero or tare is set."""
        return ""

    def unknown(self) -> str:
        """Answer a word it does not know."""
        return "ES"

    def told(self, command: str) -> list[str]:  # noqa: ARG002 - only one family has such lists
        """Give the lines of a list it knows by this word."""
        return []


class MtSics(Speech):
    """METTLER TOLEDO."""

    actions = {  # noqa: RUF012 - read only
        "SI": Action.NOW,
        "S": Action.STABLE,
        "SIR": Action.STREAM,
        "Z": Action.ZERO,
        "ZI": Action.ZERO_NOW,
        "T": Action.TARE,
        "TI": Action.TARE_NOW,
        "TA": Action.TARE_VALUE,
        "TAC": Action.CLEAR_TARE,
        "@": Action.RESET,
        "I4": Action.SERIAL,
        "I2": Action.MODEL,
        "I3": Action.SOFTWARE,
    }
    greets = True
    _signs = {  # noqa: RUF012 - read only
        Trouble.OVERLOAD: "+",
        Trouble.UNDERLOAD: "-",
    }

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:  # noqa: ARG002 - named S
        """The answer to SI and SIR is named S too."""
        return f"S {'S' if shown.stable else 'D'} {shown.grams:>10} {unit}"

    def refusal(self, command: str, trouble: Trouble) -> str:
        """`I` stands for busy and for a pan that does not come to rest."""
        name = "S" if command in {"SI", "SIR"} else command
        return f"{name} {self._signs.get(trouble, 'I')}"

    def identity(self, what: Action, text: str) -> str:
        """I2 model, I3 software, I4 serial number."""
        number = {Action.MODEL: 2, Action.SOFTWARE: 3}.get(what, 4)
        return f'I{number} A "{text}"'

    def done(self, command: str, tare: Shown) -> str:
        """Each command has its own way of being done."""
        state, field = "S" if tare.stable else "D", f"{tare.grams:>10} g"
        if command in {"T", "TI"}:
            return f"{command} {state} {field}"
        return {"ZI": f"ZI {state}", "TA": f"TA A {field}"}.get(command, f"{command} A")

    def told(self, command: str) -> list[str]:
        """I0, its commands; I1, its levels."""
        if command == "I0":
            return [*(f'I0 B 0 "{name}"' for name in sorted([*self.actions, "I0", "I1"])), "I0 A"]
        return ['I1 A "01" "2.30" "2.20" "" ""'] if command == "I1" else []


class KernKcp(MtSics):
    """KERN's dialect of it."""

    def done(self, command: str, tare: Shown) -> str:
        """The tare is only confirmed."""
        return "T A" if command == "T" else super().done(command, tare)


class Sartorius(Speech):
    """Lines of 22 characters; nothing acknowledges a command."""

    actions = {  # noqa: RUF012 - read only
        f"{ESC}P": Action.NOW,
        f"{ESC}V": Action.ZERO,
        f"{ESC}U": Action.TARE,
        f"{ESC}T": Action.TARE,
        f"{ESC}S": Action.RESET,
        f"{ESC}x1_": Action.MODEL,
        f"{ESC}x2_": Action.SERIAL,
        f"{ESC}x3_": Action.SOFTWARE,
    }

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:  # noqa: ARG002 - nameless
        """The unit is blank while the pan moves."""
        sign = "-" if shown.grams < 0 else "+"
        return f"N     {sign} {abs(shown.grams):>8} {unit if shown.stable else '':<3}"

    def refusal(self, command: str, trouble: Trouble) -> str:  # noqa: ARG002 - nameless
        """A line of its state."""
        word = {Trouble.OVERLOAD: "High", Trouble.UNDERLOAD: "Low"}.get(trouble, " --")
        return f"Stat  {'':5}{word:<9}"

    def identity(self, what: Action, text: str) -> str:
        """With the labels of an Entris II."""
        label = {Action.MODEL: "Model  ", Action.SOFTWARE: "Vers.  "}.get(what, "SerNo.    ")
        return label + text

    def unknown(self) -> str:
        """A word without escape is not heard."""
        return ""


class AAndD(Speech):
    """The standard format."""

    actions = {  # noqa: RUF012 - read only
        "Q": Action.NOW,
        "SI": Action.NOW,
        "S": Action.STABLE,
        f"{ESC}P": Action.STABLE,
        "SIR": Action.STREAM,
        "C": Action.STOP,
        "Z": Action.ZERO,
        "R": Action.ZERO,
        "T": Action.TARE,
        "?SN": Action.SERIAL,
        "?TN": Action.MODEL,
    }

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:  # noqa: ARG002 - nameless
        """Sign, eight characters with leading zeros, unit of three."""
        sign = "-" if shown.grams < 0 else "+"
        head = "ST" if shown.stable else "US"
        return f"{head},{sign}{str(abs(shown.grams)).zfill(8)}{unit:>3}"

    def refusal(self, command: str, trouble: Trouble) -> str:  # noqa: ARG002 - nameless
        """Overload is a line of its own, the rest are numbered."""
        lines = {
            Trouble.OVERLOAD: "OL,+9999999E+19",
            Trouble.UNDERLOAD: "OL,-9999999E+19",
            Trouble.UNSTABLE: "EC,E11",
        }
        return lines.get(trouble, "EC,E02")

    def identity(self, what: Action, text: str) -> str:
        """SN serial number, TN model."""
        return f"{'SN' if what is Action.SERIAL else 'TN'},{text}"

    def begun(self, command: str) -> str:  # noqa: ARG002 - nameless
        """The first of two acknowledgements."""
        return "\x06"

    def done(self, command: str, tare: Shown) -> str:  # noqa: ARG002 - nameless
        """The second."""
        return "\x06"

    def unknown(self) -> str:
        """Its own number for it."""
        return "EC,E01"


class Ohaus(Speech):
    """Eleven characters of number, a question mark while it moves."""

    actions = {  # noqa: RUF012 - read only
        "IP": Action.NOW,
        "P": Action.NOW,
        "SP": Action.STABLE,
        "CP": Action.STREAM,
        "0P": Action.STOP,
        "Z": Action.ZERO,
        "T": Action.TARE,
        "PSN": Action.SERIAL,
        "PV": Action.SOFTWARE,
    }

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:  # noqa: ARG002 - nameless
        """Number, unit, mark."""
        return f"{shown.grams:>11} {unit}{'' if shown.stable else ' ?'}"

    def refusal(self, command: str, trouble: Trouble) -> str:  # noqa: ARG002 - nameless
        """A text for the range, `ES` for everything else."""
        return {Trouble.OVERLOAD: "OVERLOAD", Trouble.UNDERLOAD: "UNDERLOAD"}.get(trouble, "ES")

    def identity(self, what: Action, text: str) -> str:  # noqa: ARG002 - without a label
        """Only the text."""
        return text

    def done(self, command: str, tare: Shown) -> str:  # noqa: ARG002 - nameless
        """As with the response switched on."""
        return "OK!"


class Radwag(Speech):
    """Twenty characters in columns."""

    actions = {  # noqa: RUF012 - read only
        "SI": Action.NOW,
        "S": Action.STABLE,
        "C1": Action.STREAM,
        "C0": Action.STOP,
        "Z": Action.ZERO,
        "T": Action.TARE,
        "NB": Action.SERIAL,
        "BN": Action.MODEL,
        "RV": Action.SOFTWARE,
    }
    streams_are_begun = True

    def weight(self, command: str, shown: Shown, unit: str = "g") -> str:
        """The stream is named SI."""
        name = "SI" if command == "C1" else command
        mark, sign = " " if shown.stable else "?", "-" if shown.grams < 0 else " "
        return f"{name:<3} {mark} {sign}{abs(shown.grams):>9} {unit:<3}"

    def refusal(self, command: str, trouble: Trouble) -> str:
        """One sign behind the name."""
        signs = {Trouble.OVERLOAD: "^", Trouble.UNDERLOAD: "v", Trouble.UNSTABLE: "E"}
        return f"{'SI' if command == 'C1' else command} {signs.get(trouble, 'I')}"

    def identity(self, what: Action, text: str) -> str:
        """Name, A, the text in quotes."""
        name = {Action.MODEL: "BN", Action.SOFTWARE: "RV"}.get(what, "NB")
        return f'{name} A "{text}"'

    def begun(self, command: str) -> str:
        """Understood and under way."""
        return f"{command} A"

    def done(self, command: str, tare: Shown) -> str:  # noqa: ARG002 - only its name
        """Carried out."""
        return f"{command} D"


SPEECHES: dict[str, Speech] = {
    "mt-sics": MtSics(),
    "kern-kcp": KernKcp(),
    "sartorius-sbi": Sartorius(),
    "a-and-d": AAndD(),
    "ohaus": Ohaus(),
    "radwag": Radwag(),
}
