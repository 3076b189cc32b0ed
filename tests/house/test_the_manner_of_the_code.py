"""The house habits over the whole tree, and each shown to catch its bad sample."""

import ast

import pytest

from tests.house import rules
from tests.house.tree import ROOT, Source, python_files, text_files

PYTHON_RULES = (
    rules.long_functions,
    rules.empty_names,
    rules.star_imports,
    rules.run_time_asserts,
    rules.stray_commits,
    rules.silent_exceptions,
    rules.looked_up_names,
    rules.own_clocks,
    rules.binary_floats,
    rules.values_that_change,
)
TEXT_RULES = (rules.machine_paths, rules.registry_addresses)


def complaints(rule, sources):
    """One text, so that a failing test shows all of them."""
    return "\n".join(complaint for source in sources for complaint in rule(source))


@pytest.mark.parametrize("rule", PYTHON_RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule_against(rule):
    assert complaints(rule, python_files()) == ""


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.__name__)
def test_the_text_keeps_the_rule_against(rule):
    sources = [source for source in text_files() if source.path != "tests/house/rules.py"]
    own = "tests/house/test_the_manner_of_the_code.py"
    assert complaints(rule, [source for source in sources if source.path != own]) == ""


def test_no_file_is_longer_than_a_person_reads():
    written = [s for s in text_files() if s.path.endswith((".py", ".html", ".js", ".css"))]
    assert complaints(rules.long_file, written) == ""


def test_every_exception_of_the_linter_has_its_reason():
    assert list(rules.unexplained_ignores((ROOT / "pyproject.toml").read_text())) == []


def sample(text, path="webapp/sample.py"):
    return Source(path, text)


def function_of(lines, decorator=""):
    body = "\n".join(f"    x = {number}" for number in range(lines))
    return sample(f'{decorator}\ndef act():\n    """Why."""\n{body}\n')


@pytest.mark.parametrize(("lines", "complains"), [(29, False), (30, False), (31, True)])
def test_a_function_has_at_most_thirty_lines(lines, complains):
    assert bool(list(rules.long_functions(function_of(lines)))) is complains


@pytest.mark.parametrize(("lines", "complains"), [(19, False), (20, False), (21, True)])
def test_a_view_has_at_most_twenty_lines(lines, complains):
    view = function_of(lines, decorator='@bp.post("/steps")')
    assert bool(list(rules.long_functions(view))) is complains


@pytest.mark.parametrize(("lines", "complains"), [(299, False), (300, False), (301, True)])
def test_a_file_has_at_most_three_hundred_lines(lines, complains):
    assert bool(list(rules.long_file(sample("x\n" * lines)))) is complains


BAD = {
    "a class named for nothing": (rules.empty_names, "class LotManager: ...\n"),
    "a star import": (rules.star_imports, "from formulas.quantity import *\n"),
    "an assert at run time": (rules.run_time_asserts, "assert dose > 0\n"),
    "a commit in a view": (rules.stray_commits, "session.commit()\n"),
    "a lint switched off silently": (rules.silent_exceptions, "x = eval(y)  # no" + "qa: S307\n"),
    "a type switched off silently": (
        rules.silent_exceptions,
        "x = y()  # type: " + "ignore[misc]\n",
    ),
    "a name looked up": (rules.looked_up_names, "step = getattr(book, name)\n"),
    "a folder of one machine": (rules.machine_paths, 'FOLDER = "/' + 'root/data"\n'),
    "a registry": (rules.registry_addresses, "see " + rules.REGISTRIES[0] + "\n"),
    "an undrawn error": (rules.undrawn_errors, '"""Nothing."""\nclass NoDate(Exception): ...\n'),
    "an undrawn branch": (rules.undrawn_errors, '"""Nothing."""\nfrom a.b_errors import NoDate\n'),
}
GOOD = {
    "a class named for a thing": (rules.empty_names, "class OpenedContainer: ...\n"),
    "a stop in words": (rules.run_time_asserts, "if dose <= 0: raise NoDose\n"),
    "a lint switched off aloud": (
        rules.silent_exceptions,
        "x = y()  # no" + "qa: S307 - the input is our own file\n",
    ),
    "a type switched off aloud": (
        rules.silent_exceptions,
        "x = y()  # type: " + "ignore[misc]  # pint types it Any\n",
    ),
    "a folder of everyone": (rules.machine_paths, 'FOLDER = "~/firstair"\n'),
    "a drawn error": (rules.undrawn_errors, '"""NoDate"""\nclass NoDate(Exception): ...\n'),
}


@pytest.mark.parametrize(("rule", "bad"), BAD.values(), ids=BAD)
def test_a_bad_sample_is_caught(rule, bad):
    assert list(rule(sample(bad)))


@pytest.mark.parametrize(("rule", "good"), GOOD.values(), ids=GOOD)
def test_a_good_sample_passes(rule, good):
    assert list(rule(sample(good))) == []


@pytest.mark.parametrize("room", ["formulas", "beyond_use", "compounding"])
def test_a_float_is_caught_where_something_is_decided(room):
    for bad in ("limit = 0.03\n", "dose = float(text)\n"):
        assert list(rules.binary_floats(sample(bad, f"{room}/sample.py")))
    assert not list(rules.binary_floats(sample('limit = Decimal("0.03")\n', f"{room}/sample.py")))


@pytest.mark.parametrize("room", ["formulas", "beyond_use"])
def test_a_value_that_can_be_changed_is_caught(room):
    text = "@dataclass{}\nclass Dose: ...\n"
    path = f"{room}/dose.py"
    assert list(rules.values_that_change(sample(text.format(""), path)))
    assert list(rules.values_that_change(sample(text.format("(frozen=True)"), path))) == []


def test_a_rule_that_reads_the_clock_is_caught():
    bad = sample("until = datetime.now(UTC) + lasts\n", "beyond_use/sample.py")
    assert list(rules.own_clocks(bad))


def test_the_ledger_alone_may_commit():
    assert not list(rules.stray_commits(sample("session.commit()\n", "compounding/ledger/unit.py")))


def test_a_file_named_for_nothing_is_caught():
    assert list(rules.empty_names(sample("", "webapp/utils.py")))
    assert list(rules.empty_names(sample("", "formulas/dose_helpers.py")))
    assert not list(rules.empty_names(sample("", "sensors/airwaves/serviced.py")))


def test_an_ignored_rule_without_reason_is_caught():
    text = '[tool.ruff.lint]\nignore = [\n  "D100",\n  "D104", # a name says it\n]\n'
    assert list(rules.unexplained_ignores(text)) == ['no reason for "D100",']


def test_bootstrap_can_be_read_by_an_old_python():
    text = (ROOT / "bootstrap.py").read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 6))
