"""The figures of rooms, samples, cleaning, storage and hazardous drugs, written down a second time."""

from pathlib import Path

import pytest

from beyond_use.law import LIMITS
from beyond_use.reader import read_edition

MONTHLY = {"clean and disinfect": "at most 1 month", "sporicide": "at most 1 month"}
DAILY = MONTHLY | {"clean and disinfect": "at most 1 compounding_day"}
STAGES = {
    "warmer": "at least 48 h", "warmer from": "at least 30 degC", "warmer to": "at most 35 degC",
    "cooler": "at least 5 day", "cooler from": "at least 20 degC", "cooler to": "at most 25 degC",
}  # fmt: skip
PRESSURES = {"weakest": "between -0.010 in_wc", "strongest": "between -0.030 in_wc"}

FIGURES = {
    "usp_797_2023_air_classes": {
        "FE-1": {
            "ISO 3": "at most 35.2 per_m3", "ISO 4": "at most 352 per_m3",
            "ISO 5": "at most 3520 per_m3", "ISO 6": "at most 35200 per_m3",
            "ISO 7": "at most 352000 per_m3", "ISO 8": "at most 3520000 per_m3",
        },
        "FE-2": {"class": "at most 5 iso"},
        "FE-3": {"class": "at most 7 iso"},
        "FE-4": {"class": "at most 8 iso"},
        "FE-5": {"class": "at most 7 iso"},
        "FE-12": {
            "laminar airflow or restricted access": "at most 7 iso", "isolator": "at most 8 iso",
        },
    },
    "usp_797_2023_facility": {
        "FE-3": {"air changes": "at least 30 per_h", "ceiling air changes": "at least 15 per_h"},
        "FE-4": {"air changes": "at least 20 per_h", "ceiling air changes": "at least 15 per_h"},
        "FE-5": {"air changes": "at least 30 per_h"},
        "FE-7": {"clear around the hood": "at least 1 m", "sink from the hood": "at least 1 m"},
        "FE-10": {"every": "at most 12 month"},
        "FE-11": {}, "FE-13": {"efficiency": "at least 99.97 percent"},
        "FE-14": {}, "FE-15": {}, "FE-16": {},
        "CT-1": {"every": "at most 6 month"}, "CT-2": {}, "CT-3": {}, "CT-4": {},
    },
    "usp_797_2023_sampling": {
        "EM-1": {
            "every": "at most 6 month", "volume": "at least 1000 L",
            "ISO 5": "at most 1 cfu_per_m3", "ISO 7": "at most 10 cfu_per_m3",
            "ISO 8": "at most 100 cfu_per_m3",
        },
        "EM-2": {
            "every": "at most 1 month",
            "smallest plate": "at least 24 cm2", "largest plate": "at most 30 cm2",
            "ISO 5": "at most 3 cfu", "ISO 7": "at most 5 cfu", "ISO 8": "at most 50 cfu",
        },
        "EM-3": {"every": "at most 6 month"},
        "EM-4": STAGES, "EM-5": STAGES,
        "EM-6": {}, "EM-7": {}, "EM-8": {}, "EM-9": {}, "EM-10": {},
        "EM-11": {"every": "should be at most 12 month"},
    },
    "usp_797_2023_cleaning": {
        "CL-1": DAILY, "CL-2": DAILY, "CL-3": MONTHLY, "CL-4": DAILY, "CL-5": DAILY, "CL-6": DAILY,
        "CL-7": MONTHLY, "CL-8": MONTHLY, "CL-9": {}, "CL-10": MONTHLY, "CL-11": DAILY,
        "CL-12": {"every": "at most 30 min"}, "CL-13": {},
    },
    "usp_797_2023_storage": {
        "T-1": {"coldest": "at least -25 degC", "warmest": "at most -10 degC"},
        "T-2": {
            "coldest": "at least 2 degC", "warmest": "at most 8 degC",
            "coldest in passing": "at least 2 degC", "warmest spike": "at most 15 degC",
            "spike begins above": "at most 8 degC", "length of a spike": "at most 24 h",
            "mean kinetic temperature": "at most 8 degC",
        },
        "T-3": {
            "coldest": "at least 20 degC", "warmest": "at most 25 degC",
            "coldest in passing": "at least 15 degC", "warmest spike": "at most 40 degC",
            "spike begins above": "at most 30 degC", "length of a spike": "at most 24 h",
            "mean kinetic temperature": "at most 25 degC",
        },
        "T-4": {"coldest": "at least 8 degC", "warmest": "at most 15 degC"},
        "T-5": {"coldest": "at least 30 degC", "warmest": "at most 40 degC"},
        "T-6": {"mean humidity": "at most 40 percent", "temperature": "at most 20 degC"},
        "T-8": {"controlled room temperature": "at most 30 day", "refrigerator": "at most 24 h"},
        "T-9": {}, "T-11": {"every": "at most 12 month"},
    },
    "usp_797_2023_balances": {
        "BA-5": {"check": "at most 1 compounding_day"},
        "BA-7": {"check": "at most 1 compounding_day"},
    },
    "usp_800_2020_hazardous": {
        "HD-1": {"air changes": "at least 30 per_h"},
        "HD-2": {"air changes": "at least 12 per_h"},
        "HD-3": PRESSURES | {"air changes": "at least 12 per_h"},
        "HD-4": {"air changes": "at least 12 per_h"},
        "HD-5": {}, "HD-6": {}, "HD-7": {}, "HD-8": {}, "HD-10": {}, "HD-11": {},
        "HD-12": {"sink from the hood": "at least 1 m"},
        "HL-1": {"every": "at most 12 month"},
        "HL-2": {}, "HL-3": {}, "HL-4": {}, "HL-5": {"every": "at most 12 month"},
        "HL-6": {"training": "at most 12 month", "procedures": "at most 12 month"},
        "HL-7": {"gloves": "at least 2 pair", "shoe covers": "at least 2 pair"},
        "HL-8": {"gloves": "at most 30 min", "gown": "at most 2 h"},
        "HL-9": {}, "HL-10": {}, "HL-11": {},
        "HL-12": {
            "every": "should be at most 6 month",
            "cyclophosphamide": "should be at most 1.00 ng_per_cm2",
        },
        "HL-13": {}, "HL-14": {}, "HL-15": {}, "HL-16": {},
    },
}  # fmt: skip


def rows_of(name):
    return read_edition(Path(LIMITS) / f"{name}.toml").rows


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_of_a_place_stands_as_it_was_seen(name):
    found: dict[str, dict[str, str]] = {}
    for row in rows_of(name):
        figures = found.setdefault(row.rule, {})
        if row.part:
            figures[row.part] = f"{row.comparator} {row.value} {row.unit}"
    assert found == FIGURES[name]


@pytest.mark.parametrize("name", FIGURES)
def test_what_was_only_recalled_says_so(name):
    for row in rows_of(name):
        recalled = row.citation.source.startswith("recalled")
        assert row.status != "verified-secondary" or not recalled, row.rule
        assert not row.confirmed
