"""Data Matrix symbols are drawn, read back, and refused when they differ."""

import zlib

import pytest

from sensors.barcode import FinalLabel, read_scan
from sensors.codes import final_label_code
from sensors.errors import CodeNotMade, SymbolDiffers
from sensors.symbol import Symbol, draw, prove


def test_a_code_becomes_a_square_symbol_that_reads_as_gs1():
    symbol = draw(final_label_code("2026-000123"))
    assert all(len(row) == len(symbol.modules) for row in symbol.modules)
    assert read_scan("]d291" + symbol.text) == FinalLabel("FA-L-2026-000123")


def test_the_longest_code_still_reads_back():
    assert draw(final_label_code("A" * 40)).side > 20


def test_a_symbol_with_other_modules_is_refused():
    symbol, other = draw("FA-S-1"), draw("FA-S-2")
    with pytest.raises(SymbolDiffers, match="Nothing is printed"):
        prove(Symbol(symbol.text, other.modules))
    with pytest.raises(SymbolDiffers):
        prove(Symbol(symbol.text, tuple(tuple(not m for m in row) for row in symbol.modules)))


def test_a_text_that_is_not_our_code_is_not_drawn():
    with pytest.raises(CodeNotMade):
        draw("0112345678901231")


def test_equal_symbols_give_equal_bytes():
    assert draw("FA-S-1").png() == draw("FA-S-1").png()
    assert draw("FA-S-1").svg() == draw("FA-S-1").svg()


def test_the_png_holds_every_module_with_its_quiet_zone():
    symbol = draw("FA-S-1")
    png = symbol.png(scale=2)
    start = png.index(b"IDAT")
    length = int.from_bytes(png[start - 4 : start], "big")
    lines = zlib.decompress(png[start + 4 : start + 4 + length])
    assert len(lines) == symbol.side * 2 * (symbol.side * 2 + 1)
    assert set(lines) == {0, 255}


def test_the_svg_scales_by_itself():
    svg = draw("FA-S-1").svg().decode()
    assert svg.startswith("<svg")
    assert "viewBox" in svg
    assert "width=" not in svg
