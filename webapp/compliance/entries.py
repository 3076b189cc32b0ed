"""The log of entries: who did what, when, to what, before and after, and why."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from compounding.ledger.canonical import canonical
from compounding.ledger.entry import Entry
from compounding.ledger.proof import proof_of
from compounding.ledger.verbs import Verb
from webapp.compliance import READERS, blueprint
from webapp.compliance.days import Window, asked, window
from webapp.doors import door
from webapp.house import house

PAGE = 50
LONGEST_FILTER = 200
FILTERS = ("who", "verb", "subject", "from", "to")


@dataclass(frozen=True)
class EntryFilter:
    """What the address asks for; its fields are the address's own words."""

    who: str
    verb: str
    subject: str
    below: int | None
    days: Window | None

    def question(self) -> Select[Entry]:
        """Newest first; one row more than a page tells whether there are older ones."""
        asked = select(Entry).order_by(Entry.number.desc()).limit(PAGE + 1)
        if self.who:
            asked = asked.where(Entry.actor_name == self.who)
        if self.verb:
            asked = asked.where(Entry.verb == self.verb)
        if self.subject:
            asked = asked.where(Entry.subject.contains(self.subject, autoescape=True))
        if self.days:
            asked = asked.where(Entry.at >= self.days.start, Entry.at < self.days.end)
        if self.below:
            asked = asked.where(Entry.number < self.below)
        return asked


def asked_for(now: datetime) -> EntryFilter:
    """The filter of this request's address."""
    args = request.args
    dated = args.get("from") or args.get("to")
    zone = house().settings.time_zone
    return EntryFilter(
        who=args.get("who", "")[:LONGEST_FILTER],
        verb=args.get("verb", "")[:LONGEST_FILTER],
        subject=args.get("subject", "")[:LONGEST_FILTER],
        below=args.get("below", type=int),
        days=window(args.get("from"), args.get("to"), now, zone) if dated else None,
    )


def actors(session: Session) -> list[str]:
    """Everyone who ever acted."""
    return list(session.scalars(select(Entry.actor_name).distinct().order_by(Entry.actor_name)))


@blueprint.get("/entries")
@door(*READERS)
def entries() -> ResponseReturnValue:
    """A page of entries; the filter stands in the address."""
    here = house()
    wanted = asked_for(here.now())
    with here.database.reading() as session:
        found = list(session.scalars(wanted.question()))
        everyone = actors(session)
    shown = found[:PAGE]
    args = asked(request.args, *FILTERS)
    older = url_for(".entries", **args, below=shown[-1].number) if len(found) > PAGE else ""
    return render_template(
        "compliance/entries.html",
        entries=shown,
        wanted=wanted,
        everyone=everyone,
        verbs=list(Verb),
        older=older,
        filter=args,
    )


@blueprint.get("/entries/<int:number>")
@door(*READERS)
def entry(number: int) -> ResponseReturnValue:
    """One entry with everything it holds."""
    with house().database.reading() as session:
        found = session.get(Entry, number)
    return render_template("compliance/entry.html", entry=found) if found else abort(404)


@blueprint.get("/entries/<int:number>/proof.json")
@door(*READERS)
def proof(number: int) -> ResponseReturnValue:
    """The proof that the entry is in the log, for whoever wants to check it elsewhere."""
    with house().database.reading() as session:
        content = canonical(proof_of(session, number))
    name = f"entry-{number}-proof.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/json", headers=headers)
