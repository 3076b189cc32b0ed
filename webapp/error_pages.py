"""Error pages: what happened, what it means, what to do next; JSON for scripts and agents.

Nothing of an unexpected error reaches the page but a number, which the log carries too.
"""

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from compounding.cleanroom.errors import CleanroomError
from compounding.errors import CompoundingError
from webapp.errors import Refused, TooManyStreams, WebError

LOG = logging.getLogger("firstair.web")
NOTHING = "Nothing was recorded."
PLAIN_FOREIGN = (
    "First Air does not go by this name. Nothing was recorded.\n"
    "Use the address your administrator gave you; firstair.toml lists the names under hosts.\n"
)


@dataclass(frozen=True)
class Trouble:
    """One error as a page tells it."""

    status: int
    what: str
    meaning: str
    do: str


KNOWN = {
    400: Trouble(
        400,
        "This request could not be read, or the page it came from is too old.",
        NOTHING,
        "Load the page again and repeat what you did.",
    ),
    401: Trouble(401, "You are not signed in.", NOTHING, "Sign in, then come back."),
    403: Trouble(
        403,
        "This is not yours to open.",
        "Your roles do not include it. " + NOTHING,
        "Go back, or ask an administrator for the role.",
    ),
    404: Trouble(
        404,
        "There is nothing at this address.",
        "It may have been typed wrongly, or it was never here. No record is ever deleted.",
        "Start from the first page.",
    ),
    405: Trouble(405, "This address does not take that kind of request.", NOTHING, "Go back."),
    409: Trouble(
        409,
        "This has moved on since your page was shown.",
        NOTHING,
        "Load the page again and look at what is there now.",
    ),
    413: Trouble(
        413, "That was too large.", NOTHING, "Send less at once; a page takes up to 4 MB."
    ),
    429: Trouble(429, "Too many at once.", NOTHING, "Wait a minute, then try again."),
    500: Trouble(
        500,
        "Something went wrong inside First Air.",
        "What you just did may not have been recorded; what was recorded before is safe.",
        "Load the page again. If it comes back, tell your administrator the number below.",
    ),
    503: Trouble(
        503,
        "The record cannot be reached.",
        "Nothing can be recorded or released until it can. " + NOTHING,
        "Keep the bag in quarantine, and tell your administrator.",
    ),
}


def answer_errors(app: Flask) -> None:
    """Put a page behind every kind of error."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CompoundingError, _compounding)
    app.register_error_handler(CleanroomError, _cleanroom)
    app.register_error_handler(WebError, _web)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """Scripts and agents get JSON; people get a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or (
        best == "application/json" and request.accept_mimetypes["application/json"] > 0
    )


def say(trouble: Trouble, number: str = "") -> ResponseReturnValue:
    """Answer with the trouble, as a page or as JSON."""
    if wants_json():
        told = {
            "outcome": "stop",
            "error": trouble.what,
            "message": f"{trouble.what} {trouble.meaning} {trouble.do}".strip(),
            "number": number,
        }
        return jsonify(told), trouble.status
    if isinstance(request.routing_exception, SecurityError):
        return PLAIN_FOREIGN, 400, {"Content-Type": "text/plain; charset=utf-8"}
    return render_template("error.html", trouble=trouble, number=number), trouble.status


def _http(error: Exception) -> ResponseReturnValue:
    if not isinstance(error, HTTPException):
        return _unexpected(error)
    if error.response is not None and error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirect is no error
        return error.response
    status = error.code or 500
    known = KNOWN.get(status)
    return say(known or Trouble(status, error.name + ".", NOTHING, "Go back and try again."))


def _compounding(error: Exception) -> ResponseReturnValue:
    if isinstance(error, CompoundingError):
        return say(Trouble(409, error.what, error.meaning, error.do))
    return _unexpected(error)


def _cleanroom(error: Exception) -> ResponseReturnValue:
    return say(Trouble(409, str(error), "", ""))


def _web(error: Exception) -> ResponseReturnValue:
    if isinstance(error, Refused | TooManyStreams):
        status = error.status if isinstance(error, Refused) else 429
        return say(Trouble(status, error.what, error.meaning, error.do))
    return _unexpected(error)


def _database(error: Exception) -> ResponseReturnValue:
    number = _logged(error)
    return say(KNOWN[503], number)


def _unexpected(error: Exception) -> ResponseReturnValue:
    number = _logged(error)
    return say(KNOWN[500], number)


def _logged(error: Exception) -> str:
    number = secrets.token_hex(4)
    LOG.error("error %s at %s %s", number, request.method, request.endpoint, exc_info=error)
    return number
