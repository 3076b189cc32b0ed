"""The demo for a person: one address, until Ctrl+C."""

import signal
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from webapp.demo.facility import DemoFacility
from webapp.demo.instruments import known_fault
from webapp.demo.narration import Say


def receive_visitor(fault: str, database_url: str, port: int, say: Say, *, browser: bool) -> None:
    """Open the sample facility, say where, and wait.  `fault` is broken from the beginning."""
    if fault:
        known_fault(fault)
    say("Setting up a throw-away sample pharmacy …")
    over = threading.Event()
    with _ended_by_signals(over), DemoFacility(database_url=database_url, port=port) as facility:
        if fault:
            facility.instruments.fault(fault)
            say(f"Broken from the beginning: {fault}")
        address = f"{facility.url}/demo/"
        say(f"\n  {address}\n")
        say("Sample data, not for patients. One tap signs a sample person in.")
        say(f"Sample PIN: {facility.world.pin}. Everything is deleted at the end: Ctrl+C.")
        if browser:
            webbrowser.open(address)
        while not over.wait(1.0):
            pass
        say("Ending …")
    say(_what_stays(database_url))


def _what_stays(database_url: str) -> str:
    if database_url:
        return "Ended. The sample records stay in the database you named; drop it when you like."
    return "Ended. Nothing stays behind."


@contextmanager
def _ended_by_signals(over: threading.Event) -> Iterator[None]:
    """Ctrl+C and SIGTERM end the visit in good order, whatever it is doing."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, lambda *_: over.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
