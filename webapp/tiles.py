"""The rooms as pages and live streams show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from beyond_use.air import RoomLimit
from compounding.cleanroom.places import place
from compounding.cleanroom.watch import Tile, tiles, tiles_around
from webapp.day_chart import spark
from webapp.words import WORDS, ago, plain_units, state_of, unit_word

MISSING = "– –"
SERIOUSNESS = ("fine", "noted", "maintenance", "nodata", "warning", "alarm")
SPARK = timedelta(hours=1)


@dataclass(frozen=True)
class TileView:
    """One monitoring point, ready to be shown; `state` is one word."""

    code: str
    point_id: int
    name: str
    place_code: str
    place_name: str
    state: str
    word: str
    shown: str
    unit: str
    age: str
    because: str
    limits: str
    sides: str
    spark: tuple[str, ...]

    def live(self) -> dict[str, object]:
        """What live.js needs to bring the tile up to date."""
        return {
            "code": self.code,
            "state": self.state,
            "word": self.word,
            "shown": self.shown,
            "age": self.age,
            "because": self.because,
        }


@dataclass(frozen=True)
class RoomView:
    """A room with its points; its state is that of its worst point."""

    code: str
    name: str
    state: str
    word: str
    tiles: tuple[TileView, ...]

    def live(self) -> dict[str, object]:
        """What live.js needs to bring the room up to date."""
        return {"code": self.code, "state": self.state, "word": self.word}


@dataclass(frozen=True)
class Strip:
    """The room strip above a hood's page."""

    where: str
    state: str
    word: str
    tiles: tuple[TileView, ...]


def rooms(session: Session, now: datetime) -> list[RoomView]:
    """Every room with its points, in the order they were entered."""
    found: dict[str, list[TileView]] = {}
    for tile in tiles(session, now):
        found.setdefault(tile.point.place_code, []).append(tile_view(tile, now))
    return [_room(code, tuple(views)) for code, views in found.items()]


def strip(session: Session, place_code: str, now: datetime) -> Strip:
    """The points around a place, for the top of a hood's page."""
    views = tuple(tile_view(tile, now) for tile in tiles_around(session, place_code, now))
    state = worst(views)
    return Strip(place(session, place_code).name, state, WORDS[state], views)


def tile_view(tile: Tile, now: datetime) -> TileView:
    """Say what a tile shows; a value is shown only while it may be believed."""
    state = state_of(tile.state)
    believed = tile.reading is not None and state != "nodata"
    samples = [
        (each.agent_at, None if each.digits is None else Decimal(each.digits))
        for each in tile.recent
    ]
    return TileView(
        code=tile.point.code,
        point_id=tile.point.id,
        name=tile.point.name,
        place_code=tile.point.place_code,
        place_name=tile.place_name,
        state=state,
        word=WORDS[state],
        shown=str(tile.reading.digits) if believed and tile.reading else MISSING,
        unit=unit_word(tile.point.unit),
        age="no reading yet" if tile.age is None else ago(tile.age),
        because=plain_units(tile.because),
        limits=" · ".join(limit_words(limit) for limit in tile.limits),
        sides=tile.point.sides,
        spark=spark(samples, now - SPARK, now),
    )


def limit_words(limit: RoomLimit) -> str:
    """A limit in words, with its unit; an advisory one says so."""
    unit = unit_word(limit.unit)
    if limit.low is not None and limit.high is not None:
        told = f"{limit.low} to {limit.high} {unit}"
    elif limit.low is not None:
        told = f"at least {limit.low} {unit}"
    else:
        told = f"at most {limit.high} {unit}"
    return told + (" (advisory)" if limit.advisory else "")


def worst(views: tuple[TileView, ...]) -> str:
    """The most serious state among the points; nothing watched is no data."""
    return max((view.state for view in views), key=SERIOUSNESS.index, default="nodata")


def _room(code: str, views: tuple[TileView, ...]) -> RoomView:
    state = worst(views)
    return RoomView(code, views[0].place_name, state, WORDS[state], views)
