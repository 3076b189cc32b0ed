"""Device profiles: what a Modbus room instrument keeps where, as data with its source.

Word order, address base and scale differ between models and even between pages of one manual,
so they are never guessed: they stand in a TOML file, and are proven at commissioning by
comparing the raw registers and the value with the instrument's own display.
"""

import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from sensors.errors import ProfileWrong
from sensors.reading import UNITS, Quantity

_NEVER_SEEN = (
    "This profile was written from published tables; it was never seen on the real instrument. "
    "Compare every value with the display before the first dose."
)


def _exact(value: object) -> object:
    """Numbers with a point are written as text, so that no binary fraction comes in."""
    if isinstance(value, str):
        return Decimal(value)
    return value if isinstance(value, Decimal) else None


_Exact = Annotated[Decimal, BeforeValidator(_exact)]


class Point(BaseModel):
    """One value of the instrument."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quantity: Quantity
    address: int = Field(ge=0, le=65_535)  # as the maker writes it
    type: Literal["int16", "uint16", "float32"]
    word_order: Literal["low first", "high first", ""] = ""
    scale: _Exact = Decimal(1)
    decimals: int | None = Field(default=None, ge=0, le=6)
    unit: str
    low: _Exact
    high: _Exact
    invalid: dict[str, str] = Field(default_factory=dict)  # register text -> meaning

    @field_validator("invalid")
    @classmethod
    def _registers(cls, value: dict[str, str]) -> dict[str, str]:
        return {f"0x{int(code, 0):04X}": meaning for code, meaning in value.items()}

    @model_validator(mode="after")
    def _whole(self) -> "Point":
        problem = ""
        if UNITS.get(self.quantity) != self.unit:
            problem = f"{self.quantity} is recorded in {UNITS.get(self.quantity)}"
        elif self.low >= self.high:
            problem = "low must be below high"
        elif (self.type == "float32") != bool(self.word_order):
            problem = "word_order belongs to float32, and to it alone"
        elif (self.type == "float32") != (self.decimals is not None):
            problem = "decimals belongs to float32, and to it alone"
        if problem:
            raise ValueError(problem)
        return self

    @property
    def count(self) -> int:
        """Registers to read."""
        return 2 if self.type == "float32" else 1


class Profile(BaseModel):
    """One model of instrument."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    source: str = Field(min_length=1)
    seen: bool  # on the real instrument, by whoever wrote the profile
    simulated: bool = False
    sides: str = ""  # what a positive pressure means
    unit_id: int = Field(ge=1, le=247)
    function: Literal[3, 4]
    address_base: Literal[0, 1]
    baud: int = 9600
    parity: Literal["N", "E", "O"] = "N"
    stop_bits: Literal[1, 2] = 1
    point: tuple[Point, ...] = Field(min_length=1)

    @property
    def never_seen(self) -> str:
        """The warning for a profile nobody has tried on the real instrument, else empty."""
        return "" if self.seen else _NEVER_SEEN

    def wire_address(self, point: Point) -> int:
        """Give the address as it travels."""
        return point.address - self.address_base


def load_profile(name: str, beside: Path = Path()) -> Profile:
    """Load a profile that comes with First Air by its name, or a file of the site by its path."""
    try:
        if name.endswith(".toml"):
            text = (beside / name).read_text("utf-8")
        else:
            shipped = resources.files("sensors").joinpath("profiles", f"{name}.toml")
            text = shipped.read_text("utf-8")
        return Profile.model_validate(tomllib.loads(text))
    except (OSError, tomllib.TOMLDecodeError, ValidationError, ArithmeticError) as error:
        message = (
            f"The device profile {name} cannot be used ({error}). No reading is taken with it. "
            "Name one that comes with First Air, or correct the file."
        )
        raise ProfileWrong(message) from error
