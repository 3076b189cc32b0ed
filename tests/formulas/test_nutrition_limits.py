"""Tables of limits: what comes with First Air, what a site may write, what no table may say."""

import pytest

from formulas.errors import BadLimits, Loosened
from formulas.nutrition.limits import Comparator, Level, Status
from formulas.nutrition.limits_file import RULES, limits, read_limits, with_site
from formulas.nutrition.order import Patient
from formulas.quantity import qty

HEAD = "last_checked = 2026-11-25\nconfirmed = true\n"
ROW = {
    "id": "potassium-of-the-site",
    "parameter": "potassium",
    "comparator": "at most",
    "value": "80 mEq/L",
    "level": "pharmacist",
    "status": "site",
    "source": "table of the pharmacy committee",
}


def written(tmp_path, kind="limit", head=HEAD, **changed):
    row = {key: value for key, value in {**ROW, **changed}.items() if value is not None}
    lines = [f"{key} = {value if key in LISTS else repr(value)}" for key, value in row.items()]
    file = tmp_path / "site.toml"
    file.write_text(head + f"\n[[{kind}]]\n" + "\n".join(lines).replace("'", '"'))
    return file


LISTS = ("patients", "access", "fat")


def site(tmp_path, **changed):
    return with_site(limits(), [written(tmp_path, **changed)])


def rule(**changed):
    none = dict.fromkeys(("parameter", "comparator", "value"))
    return {
        **none,
        "kind": "rule",
        "id": "three-in-one-heparin",
        "says": "no heparin with fat",
        **changed,
    }


def test_every_rule_that_the_checks_know_stands_in_the_tables():
    assert set(limits().rules) == set(RULES)


def test_every_row_has_its_source_and_says_that_nobody_confirmed_it():
    table = limits()
    rows = [*table.limits.values(), *table.rules.values()]
    assert all(one.source for one in rows)
    assert set(table.unconfirmed) == {one.id for one in rows}
    assert all("unconfirmed" in one.told_source for one in rows)


def test_an_absolute_figure_is_a_label_s_or_the_house_s_own():
    absolutes = [one for one in limits().limits.values() if one.level is Level.ABSOLUTE]
    assert {one.status for one in absolutes} == {Status.HOUSE, Status.VERIFIED_SECONDARY}
    assert all("label" in one.source for one in absolutes if one.status is not Status.HOUSE)


def test_zinc_has_an_absolute_for_every_patient_marked_as_the_house_s_own():
    for patient in Patient:
        ours = [
            one
            for one in limits().limits.values()
            if one.parameter == "zinc"
            and patient in one.scope.patients
            and one.level is Level.ABSOLUTE
        ]
        assert ours
        assert all(one.status is Status.HOUSE and not one.confirmed for one in ours)


@pytest.mark.parametrize("ion", ["sodium", "potassium", "calcium", "magnesium", "phosphate"])
@pytest.mark.parametrize("patient", list(Patient))
def test_every_electrolyte_has_an_absolute_by_kg_by_day_by_litre_and_by_hour(ion, patient):
    bases = {
        one.value.unit.basis
        for one in limits().limits.values()
        if one.parameter == ion and patient in one.scope.patients and one.level is Level.ABSOLUTE
    }
    assert {"kg/day", "day", "L", "kg/h"} <= bases


def test_recalled_figures_are_counted_apart():
    assert "potassium-by-hour" in limits().recalled
    assert "zinc-ceiling-by-kg" not in limits().recalled


def test_a_site_adds_a_row_of_its_own(tmp_path):
    table = site(tmp_path)
    assert table.limits["potassium-of-the-site"].value == qty("80 mEq/L")
    assert len(table.limits) == len(limits().limits) + 1
    assert "potassium-of-the-site" not in table.unconfirmed


@pytest.mark.parametrize("value", ["99.9 mEq/L", "100 mEq/L", "9.9 mEq/dL"])
def test_an_absolute_may_be_tightened_or_left(tmp_path, value):
    row = {"id": "potassium-ceiling-by-litre", "level": "absolute", "value": value}
    table = site(tmp_path, **row)
    assert table.limits["potassium-ceiling-by-litre"].status is Status.SITE


@pytest.mark.parametrize("value", ["100.1 mEq/L", "0.1001 mEq/mL", "10.1 mEq/dL"])
@pytest.mark.parametrize("name", ["potassium-ceiling-by-litre", "another-row"])
def test_a_row_looser_than_an_absolute_is_refused(tmp_path, value, name):
    with pytest.raises(Loosened, match="potassium-ceiling-by-litre"):
        site(tmp_path, id=name, level="absolute", value=value)


@pytest.mark.parametrize("level", ["protocol", "pharmacist"])
def test_an_absolute_that_could_be_overridden_is_refused(tmp_path, level):
    with pytest.raises(Loosened):
        site(tmp_path, id="potassium-ceiling-by-litre", level=level)


def test_an_absolute_that_would_only_warn_is_refused(tmp_path):
    with pytest.raises(Loosened):
        site(tmp_path, id="potassium-ceiling-by-litre", level="absolute", status="recalled")


def test_an_absolute_for_fewer_patients_is_refused(tmp_path):
    row = {"id": "potassium-ceiling-by-litre", "level": "absolute"}
    with pytest.raises(Loosened, match="for fewer"):
        site(tmp_path, **row, patients='["adult"]')
    with pytest.raises(Loosened, match="for fewer"):
        site(tmp_path, **row, weight_from="3 kg")


def test_an_absolute_cannot_be_turned_into_a_limit_on_something_else(tmp_path):
    with pytest.raises(BadLimits, match="something else"):
        site(tmp_path, id="potassium-ceiling-by-litre", level="absolute", parameter="chloride")


