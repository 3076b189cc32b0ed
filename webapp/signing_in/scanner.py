"""How to set up a scanner, and a place to try it."""

import unicodedata

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.doors import OPEN, door
from webapp.scans import answer_scan, scanned_text
from webapp.signing_in import blueprint

SHOWN = 120


@blueprint.get("/scanner")
@door(OPEN)
def scanner() -> ResponseReturnValue:
    """What to set in the scanner, and why."""
    return render_template("signing_in/scanner.html", page_scan_url=url_for(".try_scanner"))


@blueprint.post("/scanner")
@door(OPEN)
def try_scanner() -> ResponseReturnValue:
    """Say what arrived; nothing is recorded."""
    text = scanned_text()
    return answer_scan("ok", f"{len(text)} characters: {visible(text[:SHOWN])}")


def visible(text: str) -> str:
    """Control characters by their names.

    >>> visible("01095" + chr(29) + "10AB")
    '01095<GS>10AB'
    """
    return "".join(_NAMES.get(c, f"<{ord(c):02X}>" if _hidden(c) else c) for c in text)


def _hidden(character: str) -> bool:
    return unicodedata.category(character).startswith("C")


_NAMES = {"\x1d": "<GS>", "\x1e": "<RS>", "\x1c": "<FS>", "\x1f": "<US>", "\t": "<TAB>"}
