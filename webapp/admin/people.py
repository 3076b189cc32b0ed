"""Who works here, and what they may do."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.invitations import invite
from compounding.ledger.people import Person, Role, add_person, is_active, roles_of, secret_hash
from compounding.ledger.tries import is_locked
from webapp.admin import blueprint
from webapp.admin.acts import LINK_LASTS, acting, told
from webapp.doors import door
from webapp.errors import BadRequestText
from webapp.house import house
from webapp.signing_in.entry import go_to

SECRETS = ("password", "pin")


@dataclass(frozen=True)
class PersonView:
    """One person as the list shows them."""

    person: Person
    roles: tuple[Role, ...]
    active: bool
    locked: bool
    secrets: tuple[str, ...]


def person_view(session: Session, person: Person) -> PersonView:
    """What is known of a person, their secrets by kind only."""
    return PersonView(
        person,
        tuple(sorted(roles_of(session, person.id))),
        is_active(session, person.id),
        is_locked(session, person.id),
        tuple(kind for kind in SECRETS if secret_hash(session, person.id, kind)),
    )


@blueprint.get("")
@door(Role.ADMIN)
def home() -> ResponseReturnValue:
    """Administration begins with the people."""
    return go_to(url_for(".people"))


@blueprint.get("/people")
@door(Role.ADMIN, Role.PHARMACIST)
def people() -> ResponseReturnValue:
    """Everyone, in the order they came; a pharmacist comes here to unlock a colleague."""
    with house().database.reading() as session:
        everyone = [
            person_view(session, person)
            for person in session.scalars(select(Person).order_by(Person.id))
        ]
    return render_template("admin/people.html", people=everyone, roles=list(Role))


@blueprint.post("/people")
@door(Role.ADMIN)
def add() -> ResponseReturnValue:
    """Enrol a person and show the link by which they choose their own secrets."""
    form = request.form
    with acting() as unit:
        person = add_person(
            unit,
            told(form.get("handle"), "The name to sign in with").lower(),
            told(form.get("name"), "The full name"),
            chosen_roles(form.getlist("role")),
        )
        token = invite(unit, [], unit.at + LINK_LASTS, person_id=person.id)
    return link_page(person, token)


def link_page(person: Person, token: str) -> ResponseReturnValue:
    """Show a link once."""
    link = url_for("signing_in.invitation", token=token, _external=True)
    return render_template("admin/link.html", person=person, link=link, lasts=LINK_LASTS)


def chosen_roles(names: list[str]) -> list[Role]:
    """The roles of a form; an unknown one is refused."""
    try:
        return [Role(name) for name in names]
    except ValueError as trouble:
        raise BadRequestText(
            what="There is no such role.",
            meaning="Nothing was recorded.",
            do="Load the page again.",
        ) from trouble