def test_a_floor_is_loosened_downwards(tmp_path):
    floor = {
        "id": "floor",
        "parameter": "osmolarity",
        "comparator": "at least",
        "level": "absolute",
    }
    assert site(tmp_path, **floor, value="150 mOsm/L")
    assert site(tmp_path, **floor, value="151 mOsm/L")
    with pytest.raises(Loosened, match="osmolarity-floor"):
        site(tmp_path, **floor, value="149 mOsm/L")


def test_a_protocol_row_may_be_loosened(tmp_path):
    table = site(tmp_path, id="sodium-by-litre", parameter="sodium", value="200 mEq/L")
    assert table.limits["sodium-by-litre"].value == qty("200 mEq/L")


def test_an_absolute_rule_stays_absolute(tmp_path):
    assert site(tmp_path, **rule(level="absolute"))
    with pytest.raises(Loosened, match="three-in-one-heparin"):
        site(tmp_path, **rule(level="protocol"))
    with pytest.raises(Loosened, match="for fewer"):
        site(tmp_path, **rule(level="absolute", access='["central"]'))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"source": None}, "lacks its source"),
        ({"source": ""}, "lacks its source"),
        ({"status": None}, "lacks its status"),
        ({"maximum": "3"}, "'maximum' is no part of a row"),
        ({"parameter": "sodum"}, "neither a figure of a bag nor a substance"),
        ({"comparator": "below"}, "none of at most, at least"),
        ({"level": "hard"}, "none of protocol, pharmacist, absolute"),
        ({"status": "sure"}, "none of verified-secondary"),
        ({"value": "80 mg/L"}, "is not in mEq/day"),
        ({"value": "80 mEq"}, "is not in mEq/day"),
        ({"value": "80 mEq/bag"}, "is not in mEq/day"),
        ({"value": "a lot"}, "not a number"),
        ({"value": "-1 mEq/L"}, "less than nothing"),
        ({"patients": '["baby"]'}, "'baby' is none of neonate"),
        ({"patients": "[]"}, "must be a list"),
        ({"weight_from": "3 h"}, "is not in kg"),
    ],
)
def test_a_row_that_is_odd_is_refused(tmp_path, changed, words):
    with pytest.raises(BadLimits, match=words):
        read_limits([written(tmp_path, **changed)])


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("confirmed = true\n", "lacks its last_checked"),
        ("last_checked = 2026-11-25\n", "lacks its confirmed"),
        ('last_checked = 2026-11-25\nconfirmed = "yes"\n', "must be true or false"),
        ('last_checked = "today"\nconfirmed = true\n', "must be a day"),
        (HEAD + "[limits]\n", "'limits' is no table"),
        ("last_checked = \n", "not readable"),
    ],
)
def test_a_file_that_is_odd_is_refused(tmp_path, head, words):
    with pytest.raises(BadLimits, match=words):
        read_limits([written(tmp_path, head=head)])


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadLimits, match="not readable"):
        read_limits([tmp_path / "none.toml"])


def test_an_id_stands_once(tmp_path):
    file = written(tmp_path)
    with pytest.raises(BadLimits, match="stands twice"):
        read_limits([file, file])


def test_a_rule_that_no_check_knows_is_refused(tmp_path):
    with pytest.raises(BadLimits, match="no rule has that id"):
        read_limits([written(tmp_path, **rule(id="no-garlic", level="absolute"))])


def test_a_rule_of_thumb_may_only_warn(tmp_path):
    row = {"parameter": "calcium mEq/L times phosphate mmol/L", "value": "150"}
    assert read_limits([written(tmp_path, **row, level="protocol")])
    with pytest.raises(BadLimits, match="may only warn"):
        read_limits([written(tmp_path, **row, level="absolute")])


def test_a_site_chooses_which_osmolarity_gates(tmp_path):
    file = tmp_path / "osmolarity.toml"
    file.write_text('[osmolarity]\nadult = "F43"\nsource = "committee"\n')
    assert with_site(limits(), [file]).methods[Patient.ADULT] == "F43"
    file.write_text('[osmolarity]\nadult = "F99"\nsource = "committee"\n')
    with pytest.raises(BadLimits, match="'F99' is none of F40"):
        read_limits([file])
    file.write_text('[osmolarity]\nadult = "F43"\n')
    with pytest.raises(BadLimits, match="lacks its source"):
        read_limits([file])


def test_the_least_temperature_may_rise_and_never_fall(tmp_path):
    file = tmp_path / "temperature.toml"
    for warm in ("37 degC", "40 degC"):
        file.write_text(f'[temperature]\nneonate = "{warm}"\nsource = "committee"\n')
        assert with_site(limits(), [file]).temperatures[Patient.NEONATE] == qty(warm)
    file.write_text('[temperature]\nneonate = "36.9 degC"\nsource = "committee"\n')
    with pytest.raises(Loosened, match="temperature of neonate"):
        with_site(limits(), [file])
    file.write_text('[temperature]\nneonate = "warm"\nsource = "committee"\n')
    with pytest.raises(BadLimits):
        read_limits([file])


@pytest.mark.parametrize(
    ("comparator", "value", "kept"),
    [
        ("at most", "99.999 mEq/L", True),
        ("at most", "100 mEq/L", True),
        ("at most", "100.001 mEq/L", False),
        ("at least", "99.999 mEq/L", False),
        ("at least", "100 mEq/L", True),
        ("at least", "100.001 mEq/L", True),
    ],
)
def test_the_figure_itself_keeps_the_limit(comparator, value, kept):
    assert Comparator(comparator).keeps(qty(value), qty("100 mEq/L")) is kept
