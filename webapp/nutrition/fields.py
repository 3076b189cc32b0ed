"""The form's parts as the page draws them: sections of rows, and the name of every field."""

from dataclasses import dataclass

from compounding.preparation.nutrition.rows import (
    ADDITIVES,
    IONS,
    MACRONUTRIENTS,
    SALTS,
    Row,
    rows,
)
from formulas.nutrition.order import Patient

HEADS = {
    "kind": "Kind of patient",
    "patient_name": "Name",
    "patient_identifier": "Identifier",
    "patient_birth_date": "Birth date",
    "patient_location": "Location",
    "due": "To be hung",
    "note": "Note",
    "weight": "Weight",
    "access": "Line ends",
    "volume": "Volume without separate fat",
    "hours": "Infusion time",
    "taper": "Taper at start and end",
    "overfill": "Overfill",
    "fat_given": "Fat is given",
    "fat_hours": "Hours of separate fat",
    "warmest": "Warmest it will be",
    "lasts": "From mixing to its end",
    "reason": "Why it is changed",
}


@dataclass(frozen=True)
class Section:
    """Lines of one kind with their heading; the ``rare`` ones are folded away while empty."""

    name: str
    title: str
    says: str
    opens: str
    rows: tuple[Row, ...]
    rare: tuple[Row, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its lines."""
        return frozenset(row.key for row in (*self.rows, *self.rare))


_SECTIONS = (
    (MACRONUTRIENTS, "Macronutrients", "Dextrose as the label states it, in hydrous grams.", ""),
    (
        SALTS,
        "Electrolytes as salts",
        "Complete salts, each from its own product. Leave empty what is not ordered.",
        "Order salts",
    ),
    (
        IONS,
        "Electrolytes as ions",
        "Turned into salts; what the other products bring of an ion is counted in.",
        "Order ions",
    ),
    (
        ADDITIVES,
        "Trace elements, vitamins, drugs",
        "Each from its own product. Leave empty what is not ordered.",
        "",
    ),
)
_RARE = (
    "sodium glycerophosphate", "calcium chloride", "magnesium chloride", "sodium bicarbonate",
    "ammonium chloride", "sodium lactate", "phytonadione", "thiamine", "ascorbic acid", "chromium",
    "manganese",
)  # fmt: skip


def sections(kind: Patient) -> tuple[Section, ...]:
    """Every section of the form for a kind of patient."""
    return tuple(
        Section(
            name,
            title,
            says,
            opens,
            tuple(row for row in rows(kind) if row.section == name and row.substance not in _RARE),
            tuple(row for row in rows(kind) if row.section == name and row.substance in _RARE),
        )
        for name, title, says, opens in _SECTIONS
    )


def label_of(field: str, kind: Patient | None) -> str:
    """The name of a field as the page says it."""
    key = field.removesuffix(".amount").removesuffix(".unit").removesuffix(".product")
    if key in HEADS:
        return HEADS[key]
    for row in rows(kind) if kind else ():
        if row.key == key:
            named = "product of " if field.endswith(".product") else ""
            words = f"{named}{row.substance}"
            return words[:1].upper() + words[1:]
    return key
