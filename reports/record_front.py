"""The first sheet of a batch record: whose it is, what was decided, and what deserves a look."""

from reports.facts import NOT_RECORDED, Facts, LocalTime, as_text, listed, said
from reports.glyphs import printable, width_mm
from reports.marks import Mark, Word
from reports.page import BODY, HAIRLINE, INK, SMALL, SOFT, TITLE, Page, line_height, rule
from reports.spelling import measured
from reports.tables import Column, Kind, Table, pairs
from reports.words import decision_word, mark_of, outcome_word, with_commas

_DECISION_MARK = {"RELEASED": "fine", "REJECTED": "alarm", "WASTED": "alarm"}


def banner(page: Page, record: Facts) -> None:
    """Write patient, drug and dose: large enough to be the first thing read."""
    order, patient = record.get("order") or {}, (record.get("order") or {}).get("patient") or {}
    start = page.y
    page.write(f"{said(order, 'drug')} {with_commas(said(order, 'dose'))}", TITLE, bold=1)
    page.write(f"in {with_commas(said(order, 'base'))}", 11, bold=1)
    page.skip(1.2)
    page.write(said(patient, "name"), 11, bold=1)
    page.write(_identity(patient), BODY)
    page.skip(1)
    _alerts(page, record)
    if page.y > start:
        rule(page.pdf, (page.left, page.y), (page.right, page.y), INK, 0.25)
    page.skip(1.5)


def _identity(patient: Facts) -> str:
    return "   ·   ".join(
        (
            said(patient, "identifier"),
            f"born {said(patient, 'birth_date')}",
            said(patient, "location"),
        )
    )


def _alerts(page: Page, record: Facts) -> None:
    formula = record.get("formula") or {}
    words = [
        word
        for key, word in (("high_alert", "HIGH ALERT"), ("hazardous", "HAZARDOUS DRUG"))
        if formula.get(key)
    ]
    x = page.left
    for word in words:
        width = width_mm(word, 8, bold=True) + 2.4
        Word(word, 8).draw(page.pdf, (x, page.y), width)
        x += width + 2
    page.skip(6.5 if words else 0)


def decision(page: Page, record: Facts, local: LocalTime) -> None:
    """Write what was decided, by whom and what their signature meant."""
    decided = record.get("decision")
    word = decision_word(said(decided, "kind")) if decided else "NOT RELEASED – IN QUARANTINE"
    page.need(14)
    Mark(_DECISION_MARK.get(word, "warning")).draw(page.pdf, (page.left, page.y + 1), 4)
    page.line(printable(word), 13, x=page.left + 6, bold=1)
    if decided:
        page.write(_signed(record, decided, local), BODY, indent=6)
        if decided.get("reason"):
            page.write(f"Reason: {decided['reason']}", BODY, indent=6, bold=1)
    else:
        page.write("No pharmacist has decided about this bag. It may not leave.", BODY, indent=6)
    page.skip(1)


def _signed(record: Facts, decided: Facts, local: LocalTime) -> str:
    mine = [
        signature
        for signature in listed(record, "signatures")
        if (signature.get("person"), signature.get("at")) == (decided.get("by"), decided.get("at"))
    ]
    when = local.second(decided.get("at"))
    if not mine:
        return f"By {said(decided, 'by')}, {when}."
    seen = said(mine[-1], "shown_digest")
    role, meaning = said(mine[-1], "role"), said(mine[-1], "meaning")
    return (
        f"Signed by {said(decided, 'by')} ({role}), {when}, meaning “{meaning}”. "
        f"Digest of what was on the screen: {seen}"
    )


def glance(page: Page, record: Facts) -> None:
    """Write the facts a checker asks for first, each with its sign."""
    rows = [
        (Mark(kind), word, text)
        for kind, word, text in (
            _steps(record),
            _bag(record) if record.get("given") else _dose(record),
            _until(record),
            _room(record),
            _inspected(record),
            _unconfirmed(record),
        )
    ]
    page.heading("At a glance")
    Table(page, (Column("", 0.035), Column("", 0.2), Column("", 0.765)), BODY).write(rows)
    troubles = [as_text(text) for text in listed(record, "exceptions")]
    if troubles:
        page.heading("Exceptions")
        Table(page, (Column("", 0.035), Column("", 0.965)), BODY).write(
            [(Mark("warning"), text) for text in troubles]
        )


