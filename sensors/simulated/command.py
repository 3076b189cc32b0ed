"""Simulated instruments for the command line, moved by simple words on standard input."""

import threading
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from sensors.errors import ConfigWrong
from sensors.simulated.balance import FAULTS as BALANCE_FAULTS
from sensors.simulated.balance import NUISANCES, SimulatedBalance
from sensors.simulated.room import FAULTS as ROOM_FAULTS
from sensors.simulated.room import SimulatedRoom
from sensors.simulated.speech import SPEECHES

Say = Callable[[str], None]
_BALANCE_WORDS = "place GRAMS, add GRAMS, remove, fault NAME, clear, quit"
_ROOM_WORDS = "set temperature|humidity|pressure VALUE, fault NAME, clear, quit"


def simulate_balance(
    protocol: str,
    listen: str,
    fault: str = "",
    *,
    words: Iterable[str] = (),
    say: Say = print,
    stop: threading.Event | None = None,
) -> None:
    """Run a simulated balance on `HOST:PORT` or `pty` until `quit` or `stop`.

    The end of the words is not the end of the balance: it may run without a keyboard.
    """
    if protocol not in SPEECHES:
        known = ", ".join(SPEECHES)
        message = f"No balance of the protocol {protocol} is simulated. Write {known}."
        raise ConfigWrong(message)
    balance = SimulatedBalance(protocol=protocol)
    _run(
        balance,
        listen,
        lambda word, rest: _move_balance(balance, word, rest),
        hints=(_BALANCE_WORDS, fault, BALANCE_FAULTS + NUISANCES),
        words=words,
        say=say,
        stop=stop,
    )


def simulate_room(
    profile: str,
    listen: str,
    fault: str = "",
    *,
    words: Iterable[str] = (),
    say: Say = print,
    stop: threading.Event | None = None,
) -> None:
    """Run a simulated room instrument on `HOST:PORT` (RTU over a socket) or `pty`."""
    room = SimulatedRoom(profile)
    _run(
        room,
        listen,
        lambda word, rest: _move_room(room, word, rest),
        hints=(_ROOM_WORDS, fault, ROOM_FAULTS),
        words=words,
        say=say,
        stop=stop,
    )


def _run(
    instrument: SimulatedBalance | SimulatedRoom,
    listen: str,
    move: Callable[[str, str], None],
    *,
    hints: tuple[str, str, tuple[str, ...]],
    words: Iterable[str],
    say: Say,
    stop: threading.Event | None,
) -> None:
    known, fault, faults = hints
    if fault and fault not in faults:
        message = f"There is no fault {fault}. Write one of: {', '.join(faults)}."
        raise ConfigWrong(message)
    say(f"{_open(instrument, listen)}   words: {known}")
    try:
        if fault:
            instrument.fault(fault)
        if not _obey(words, move, known, say):
            (stop or threading.Event()).wait()
    finally:
        instrument.close()


def _open(instrument: SimulatedBalance | SimulatedRoom, listen: str) -> str:
    if listen == "pty":
        return instrument.open_pty()
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal():
        message = f"{listen!r} is no place to listen. Write HOST:PORT, or pty."
        raise ConfigWrong(message)
    return instrument.listen(host, int(port))


def _obey(words: Iterable[str], move: Callable[[str, str], None], known: str, say: Say) -> bool:
    """Do what each line says; give True when one of them was `quit`."""
    for line in words:
        word, _, rest = line.strip().partition(" ")
        if word == "quit":
            return True
        try:
            if word:
                move(word, rest)
                say(f"ok: {line.strip()}")
        except (ValueError, InvalidOperation):
            say(f"not understood: {line.strip()!r}; the words are: {known}")
    return False


def _move_balance(balance: SimulatedBalance, word: str, rest: str) -> None:
    if word == "place":
        balance.place(_number(rest))
    elif word == "add":
        balance.add(_number(rest))
    elif word == "remove":
        balance.remove()
    elif word == "fault":
        balance.fault(rest)
    elif word == "clear":
        balance.clear()
    else:
        raise ValueError(word)


def _move_room(room: SimulatedRoom, word: str, rest: str) -> None:
    name, _, value = rest.partition(" ")
    if word == "set" and name in {"temperature", "humidity", "pressure"}:
        room.set(**{name: _number(value)})
    elif word == "fault":
        room.fault(rest)
    elif word == "clear":
        room.clear()
    else:
        raise ValueError(word)


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number
