"""A file of products from outside: read whole or refused with a sentence, never half or loosely."""

import tomllib

import pytest

from formulas.errors import BadProduct
from formulas.nutrition.sources import FILES, Bounds, read_source, read_sources
from formulas.products import FOLDER, read_product, read_products
from formulas.quantity import qty

READERS = pytest.mark.parametrize("read", [read_products, read_sources])
BELIEVED = Bounds(qty("10 percent"), qty("25 percent"))
AMINO_ACIDS = tomllib.loads(FILES[0].read_text(encoding="utf-8"))["product"][0]
POTASSIUM = next(
    row
    for row in tomllib.loads((FOLDER / "electrolytes.toml").read_text(encoding="utf-8"))["product"]
    if "potassium chloride" in row["strengths"]
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"product = 3", "[[product]] of its own"),
        (b"product = [1]", "[[product]] of its own"),
        (b'product = "abc"', "[[product]] of its own"),
        (b"[product]\nid = 'x'", "[[product]] of its own"),
        (b"[[products]]\nid = 'x'", "'products' is no table of products"),
        (b"a = " + b"[" * 100_000, "it is not readable"),
        (b"a = 1\na = 2", "it is not readable"),
        (b"\xff\xfe", "it is not readable"),
        (b"[[product]]\nid = 0x" + b"f" * 5000, "without an id"),
    ],
    ids=range(9),
)
@READERS
def test_whatever_the_file_holds_it_is_refused_by_name(tmp_path, content, why, read):
    if read is read_sources and b"[[product]]" in content:
        content += b'\n[agreement]\nleast = "10 percent"\nmost = "25 percent"\n'
    file = tmp_path / "site.toml"
    file.write_bytes(content)
    with pytest.raises(BadProduct) as refused:
        read(file)
    assert why in str(refused.value)
    assert len(str(refused.value)) < 400


@READERS
def test_what_cannot_be_opened_is_refused_by_name(tmp_path, read):
    for place in (tmp_path, tmp_path / "nowhere.toml"):
        with pytest.raises(BadProduct, match="it cannot be opened"):
            read(place)


def test_a_mark_at_the_beginning_and_other_line_ends_change_nothing(tmp_path):
    whole = (FOLDER / "electrolytes.toml").read_bytes()
    file = tmp_path / "site.toml"
    file.write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n"))
    assert read_products(file) == read_products(FOLDER / "electrolytes.toml")


@pytest.mark.parametrize("key", ["id", "name", "kind", "container", "source", "note", "volume"])
@pytest.mark.parametrize("given", [int("f" * 5000, 16), 2.5, True, ["a"], {"a": 1}, "a\x1b[2Kb"],
                         ids=range(6))  # fmt: skip
def test_a_text_of_another_type_or_with_unseen_signs_is_refused(key, given):
    with pytest.raises(BadProduct):
        read_product(POTASSIUM | {key: given})
    with pytest.raises(BadProduct):
        read_source(AMINO_ACIDS | {key: given}, BELIEVED)


@pytest.mark.parametrize(
    ("figures", "stands"),
    [
        (["149.1 mg/mL", "2 mEq/mL"], True),
        (["149.1 mg/mL", "2.0399 mEq/mL"], True),
        (["149.1 mg/mL", "2.0401 mEq/mL"], False),
        (["149.1 mg/mL", "2040.1 mEq/L"], False),
        (["14.91 % w/v", "204.01 mEq/dL"], False),
        (["149.1 mg/mL", "2 mEq/mL", "4 mEq/mL"], False),
        (["149.1 mg/mL", "149.1 g/L", "1.49 % w/v"], False),
        (["2 mEq/mL", "149.1 mg/mL", "2.07 mmol/mL"], False),
    ],
)
def test_no_unit_and_no_order_of_the_figures_loosens_the_two_percent(figures, stands):
    plain = {key: POTASSIUM[key] for key in _NEEDED} | {"name": "Potassium chloride"}
    row = plain | {"strengths": {"potassium chloride": figures}}
    if stands:
        assert len(read_product(row).strengths["potassium chloride"]) == len(figures)
    else:
        with pytest.raises(BadProduct):
            read_product(row)


_NEEDED = ("id", "kind", "container", "most_containers", "source", "last_checked", "confirmed")
