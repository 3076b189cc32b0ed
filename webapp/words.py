"""How pages say times, ages and states."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from webapp.settings import Settings

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

WORDS = {
    "fine": "Fine",
    "noted": "Noted",
    "warning": "Warning",
    "alarm": "Alarm",
    "nodata": "No data",
    "maintenance": "Maintenance",
}
FLASH_STATES = {"message": "fine", "ok": "fine", "stop": "alarm", "error": "alarm"}
UNITS = {"degC": "°C", "percent": "%", "in_wc": "in. w.c."}


def state_of(word: str) -> str:
    """The state's name as attributes carry it: one word without a space."""
    return word.replace(" ", "")


def state_of_flash(category: str) -> str:
    """A message's category as a state."""
    return FLASH_STATES.get(category, category)


def local(at: datetime, zone: ZoneInfo) -> str:
    """Date, hour and zone as the facility's clock shows them: 2026-11-27 09:12 EST."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")


def local_exact(at: datetime, zone: ZoneInfo) -> str:
    """As `local`, with seconds, for the log."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """The hour alone: 09:12."""
    return at.astimezone(zone).strftime("%H:%M")


def ago(age: timedelta) -> str:
    """How long since, in the largest whole unit.

    >>> ago(timedelta(seconds=5)), ago(timedelta(minutes=90)), ago(timedelta(days=3))
    ('5 s ago', '1 h 30 min ago', '3 d ago')
    """
    seconds = max(0, int(age.total_seconds()))
    if age < MINUTE:
        return f"{seconds} s ago"
    minutes = seconds // 60
    if age < HOUR:
        return f"{minutes} min ago"
    if age < DAY:
        return f"{minutes // 60} h {minutes % 60} min ago"
    return f"{age.days} d ago"


def lasted(duration: timedelta) -> str:
    """How long something took: 6 min 12 s.

    >>> lasted(timedelta(seconds=372)), lasted(timedelta(seconds=15)), lasted(timedelta(hours=2))
    ('6 min 12 s', '15 s', '2 h 0 min')
    """
    seconds = max(0, int(duration.total_seconds()))
    if seconds < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{seconds} s"
    minutes, rest = divmod(seconds, 60)
    if duration < HOUR:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def plain_json(value: object) -> str:
    """What an entry holds, to be read by a person; the page escapes it as any other text."""
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)


def unit_word(unit: str) -> str:
    """A stored unit as people write it."""
    return UNITS.get(unit, unit)


def plain_units(text: str) -> str:
    """A reason of the law's as a sentence: a capital first, units as people write them.

    >>> plain_units("below 0.020 in_wc for 10 min")
    'Below 0.020 in. w.c. for 10 min'
    """
    for unit, word in UNITS.items():
        text = text.replace(f" {unit}", f" {word}")
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """A number never stands at the end of a line with its unit on the next.

    >>> unbroken("sodium chloride 1,000 mL") == "sodium chloride 1,000" + chr(160) + "mL"
    True
    """
    return re.sub(r"(?<=\d) (?=[A-Za-z])", "\N{NO-BREAK SPACE}", text)


def teach(app: Flask, settings: Settings) -> None:
    """Give the templates these words."""
    zone = settings.time_zone
    app.jinja_env.filters.update(
        local=lambda at: local(at, zone),
        local_exact=lambda at: local_exact(at, zone),
        clock=lambda at: clock_time(at, zone),
        ago=ago,
        lasted=lasted,
        unit_word=unit_word,
        plain_json=plain_json,
        state=state_of,
        unbroken=unbroken,
        state_word=lambda state: WORDS.get(state_of(state), state),
    )
    app.jinja_env.globals.update(settings=settings, state_of_flash=state_of_flash)
