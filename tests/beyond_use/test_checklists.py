from dataclasses import replace
from datetime import date

import pytest

from beyond_use.checklists import Checklist, When, check, fields, formula_on_file, kept_until
from beyond_use.errors import BadFacts
from beyond_use.law import Law
from beyond_use.reason import Effect, all_met, gravest


def ids(of, law):
    return [row.rule for row in fields(of, law)]


@pytest.mark.parametrize(
    ("of", "count"),
    [
        (Checklist.FORMULA, 11),
        (Checklist.RECORD, 14),
        (Checklist.LABEL, 14),
        (Checklist.RELEASE, 5),
        (Checklist.INSPECTION, 13),
    ],
)
def test_each_list_has_its_fields(law, of, count):
    assert sorted(ids(of, law)) == sorted(f"{of.value}-{each}" for each in range(1, count + 1))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("MFR-1", "name, strength"),
        ("MFR-2", "every ingredient"),
        ("MFR-3", "purity"),
        ("MFR-4", "container"),
        ("MFR-5", "procedure"),
        ("MFR-6", "description"),
        ("MFR-7", "storage"),
        ("MFR-8", "stability"),
        ("MFR-9", "quality control"),
        ("MFR-10", "sterilization"),
        ("MFR-11", "version"),
        ("CR-1", "name, strength"),
        ("CR-2", "master formulation"),
        ("CR-3", "date and time"),
        ("CR-4", "identification"),
        ("CR-5", "compounded"),
        ("CR-6", "verified"),
        ("CR-7", "each component"),
        ("CR-8", "lot and expiry"),
        ("CR-9", "weight or volume"),
        ("CR-10", "yield"),
        ("CR-11", "calculations"),
        ("CR-12", "beyond-use date"),
        ("CR-13", "quality control"),
        ("CR-14", "deviations"),
        ("LB-1", "identification"),
        ("LB-2", "active"),
        ("LB-3", "beyond-use date"),
        ("LB-4", "dosage form"),
        ("LB-5", "storage"),
        ("LB-6", "total volume"),
        ("LB-7", "multiple dose"),
        ("LB-8", "route"),
        ("LB-9", "handling"),
        ("LB-10", "warnings"),
        ("LB-11", "contact"),
        ("LB-12", "compounded"),
        ("LB-13", "final check"),
        ("LB-14", "hazardous"),
        ("RI-1", "looks"),
        ("RI-2", "no leak"),
        ("RI-3", "closure"),
        ("RI-4", "label"),
        ("RI-5", "again"),
        ("IQ-1", "staff list"),
        ("IQ-2", "certification"),
        ("IQ-3", "media fills"),
        ("IQ-4", "surface samples"),
        ("IQ-5", "pressure"),
        ("IQ-6", "cleaning"),
        ("IQ-7", "master formulas"),
        ("IQ-8", "stability reference"),
        ("IQ-9", "complaints"),
        ("IQ-10", "assessments of risk"),
        ("IQ-11", "sterility"),
        ("IQ-12", "licences"),
        ("IQ-13", "self-assessment"),
        ("P11-1", "closed system"),
        ("P11-2", "audit trail"),
        ("P11-3", "printed name"),
        ("P11-4", "bound to the record"),
        ("P11-5", "one person"),
        ("P11-6", "two components"),
        ("P11-7", "passwords"),
        ("P11-8", "never a claim"),
    ],
)
def test_each_field_says_what_it_is(law, rule, words):
    of = Checklist(rule.partition("-")[0])
    (field,) = [row for row in fields(of, law) if row.rule == rule]
    assert words in field.says.lower()


@pytest.mark.parametrize("of", list(Checklist))
def test_a_list_with_all_its_fields_is_whole(law, of):
    reasons = check(of, ids(of, law), law)
    assert all_met(reasons)
    assert all(one.citation.startswith("USP <") and one.says.endswith("yes.") for one in reasons)


@pytest.mark.parametrize("of", list(Checklist))
def test_each_field_left_out_is_told_and_no_other(law, of):
    every = ids(of, law)
    for missing in every:
        (against,) = [one for one in check(of, set(every) - {missing}, law) if not one.met]
        assert against.rule == missing
        assert against.lifted_by
        house = law.row(missing).status == "convention"
        noted = house or of in {Checklist.INSPECTION, Checklist.ELECTRONIC}
        assert against.effect is (Effect.NOTED if noted else Effect.NOTHING)


def test_an_empty_label_may_not_go_out(law):
    reasons = check(Checklist.LABEL, (), law)
    assert gravest(reasons) is Effect.NOTHING
    assert reasons[0].says == (
        "Internal identification number: no. It may not be released: label it again."
    )


@pytest.mark.parametrize(
    ("of", "when", "rules"),
    [
        (Checklist.RECORD, When.SEVERAL_PATIENTS_OR_NONSTERILE, {"CR-2", "CR-8"}),
        (Checklist.LABEL, When.NOT_AT_ROOM_TEMPERATURE, {"LB-5"}),
        (Checklist.LABEL, When.VOLUME_NOT_OBVIOUS, {"LB-6"}),
        (Checklist.LABEL, When.SPACE_ON_LABEL, {"LB-7"}),
        (Checklist.LABEL, When.SPECIAL_HANDLING, {"LB-9"}),
        (Checklist.LABEL, When.WARNINGS, {"LB-10"}),
        (Checklist.LABEL, When.LEAVES_FACILITY, {"LB-11"}),
        (Checklist.LABEL, When.HAZARDOUS, {"LB-14"}),
        (Checklist.RELEASE, When.WAS_STORED, {"RI-5"}),
        (Checklist.INSPECTION, When.HAZARDOUS, {"IQ-10"}),
    ],
)
def test_some_fields_are_asked_for_unless_they_are_known_not_to_matter(law, of, when, rules):
    asked = {one.rule for one in check(of, (), law)}
    spared = {one.rule for one in check(of, (), law, without={when})}
    assert asked - spared == rules


def test_a_field_that_is_not_on_the_list_is_refused(law):
    with pytest.raises(BadFacts, match="CR-1, LB-99 is not on the list label"):
        check(Checklist.LABEL, ("LB-99", "CR-1", "LB-1"), law)


@pytest.mark.parametrize(
    ("several", "nonsterile", "needed"),
    [
        (False, False, False),
        (True, False, True),
        (False, True, True),
        (True, True, True),
        (None, False, True),
        (False, None, True),
    ],
)
def test_a_formula_is_needed_for_several_patients_or_nonsterile_components(
    law, several, nonsterile, needed
):
    facts = {"several_patients": several, "nonsterile": nonsterile}
    for on_file, met in ((True, True), (False, False), (None, False)):
        reasons = formula_on_file(law, **facts, on_file=on_file)
        assert [one.rule for one in reasons] == ["REC-1"] * needed
        assert all(one.met is met for one in reasons)
    assert all(one.effect is Effect.NOTHING for one in reasons)


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (date(2026, 11, 25), date(2029, 11, 25)),
        (date(2028, 2, 29), date(2031, 2, 28)),
    ],
)
def test_records_are_kept_for_years(law, last, until):
    assert kept_until(last, law) == until


def test_a_state_that_asks_for_longer_is_kept(law):
    editions = [
        replace(
            one,
            rows=tuple(replace(row, value="5") if row.rule == "RT-1" else row for row in one.rows),
        )
        for one in law.editions
    ]
    longer = Law(law.in_force, law.until, tuple(editions))
    assert kept_until(date(2026, 11, 25), longer) == date(2031, 11, 25)