def _steps(record: Facts) -> tuple[str, str, str]:
    steps = listed(record, "steps")
    bad = [said(step, "number") for step in steps if mark_of(said(step, "outcome")) != "fine"]
    if not steps:
        return "no data", "Steps", "no step is recorded"
    if bad:
        return "warning", "Steps", f"{len(steps)} steps; look at {', '.join(bad)}"
    return "fine", "Steps", f"all {len(steps)} accepted or confirmed"


def _dose(record: Facts) -> tuple[str, str, str]:
    dose = record.get("delivered_dose")
    if not dose:
        return "no data", "Delivered dose", NOT_RECORDED
    verdict = said(dose, "verdict")
    band = f"{said(dose, 'low')} to {said(dose, 'high')}"
    text = f"{said(dose, 'delivered')}, band {band}: {outcome_word(verdict)}"
    return mark_of(verdict), "Delivered dose", text


def _bag(record: Facts) -> tuple[str, str, str]:
    """The content of a nutrition bag as the balance showed it last."""
    last: Facts = next((x for x in listed(record, "steps") if x.get("key") == "bag-final"), {})
    if not last.get("net") or not last.get("band"):
        return "warning", "Finished bag", "its content was not proved by weight"
    low, high = said(last, "band", "low"), said(last, "band", "high")
    text = (
        f"content {said(last, 'net')}, band {low} to {high}: {outcome_word(said(last, 'outcome'))}"
    )
    return mark_of(said(last, "outcome")), "Finished bag", with_commas(text)


def _until(record: Facts) -> tuple[str, str, str]:
    storage = record.get("storage")
    for date in listed(record, "beyond_use"):
        if date.get("storage") == storage and date.get("until"):
            if (record.get("fitness") or {}).get("signed"):
                return "warning", "Beyond use", f"{said(date, 'until_local')}, not to be kept"
            return "fine", "Beyond use", f"{said(date, 'until_local')}, {storage}"
    return "alarm", "Beyond use", f"no date for storage: {as_text(storage) or NOT_RECORDED}"


def _room(record: Facts) -> tuple[str, str, str]:
    grades = [said(finding, "grade") for finding in listed(record, "room", "findings")]
    if not any(point.get("samples") for point in listed(record, "room", "points")):
        return "no data", "Room", "no readings of the room belong to this record"
    counts = [f"{grades.count(grade)} {grade}" for grade in dict.fromkeys(grades)]
    grave = "alarm" if "red" in grades else "warning" if set(grades) - {"noted"} else "fine"
    return grave, "Room", ", ".join(counts) or "within its limits throughout"


def _inspected(record: Facts) -> tuple[str, str, str]:
    result = said(record, "inspection", "result")
    return mark_of(result), "Inspection", f"{result}, by {said(record, 'inspection', 'by')}"


def _unconfirmed(record: Facts) -> tuple[str, str, str]:
    if record.get("unconfirmed") is None:
        return "no data", "Figures", "not recorded whether they are confirmed"
    count = len(record["unconfirmed"])
    if not count:
        return "fine", "Figures", "all confirmed"
    return "warning", "Figures", f"{count} not confirmed, listed at the end"


