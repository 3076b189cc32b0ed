from copy import deepcopy
from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from beyond_use.errors import BeyondUseError
from beyond_use.standing_judges import stand
from beyond_use.standing_reading import SECTIONS, standing_facts
from beyond_use.standing_told import as_data, as_text
from tests.beyond_use.standing_examples import FILES, LAW

JUNK = (
    0, -1, 1, 3, 10**30, True, False, 1.5, float("nan"), "", "x", "not known", "hood 1",
    [], {}, [1], ["x"], ["x at 3 degC"], ["36524 days at 20 to 25 degC"],
    date(1900, 1, 1), date(2026, 11, 25), date(2026, 12, 1), date(9000, 12, 31), time(3),
    datetime(2026, 11, 25, 8), datetime(2026, 11, 26, 8), datetime(9000, 12, 31, 23, 59, 59),  # noqa: DTZ001 - as a file writes them
    "0 in_wc", "-300 degC", "1e999 degC", "NaN degC", "0 g", "-5 g", "5 min", "200 percent",
)  # fmt: skip
KEYS = [(section, key) for section in SECTIONS for key in section.keys]


def littered(data, section, name, junk, which):
    """Put junk in the place of a key, where its table stands in the file."""
    held = data if not section.name else data.setdefault(section.name, [{}] if section.many else {})
    rows = held if isinstance(held, list) else [held]
    rows[which % len(rows)][name] = junk


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(JUNK), st.integers(0, 9)),
        min_size=1,
        max_size=2,
    ),
)
def test_whatever_a_standing_file_says_it_is_answered_or_refused_in_words(name, litter):
    data = deepcopy(FILES[name])
    for (section, key), junk, which in litter:
        littered(data, section, key.name, deepcopy(junk), which)
    try:
        facts = standing_facts("a file", data)
        found = stand(facts, LAW)
    except BeyondUseError:
        return
    assert as_data(facts.question, found, LAW.name)["grade"] == found.grade
    assert found.told in as_text(facts.question, found, LAW.name)
