"""One person: roles, badge, unlocking, a new link, leaving and coming back."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from compounding.ledger.invitations import invite
from compounding.ledger.people import (
    Role,
    disable,
    enable,
    give_badge,
    grant,
    person_of,
    revoke,
    roles_of,
    take_badge,
)
from compounding.ledger.sessions import close_sessions_of
from compounding.ledger.tries import unlock
from webapp.admin import blueprint
from webapp.admin.acts import LINK_LASTS, acting, done, told
from webapp.admin.people import chosen_roles, link_page, person_view
from webapp.doors import door
from webapp.errors import NotNow
from webapp.house import house
from webapp.scans import answer_scan, scanned_text
from webapp.visitor import visitor


@blueprint.get("/people/<int:person_id>")
@door(Role.ADMIN, Role.PHARMACIST)
def one(person_id: int) -> ResponseReturnValue:
    """Everything that can be changed about one person."""
    with house().database.reading() as session:
        view = person_view(session, person_of(session, person_id))
    return render_template("admin/person.html", view=view, roles=list(Role))


@blueprint.post("/people/<int:person_id>/roles")
@door(Role.ADMIN)
def roles(person_id: int) -> ResponseReturnValue:
    """Give and take roles until they are the ticked ones."""
    wanted = set(chosen_roles(request.form.getlist("role")))
    _refuse_giving_up(person_id, keeps=Role.ADMIN in wanted)
    with acting() as unit:
        held = roles_of(unit.session, person_id)
        for role in sorted(wanted - held):
            grant(unit, person_id, role)
        for role in sorted(held - wanted):
            revoke(unit, person_id, role, request.form.get("reason", ""))
    return done("Roles changed.", ".one", person_id=person_id)


@blueprint.post("/people/<int:person_id>/badge")
@door(Role.ADMIN)
def badge(person_id: int) -> ResponseReturnValue:
    """Hand over a badge."""
    with acting() as unit:
        give_badge(unit, person_id, told(request.form.get("badge"), "The badge"))
    return done("Badge given.", ".one", person_id=person_id)


@blueprint.post("/badges/take")
@door(Role.ADMIN)
def lost_badge() -> ResponseReturnValue:
    """A badge was lost or handed back."""
    with acting() as unit:
        reason = told(request.form.get("reason"), "The reason")
        take_badge(unit, told(request.form.get("badge"), "The badge"), reason)
    return done("The badge opens nothing any more.", ".people")


@blueprint.post("/badges/read")
@door(Role.ADMIN)
def read_badge() -> ResponseReturnValue:
    """Put a scanned badge into the page's badge field."""
    return answer_scan("ok", scanned_text())


@blueprint.post("/people/<int:person_id>/unlock")
@door(Role.ADMIN, Role.PHARMACIST)
def let_try_again(person_id: int) -> ResponseReturnValue:
    """Unlock a colleague after five wrong tries; nobody unlocks themselves."""
    with acting() as unit:
        unlock(unit, person_id, request.form.get("reason", ""))
    return done("Unlocked.", ".one", person_id=person_id)


@blueprint.post("/people/<int:person_id>/link")
@door(Role.ADMIN)
def link(person_id: int) -> ResponseReturnValue:
    """A new link by which the person chooses new secrets."""
    with acting() as unit:
        person = person_of(unit.session, person_id)
        token = invite(unit, [], unit.at + LINK_LASTS, person_id=person_id)
    return link_page(person, token)


@blueprint.post("/people/<int:person_id>/standing")
@door(Role.ADMIN)
def standing(person_id: int) -> ResponseReturnValue:
    """Let a person in no more, or again; their sessions end at once."""
    active = request.form.get("active") == "yes"
    _refuse_giving_up(person_id, keeps=active)
    with acting() as unit:
        act = enable if active else disable
        act(unit, person_id, told(request.form.get("reason"), "The reason"))
    if not active:
        close_sessions_of(house().database, person_id)
    return done("Let in again." if active else "Let in no more.", ".one", person_id=person_id)


def _refuse_giving_up(person_id: int, *, keeps: bool) -> None:
    """An installation must not lose its last administrator by a slip of the hand."""
    if visitor.person is not None and visitor.person.id == person_id and not keeps:
        raise NotNow(
            what="You would take your own administration away.",
            meaning="Nothing was changed.",
            do="Ask another administrator to do it.",
        )