def order(page: Page, record: Facts, local: LocalTime) -> None:
    """Write the order as it was verified, and the formula it was made by."""
    asked, formula = record.get("order") or {}, record.get("formula") or {}
    verified = asked.get("verified") or {}
    page.heading("Order and formula")
    rows = [
        ("Order", said(asked, "number")),
        ("Entered by", _by(asked, "entered_by", "entered_at", local)),
        ("Route and rate", with_commas(f"{said(asked, 'route')}, {said(asked, 'rate')}")),
        ("Due", f"{local.minute(asked.get('due'))} ({said(asked, 'urgency')})"),
        ("Note", said(asked, "note", absent="none")),
        ("Order verified by", _by(verified, "person", "at", local)),
        (
            "Master formulation",
            with_commas(said(formula, "name")) + f", version {said(formula, 'version')}",
        ),
        ("Final volume", with_commas(said(formula, "final_volume"))),
        ("Formula approved by", _by(formula, "approved_by", "approved_at", local)),
        ("Prepared, signed by", _by(record.get("prepared") or {}, "person", "at", local)),
    ]
    pairs(page, rows)


def _by(facts: Facts, person: str, when: str, local: LocalTime) -> str:
    return f"{said(facts, person)}, {local.minute(facts.get(when))}"


def place(page: Page, record: Facts, local: LocalTime) -> None:
    """Write where it was made and the proof that the balance could be trusted."""
    where = record.get("place") or {}
    balance = where.get("balance") or {}
    page.heading("Place and balance")
    rows = [
        ("Place", f"{said(where, 'room')}, {said(where, 'hood')} ({said(where, 'area')})"),
        ("Work began", local.second(record.get("clock_started_at"))),
        ("Balance", f"{said(balance, 'name')}, {said(balance, 'readability')} readable"),
        ("Repeatability", said(balance, "repeatability", absent="not recorded")),
        ("Line, serial number", f"{said(balance, 'line')}, {said(balance, 'device')}"),
        ("Calibration due", local.minute(balance.get("calibration_due"))),
        ("Uncertainties", said(balance, "uncertainty_source")),
    ]
    pairs(page, rows)
    page.skip(2)
    columns = (
        Column("", 0.035),
        Column("Check weight", 0.165, Kind.FIGURE),
        Column("Shown", 0.15, Kind.FIGURE),
        Column("Tolerance", 0.15, Kind.FIGURE),
        Column("", 0.02),
        Column("Checked by", 0.48),
    )
    Table(page, columns).write(
        [_check_weight(check, local) for check in listed(balance, "checks")],
        "No check weights are recorded for this day.",
    )


def _check_weight(check: Facts, local: LocalTime) -> tuple[Mark | str, ...]:
    passed = check.get("passed")
    return (
        Mark("fine" if passed else "alarm"),
        measured(check.get("nominal")),
        measured(check.get("shown")),
        measured(check.get("tolerance")),
        "",
        f"{_by(check, 'by', 'at', local)}: {'passed' if passed else 'FAILED'}",
    )


def signature_block(page: Page, record: Facts, local: LocalTime) -> None:
    """Write every signature: printed name, time, meaning, and the digest of what was shown."""
    page.heading("Signatures")
    rows = [
        (
            said(signature, "person"),
            said(signature, "role"),
            said(signature, "meaning"),
            local.second(signature.get("at")),
            said(signature, "shown_digest"),
        )
        for signature in listed(record, "signatures")
    ]
    columns = (
        Column("Printed name", 0.22, Kind.STRONG),
        Column("Role", 0.13),
        Column("Meaning", 0.13),
        Column("Signed at", 0.2),
        Column("Digest of what was shown", 0.32),
    )
    Table(page, columns).write(rows, "No signature.")
    page.write(
        "Electronic signatures: each asked again for the second factor and is bound to the "
        "digest of what was on the screen.",
        SMALL,
        grey=SOFT,
    )


def facility(page: Page, record: Facts) -> None:
    """Write whose paper it is, small, above everything."""
    name, zone = said(record, "facility", "name"), said(record, "facility", "zone")
    contact = said(record, "facility", "contact", absent="no contact given")
    page.write(f"{name}   ·   {contact}   ·   times are local to {zone}", SMALL, grey=SOFT)
    page.skip(line_height(SMALL) * 0.3)
    rule(page.pdf, (page.left, page.y), (page.right, page.y), HAIRLINE)
    page.skip(1.5)
