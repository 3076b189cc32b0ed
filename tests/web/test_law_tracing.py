"""A rule is traced to the functions and tests that name it, by reading their source."""

import pytest

from webapp.lawbook.tracing import traces

RULES = ("A-1", "A-11", "B-1", "LB-1", "LB-2")


@pytest.fixture
def traced(tmp_path):
    """What is found in a tree with one module, one test file, and cases where they are given."""

    def trace(code="", test="", cases="", other=""):
        for folder, name, text in (
            ("beyond_use", "room.py", code),
            ("beyond_use", "other.py", other),
            ("tests/beyond_use", "test_room.py", test),
            ("beyond_use/cases", "some.toml", cases),
        ):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
        return traces(RULES, tmp_path)

    return trace


def names(places):
    return [place.name for place in places]


def test_a_function_that_names_a_rule_is_found_and_no_other(traced):
    code = 'def asks(law):\n    return law.row("A-1")\n\ndef silent():\n    return "A-111"\n'
    found = traced(code)
    assert names(found["A-1"].functions) == ["asks"]
    assert found["A-1"].functions[0].path == "beyond_use/room.py"
    assert found["A-11"].functions == []


def test_a_constant_leads_to_the_functions_that_read_it(traced):
    code = (
        'RULE = "A-1"\nBOTH: tuple = (RULE, "B-1")\nLEFT, RIGHT = "LB-1", "LB-2"\n'
        "def asks():\n    return BOTH\n\n"
        "def also():\n    return RULE\n\n"
        "def calls():\n    return asks()\n"
    )
    found = traced(code)
    assert names(found["A-1"].functions) == ["also", "asks"]
    assert names(found["B-1"].functions) == ["asks"]
    assert found["LB-1"].functions == []


def test_a_constant_of_another_module_is_followed_through_its_import(traced):
    code = 'RULE = "A-1"\nOWN = "B-1"\n'
    other = (
        "from beyond_use.room import RULE as ASKED\n"
        "def asks():\n    return ASKED\n\n"
        "def another(OWN):\n    return OWN\n"
    )
    found = traced(code, other=other)
    assert [(one.path, one.name) for one in found["A-1"].functions] == [
        ("beyond_use/other.py", "asks")
    ]
    assert found["B-1"].functions == []


def test_a_method_is_found_by_its_class(traced):
    code = 'class Room:\n    kept = "B-1"\n\n    def asks(self):\n        return "A-1"\n'
    found = traced(code, 'from beyond_use.room import Room\ndef test_it():\n    Room("A-1")\n')
    assert names(found["A-1"].functions) == ["Room.asks"]
    assert names(found["A-1"].tests) == ["test_it"]


def test_a_docstring_explains_and_does_not_name(traced):
    code = 'def asks():\n    """Keep A-1."""\n'
    found = traced(code)["A-1"]
    assert (names(found.functions), names(found.explained_in)) == ([], ["asks"])


def test_the_letters_of_a_family_name_every_rule_of_it(traced):
    found = traced('def label():\n    return "LB"\n\ndef short():\n    return "A"\n')
    assert names(found["LB-1"].functions) == names(found["LB-2"].functions) == ["label"]
    assert found["A-1"].functions == []


CODE = 'def asks():\n    return "A-1"\n\ndef calls():\n    return asks()\n'


@pytest.mark.parametrize(
    ("test", "tests", "through"),
    [
        ('def test_it():\n    assert calls() == "A-1"\n', ["test_it"], []),
        ("def test_it():\n    assert calls()\n", [], ["tests/beyond_use/test_room.py"]),
        ('def test_it():\n    assert "A-1"\n', [], []),
        ('WANTED = "A-1"\n\ndef test_it():\n    calls() == WANTED\n', ["test_it"], []),
        (
            'def wanted():\n    return "A-1"\n\ndef test_it(wanted):\n    calls() == wanted\n',
            ["test_it"],
            [],
        ),
        ('def helper():\n    return calls() == "A-1"\n', [], []),
    ],
)
def test_a_test_exercises_what_it_names_and_calls(traced, test, tests, through):
    found = traced(CODE, f"from beyond_use.room import calls\n\n{test}")["A-1"]
    assert (names(found.tests), list(found.through)) == (tests, through)


def test_a_fixture_around_the_tests_is_followed(traced, tmp_path):
    traced(CODE)
    (tmp_path / "tests" / "beyond_use" / "conftest.py").write_text(
        "from beyond_use.room import calls\n\ndef answer():\n    return calls()\n"
    )
    found = traced(CODE, 'def test_it(answer):\n    assert answer == "A-1"\n')["A-1"]
    assert names(found.tests) == ["test_it"]


def test_what_a_module_hands_on_is_followed(traced):
    other = "from beyond_use.room import asks\n"
    test = 'from beyond_use.other import asks\n\ndef test_it():\n    assert asks() == "A-1"\n'
    assert names(traced(CODE, test, other=other)["A-1"].tests) == ["test_it"]


def test_published_cases_stand_beside_the_rules_they_ask_for(traced):
    cases = '[[date]]\nid = "C2"\nrules = ["A-1", "B-1"]\n[[air]]\nid = "C1"\nrules = ["A-1"]\n'
    found = traced(CODE, cases=cases)
    assert (found["A-1"].cases, found["B-1"].cases) == (["C1", "C2"], ["C2"])
    assert (found["B-1"].untested, found["LB-1"].untested) == (False, True)


def test_what_nothing_names_is_untested(traced):
    found = traced()["A-1"]
    assert found.untested
    assert [*found.functions, *found.explained_in, *found.tests, *found.through] == []
