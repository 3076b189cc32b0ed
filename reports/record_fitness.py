"""Whether the work might begin: the grade, what was not in order, and where the facts came from."""

from reports.facts import Facts, listed, said
from reports.marks import Mark
from reports.page import BODY, SMALL, SOFT, Page
from reports.tables import Column, Table

COLUMNS = (
    Column("", 0.035),
    Column("Rule", 0.11),
    Column("What was found", 0.5),
    Column("Costs", 0.17),
    Column("Lifted by", 0.185),
)


def fitness(page: Page, record: Facts) -> None:
    """Write what was judged of person, room, hood and papers when the work began."""
    found = record.get("fitness")
    if not found:
        return
    page.heading("Fit to begin")
    reasons = listed(found, "reasons")
    open_ = [one for one in reasons if one.get("costs")]
    kept = len(reasons) - len(open_)
    page.write(f"{said(found, 'told')}. {kept} of {len(reasons)} rules were kept.", BODY)
    if open_:
        Table(page, COLUMNS).write([_row(one) for one in open_])
    page.skip(0.8)
    page.write(f"Rules kept: {', '.join(_kept(reasons))}", SMALL, grey=SOFT)
    page.write(f"Facts from: {'; '.join(_sources(found))}", SMALL, grey=SOFT)


def _row(one: Facts) -> tuple[Mark, str, str, str, str]:
    mark = Mark("no data" if said(one, "state") == "not known" else "warning")
    says = f"{said(one, 'says')}\n{said(one, 'citation')}"
    return mark, said(one, "rule"), says, said(one, "costs"), said(one, "lifted_by")


def _kept(reasons: list[Facts]) -> list[str]:
    return list(dict.fromkeys(said(one, "rule") for one in reasons if not one.get("costs")))


def _sources(found: Facts) -> list[str]:
    told: dict[str, list[str]] = {}
    for one in listed(found, "sources"):
        told.setdefault(said(one, "source"), []).append(said(one, "about"))
    return [f"{source} ({', '.join(about)})" for source, about in told.items()]
