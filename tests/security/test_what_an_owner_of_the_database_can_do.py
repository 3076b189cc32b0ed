"""Changes that no type, no eye and no comparison in Python would tell apart are found as well."""

import json
from sqlite3 import connect

import pytest
from sqlalchemy import text

from compounding.errors import TriggersMissing
from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import open_database
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from compounding.preparation.models import FormulaVersion
from tests.ledger.fresh import NOW, fresh_database
from tests.ledger.tampering import unprotect
from webapp.commands import initialise, verify_record

CONTENT = {"high_alert": True, "steps": 1}


@pytest.fixture
def opened(tmp_path):
    made = fresh_database(tmp_path)
    with made.entry(by=SYSTEM, at=NOW) as unit:
        row = FormulaVersion(slug="x", version=1, name="X", content=CONTENT)
        unit.write(Verb.FORMULA_VERSION_ENTER, "formula x", row)
    assert verify(made).ok
    unprotect(made)
    yield made
    made.close()


def change(database, statement, **values):
    with database.engine.begin() as connection:
        connection.execute(text(statement), values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE head SET signature = upper(signature)",
        "UPDATE head SET signature = ' ' || signature",
        "UPDATE entry SET before = 'null'",
    ],
)
def test_another_spelling_of_the_same_is_found(opened, statement):
    change(opened, statement)
    assert verify(opened).count > 0


def test_a_truth_turned_into_a_number_is_found(opened):
    forged = json.dumps({**CONTENT, "high_alert": 1}, sort_keys=True, separators=(",", ":"))
    change(opened, "UPDATE formula_version SET content = :content", content=forged)
    assert verify(opened).reasons == ["entry 1: formula_version 1: content was changed"]


def test_a_record_whose_triggers_are_gone_can_still_be_verified(tmp_path):
    initialise(tmp_path / "data", "Sample Pharmacy", "UTC", "", lambda _: None)
    file = tmp_path / "data" / "firstair.sqlite3"
    with connect(file) as raw:
        raw.execute("DROP TRIGGER firstair_update_facility")
        raw.execute("UPDATE facility SET name = 'Forged'")
    raw.close()
    said = []
    assert verify_record(tmp_path / "data", None, said.append) is False
    assert "facility 1: name was changed" in " ".join(said)
    assert "no longer refused of: facility" in " ".join(said)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER helpful AFTER INSERT ON person BEGIN SELECT 1; END",
        "CREATE TRIGGER helpful AFTER INSERT ON web_session BEGIN SELECT 1; END",
        "DROP INDEX ux_act_accepted_once",
    ],
)
def test_a_trigger_of_another_hand_or_a_lost_rule_is_named_and_not_opened(tmp_path, statement):
    made = fresh_database(tmp_path)
    assert verify(made).unguarded == []
    change(made, statement)
    table = "web_session" if "web_session" in statement else "person"
    assert verify(made).unguarded == (["act"] if "INDEX" in statement else [table])
    with pytest.raises(TriggersMissing, match="triggers alone"):
        open_database(str(made.engine.url), made.keys)
    made.close()
