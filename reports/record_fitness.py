"""Whether the work might begin: the grade, what was not in order, and where the facts came from."""

from reports.facts import Facts, LocalTime, listed, said
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
    page.write(f"Grade: {said(found, 'grade')}. {said(found, 'told')}.", BODY, bold=1)
    if found.get("signed"):
        _signed(page, found["signed"], LocalTime(said(record, "facility", "zone", absent="UTC")))
    page.write(f"{kept} of {len(reasons)} rules were kept.", BODY)
    if open_:
        Table(page, COLUMNS).write([_row(one) for one in open_])
    page.skip(0.8)
    page.write("Each rule that was asked stands at the end.", SMALL, grey=SOFT)
    page.write(f"Facts from: {'; '.join(_sources(found))}", SMALL, grey=SOFT)


def _signed(page: Page, signed: Facts, local: LocalTime) -> None:
    """Write on whose signature the work began, where nothing might have been made."""
    by = f"Begun on the signature of {said(signed, 'by')}, {said(signed, 'capacity')}"
    page.write(f"{by}, {local.second(said(signed, 'at'))}.", BODY, bold=1)
    page.write(f"Reason: {said(signed, 'reason')}", BODY)
    page.write(f"Made by {said(signed, 'maker')} for {said(signed, 'patient')}.", BODY)
    page.write(f"Signed for: {', '.join(listed(signed, 'rules'))}.", BODY)
    page.write(f"It allows {said(signed, 'allows')}. Not {said(signed, 'forbids')}.", SMALL)
    page.write(f"It asks for {'; '.join(listed(signed, 'asks'))}.", SMALL)


def rules_asked(page: Page, record: Facts) -> None:
    """Write every rule that was asked at the beginning, under what it is about."""
    reasons = listed(record.get("fitness") or {}, "reasons")
    if not reasons:
        return
    page.heading("Rules asked at the beginning")
    for group in dict.fromkeys(said(one, "group") for one in reasons):
        page.write(group, SMALL, bold=1)
        for one in reasons:
            if one.get("group") == group:
                page.need(2 * SMALL)
                page.write(_asked(one), SMALL)
        page.skip(0.8)


def _asked(one: Facts) -> str:
    doubt = "" if one.get("confirmed") else " (not confirmed)"
    return f"{said(one, 'rule')}, {said(one, 'state')}{doubt}: {said(one, 'says')}"


def _row(one: Facts) -> tuple[Mark, str, str, str, str]:
    mark = Mark("no data" if said(one, "state") == "not known" else "warning")
    says = f"{said(one, 'says')}\n{said(one, 'citation')}"
    return mark, said(one, "rule"), says, said(one, "costs"), said(one, "lifted_by")


def _sources(found: Facts) -> list[str]:
    told: dict[str, list[str]] = {}
    for one in listed(found, "sources"):
        told.setdefault(said(one, "source"), []).append(said(one, "about"))
    return [f"{source} ({', '.join(about)})" for source, about in told.items()]
