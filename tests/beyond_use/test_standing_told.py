import json

import pytest

from beyond_use.standing_judges import stand
from beyond_use.standing_reading import read_standing
from beyond_use.standing_told import as_data, as_text
from tests.beyond_use.standing_examples import EXAMPLES, GRADES, LAW


@pytest.mark.parametrize("name", GRADES)
def test_the_answer_as_data_has_its_keys_and_as_text_its_grade(name):
    facts = read_standing(EXAMPLES / f"{name}.toml")
    found = stand(facts, LAW)
    data = json.loads(json.dumps(as_data(facts.question, found, LAW.name)))
    assert data["allowed"] is found.allowed
    assert data["grade"] == found.grade
    assert data["categories"] == [int(one) for one in found.categories]
    keys = {"rule", "state", "effect", "says", "citation", "confirmed", "lifted_by", "group"}
    assert all(set(one) == keys for one in data["reasons"])
    assert len(data["exits"]) == len(found.exits)
    assert data["at"] == "2026-11-25T09:00:00-05:00"
    text = as_text(facts.question, found, LAW.name)
    assert found.told in text
    assert all(one.says in text for one in found.open)
