"""One commit point: all entries of a unit or none, numbered without a hole."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

import compounding
from compounding.errors import (
    LedgerDamaged,
    NestedEntry,
    NeverChanged,
    NotAPerson,
    NotInAnEntry,
    NotPlain,
)
from compounding.ledger.actor import SYSTEM, Actor
from compounding.ledger.canonical import canonical
from compounding.ledger.database import open_database
from compounding.ledger.entry import Entry
from compounding.ledger.heads import Head, head_stands, last_head
from compounding.ledger.merkle import leaf_hash
from compounding.ledger.people import Person, RoleGrant
from compounding.ledger.proof import leaf_of
from compounding.ledger.triggers import remove_triggers
from compounding.ledger.unit import entry
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP, NOW


def add(unit, handle, **words):
    return unit.write(
        Verb.PEOPLE_PERSON_ADD, f"person {handle}", Person(handle=handle, name="Demo"), **words
    )


def add_then_fail(unit):
    add(unit, "a")
    add(unit, "b", extra={"weight": 1.5})


def count(database, model):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_an_entry_says_who_what_when_where_and_why(database, technician):
    with database.entry(by=technician, at=NOW, station="hood-2") as unit:
        number = add(unit, "new", before={"x": "1"}, extra={"seen": "2"}, reason="asked for").number
    with database.reading() as session:
        made = session.get(Entry, number)
        person = session.scalars(select(Person).where(Person.handle == "new")).one()
    assert (made.actor_kind, made.actor_id, made.actor_name) == (
        "person",
        technician.id,
        "Demo Technician",
    )
    assert (made.at, made.station, made.verb, made.subject) == (
        NOW,
        "hood-2",
        "people:person:add",
        "person new",
    )
    assert (made.before, made.reason, made.after["seen"]) == ({"x": "1"}, "asked for", "2")
    row = {"id": person.id, "entry_number": number, "handle": "new", "name": "Demo"}
    assert made.after["rows"] == [{"table": "person", "key": person.id, "row": row}]
    assert made.leaf == leaf_hash(canonical(leaf_of(made))).hex()


def test_several_writes_are_several_entries_and_one_head(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        numbers = [add(unit, handle).number for handle in ("a", "b", "c")]
    assert numbers == [1, 2, 3]
    with database.reading() as session:
        sizes = session.scalars(select(Head.size)).all()
        assert sizes == [3]
        assert head_stands(last_head(session))


def test_an_exception_takes_everything_back(database):
    with pytest.raises(NotPlain), database.entry(by=SYSTEM, at=NOW) as unit:
        add_then_fail(unit)
    assert [count(database, model) for model in (Person, Entry, Head)] == [0, 0, 0]
    with database.entry(by=SYSTEM, at=NOW) as unit:
        assert add(unit, "b").number == 1
    assert verify(database).ok


def test_a_unit_without_a_write_leaves_no_trace(database):
    with database.entry(by=SYSTEM, at=NOW):
        pass
    assert count(database, Head) == 0


def test_a_row_outside_write_never_reaches_the_database(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.add(Person(handle="x", name="x"))
        with pytest.raises(NotInAnEntry):
            unit.session.scalars(select(Person)).all()
        unit.session.expunge_all()
    with pytest.raises(NotInAnEntry), database.unrecorded() as session:
        session.add(Person(handle="x", name="x"))
    with pytest.raises(NotInAnEntry), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.add(Entry(number=9, verb="x"))
    assert count(database, Person) == 0


def test_a_row_that_rides_along_is_refused_as_well(database):
    grant = RoleGrant(person=Person(handle="x", name="x"), role="admin", granted=True)
    with pytest.raises(NotInAnEntry), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.write(Verb.PEOPLE_ROLE_GRANT, "person x", grant)
    assert count(database, Person) == 0


def test_a_recorded_row_is_neither_changed_nor_removed(database, technician):
    with pytest.raises(NeverChanged), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.get(Person, technician.id).name = "Somebody else"
    with pytest.raises(NeverChanged), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.delete(unit.session.get(Person, technician.id))
    with pytest.raises(NeverChanged), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.execute(update(Person).values(name="x"))
    with pytest.raises(NeverChanged), database.entry(by=SYSTEM, at=NOW) as unit:
        unit.session.execute(insert(Person).values(handle="x", name="x", entry_number=1))
    assert verify(database).ok


def test_looking_changes_nothing(database):
    with database.reading() as session:
        session.add(Person(handle="x", name="x"))
        with pytest.raises(NotInAnEntry):
            session.flush()


def test_a_value_that_cannot_be_covered_stops_the_entry(database):
    with pytest.raises(NotPlain), database.entry(by=SYSTEM, at=NOW) as unit:
        add(unit, "x", extra={"weight": 1.5})
    assert count(database, Person) == 0


@pytest.mark.usefixtures("technician")
def test_a_broken_rule_of_the_table_takes_the_entry_back(database):
    with pytest.raises(IntegrityError), database.entry(by=SYSTEM, at=NOW) as unit:
        add(unit, "tech")
    assert verify(database).ok


def test_entries_do_not_nest(database):
    with (
        pytest.raises(NestedEntry),
        database.entry(by=SYSTEM, at=NOW),
        database.entry(by=SYSTEM, at=NOW),
    ):
        pass
    with database.entry(by=SYSTEM, at=NOW) as unit:
        assert add(unit, "after").number == 1


def test_only_a_person_answers_for_an_act(database, technician):
    with database.entry(by=Actor("agent", 1, "hood-1"), at=NOW) as unit, pytest.raises(NotAPerson):
        _ = unit.person_id
    with entry(database, by=technician, at=NOW) as unit:
        assert unit.person_id == technician.id


@pytest.mark.parametrize("undone", [True, False])
def test_what_must_leave_a_trace_leaves_it_even_when_the_unit_is_undone(database, undone):
    class UndoneError(Exception):
        pass

    def run():
        with database.entry(by=SYSTEM, at=NOW) as unit:
            unit.in_any_case(lambda last: add(last, "trace"))
            add(unit, "work")
            if undone:
                raise UndoneError

    if undone:
        with pytest.raises(UndoneError):
            run()
    else:
        run()
    with database.reading() as session:
        assert session.scalars(select(Person.handle).order_by(Person.id)).all() == (
            ["trace"] if undone else ["work", "trace"]
        )
    assert verify(database).ok


def test_many_threads_and_two_programs_leave_no_hole(database, url, keys):
    other = open_database(url, keys, cost=CHEAP)
    troubles = []

    def work(which, name):
        try:
            for turn in range(10):
                with which.entry(by=SYSTEM, at=NOW) as unit:
                    add(unit, f"{name}-{turn}-a")
                    add(unit, f"{name}-{turn}-b")
        except Exception as trouble:  # noqa: BLE001 - shown by the assertion below
            troubles.append(trouble)

    threads = [
        threading.Thread(target=work, args=(which, f"t{n}"))
        for n, which in enumerate([database, other] * 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert troubles == []
    with database.reading() as session:
        numbers = session.scalars(select(Entry.number).order_by(Entry.number)).all()
        sizes = session.scalars(select(Head.size).order_by(Head.size)).all()
    assert (numbers, sizes) == (list(range(1, 161)), list(range(2, 161, 2)))
    assert count(database, Person) == 160
    assert verify(database).ok


@pytest.mark.usefixtures("technician")
def test_nothing_is_written_onto_a_log_that_was_altered(database):
    with database.engine.begin() as connection:
        remove_triggers(connection)
        connection.execute(Head.__table__.update().values(root="00" * 32))
    with pytest.raises(LedgerDamaged), database.entry(by=SYSTEM, at=NOW) as unit:
        add(unit, "x")


def test_the_ledger_holds_the_only_commit():
    house = Path(compounding.__file__).parents[1]
    places = [
        str(path.relative_to(house))
        for room in ("compounding", "reports", "webapp", "beyond_use", "formulas")
        for path in (house / room).rglob("*.py")
        if ".commit(" in path.read_text(encoding="utf-8")
    ]
    assert places == ["compounding/ledger/unit.py"]
    assert (house / places[0]).read_text(encoding="utf-8").count(".commit(") == 1
