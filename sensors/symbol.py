"""Our codes as GS1 Data Matrix symbols, drawn and read back before anybody prints them."""

import struct
import zlib
from dataclasses import dataclass
from math import isqrt
from typing import cast

from sensors.codes import INTERNAL, read_code
from sensors.errors import CodeNotMade, SymbolDiffers

QUIET = 2  # modules of white around the symbol; the standard asks for one
PROOF_SCALE = 4  # pixels a module when the symbol is read back


@dataclass(frozen=True)
class Symbol:
    """A square of modules, true where dark, without its quiet zone."""

    text: str
    modules: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """Modules along one side, quiet zone included."""
        return len(self.modules) + 2 * QUIET

    def svg(self) -> bytes:
        """Draw it as SVG; one unit is one module."""
        dark = "".join(
            f"M{x + QUIET} {y + QUIET}h1v1h-1z"
            for y, row in enumerate(self.modules)
            for x, module in enumerate(row)
            if module
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.side} {self.side}" '
            f'shape-rendering="crispEdges" role="img"><title>{self.text}</title>'
            f'<path fill="#fff" d="M0 0h{self.side}v{self.side}H0z"/>'
            f'<path fill="#000" d="{dark}"/></svg>'
        ).encode()

    def pixels(self, scale: int) -> tuple[int, bytes]:
        """Give the side in pixels and one grey byte for each pixel."""
        blank = b"\xff" * (self.side * scale)
        edge = b"\xff" * (QUIET * scale)
        rows = [blank * (QUIET * scale)]
        for row in self.modules:
            line = b"".join((b"\x00" if module else b"\xff") * scale for module in row)
            rows.append((edge + line + edge) * scale)
        rows.append(blank * (QUIET * scale))
        return self.side * scale, b"".join(rows)

    def png(self, scale: int = 8) -> bytes:
        """Draw it as PNG, `scale` pixels a module; equal symbols give equal bytes."""
        side, grey = self.pixels(scale)
        lines = b"".join(b"\x00" + grey[at : at + side] for at in range(0, len(grey), side))
        head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def draw(code: str) -> Symbol:
    """Draw one of our codes.

    Raises CodeNotMade for any other text, SymbolDiffers unless it reads back as it was asked.
    """
    import zxingcpp

    if read_code(code) is None:
        message = f"{code!r} is not one of our codes. Nothing is printed."
        raise CodeNotMade(message)
    try:
        barcode = zxingcpp.create_barcode(
            f"({INTERNAL}){code}", zxingcpp.BarcodeFormat.DataMatrix, gs1=True, forceSquare=True
        )
    except ValueError as error:
        message = f"No symbol can be drawn for {code!r} ({error}). Nothing is printed."
        raise SymbolDiffers(message) from error
    image = cast("bytes", barcode.to_image(scale=1, add_quiet_zones=False))
    grey = memoryview(image).cast("B").tobytes()
    side = isqrt(len(grey))
    rows = (grey[at : at + side] for at in range(0, len(grey), side))
    symbol = Symbol(code, tuple(tuple(value == 0 for value in row) for row in rows))
    prove(symbol)
    return symbol


def prove(symbol: Symbol) -> None:
    """Read the drawn symbol back; raises SymbolDiffers when it says anything else."""
    import zxingcpp

    side, grey = symbol.pixels(PROOF_SCALE)
    image = memoryview(grey).cast("B", (side, side))
    found = [(read.symbology_identifier, read.bytes) for read in zxingcpp.read_barcodes(image)]
    if found != [("]d2", INTERNAL.encode() + symbol.text.encode())]:
        message = (
            f"The symbol drawn for {symbol.text!r} reads back as {found}. Nothing is printed; "
            "report this with the code, and write the code by hand meanwhile."
        )
        raise SymbolDiffers(message)
