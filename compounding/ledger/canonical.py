"""One way to write a value down, so that equal values have equal bytes and equal digests.

Sorted keys, no spaces, UTF-8, no floats: a number that must keep its digits travels as text.

>>> canonical({"dose": "20", "n": 1, "a": [True, None]})
b'{"a":[true,null],"dose":"20","n":1}'
"""

import hashlib
import json
from typing import Any

from compounding.errors import NotPlain

Plain = None | bool | int | str | list[Any] | tuple[Any, ...] | dict[str, Any]


def canonical(value: object) -> bytes:
    """Return the one spelling of a plain value; refuse what has none."""
    return canonical_text(value).encode()


def canonical_text(value: object) -> str:
    """As `canonical`, before it becomes bytes."""
    _refuse_what_is_not_plain(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as broken:
        raise NotPlain(
            what="A text holds half a character.",
            meaning="It cannot be kept exactly.",
            do="Enter it again without the damaged character.",
        ) from broken
    return text


def digest(value: object) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _refuse_what_is_not_plain(value: object) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise _not_plain(key)
            _refuse_what_is_not_plain(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_what_is_not_plain(inner)
    else:
        raise _not_plain(value)


def _not_plain(value: object) -> NotPlain:
    return NotPlain(
        what=f"{value!r} ({type(value).__name__}) has no exact canonical form.",
        meaning="It cannot become part of the record.",
        do="Give numbers that must keep their digits, and instants, as text.",
    )
