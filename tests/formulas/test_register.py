"""Each id of the formula register has its calculator, or a stated reason why none."""

import pytest

from formulas.catalogue import CALCULATORS

IDS = {
    "F01": "percent strength", "F02": "ratio strength", "F03": "dilution", "F04": "stock and serial dilution",
    "F05": "alligation alternate", "F06": "alligation medial", "F07": "concentration by evaporation",
    "F08": "reconstitution", "F09": "volume of a dose", "F10": "dose by weight", "F11": "dose by body surface",
    "F12": "body surface by Mosteller", "F13": "body surface by DuBois and Haycock",
    "F14": "ideal and adjusted weight", "F15": "rate", "F16": "titration", "F17": "drip rate",
    "F18": "duration", "F19": "made up to a volume", "F20": "least weighable quantity", "F21": "aliquot",
    "F22": "percent error", "F23": "specific gravity", "F24": "vials", "F30": "amount of substance",
    "F31": "equivalents", "F32": "what salts bring", "F33": "phosphate", "F34": "elemental and salt",
    "F40": "ideal osmolarity", "F41": "osmolarity, simplified", "F42": "osmolarity, paediatric",
    "F43": "osmolarity from percents", "F44": "osmolarity, neonatal", "F50": "sodium chloride equivalents",
    "F51": "freezing point", "F52": "White-Vincent", "F53": "E from dissociation", "F54": "Sprowls and Liso",
    "F55": "buffers", "F60": "energy", "F61": "glucose rate, hydrous", "F62": "glucose rate, anhydrous",
    "F63": "nitrogen", "F64": "energy to nitrogen", "F65": "stock volume", "F66": "final percent",
    "F67": "overfill", "F68": "rate of nutrition", "F69": "salts for ions", "F70": "acetate and chloride",
    "F71": "rate of fat", "F72": "every basis", "F73": "three-in-one", "F74": "calcium to phosphorus",
    "F80": "phosphate at a pH", "F81": "calcium with phosphate",
    "F82": "under a curve of calcium with phosphate", "F90": "expected mass", "F91": "verdict of a weighing",
    "F92": "concentration by weighing", "F93": "check of a finished bag",
}  # fmt: skip

WITHOUT: dict[str, str] = {}  # every id of the register is answered

# Kept beside the register: asked of every store, in no textbook's list.
BESIDE = {"MKT": "mean kinetic temperature"}


@pytest.mark.parametrize("formula", IDS)
def test_every_id_of_the_register_has_its_calculator(formula):
    assert [one.name for one in CALCULATORS.values() if one.formula == formula], IDS[formula]


def test_every_calculator_stands_in_the_register():
    assert {one.formula for one in CALCULATORS.values()} <= set(IDS) | set(BESIDE)


def test_an_id_without_a_calculator_says_why():
    assert not set(WITHOUT) & set(IDS)
    assert all(len(reason) > 20 for reason in WITHOUT.values())
    assert not [one.name for one in CALCULATORS.values() if one.formula in WITHOUT]
