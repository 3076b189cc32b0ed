"""The calculators: each on its own page, its question in the address so that it can be repeated.

For checking by anyone who is signed in; nothing asked here is remembered.
"""

from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from formulas.catalogue import CALCULATORS
from reports.working import working_paper
from webapp.calc.asking import LONGEST, Attempt, attempt, chapters, matching
from webapp.calc.telling import NOT_CONFIRMED, as_command, example_of, is_unconfirmed
from webapp.calc.writing import writing
from webapp.doors import SIGNED_IN, door
from webapp.house import house

LONGEST_SEARCH = 100
blueprint = Blueprint("calculators", __name__, url_prefix="/calculators")


@blueprint.get("")
@door(SIGNED_IN)
def home() -> ResponseReturnValue:
    """Every calculator by subject, or those that a search finds."""
    words = request.args.get("find", "")[:LONGEST_SEARCH].strip()
    found = matching(words)
    return render_template(
        "calculators/list.html",
        found=sum(len(subject.calculators) for subject in found),
        chapters=chapters(found),
        words=words,
        count=len(CALCULATORS),
    )


@blueprint.get("/<name>")
@door(SIGNED_IN)
def one(name: str) -> ResponseReturnValue:
    """One calculator: what it takes, and its answer to what the address asks."""
    calculator = CALCULATORS.get(name) or abort(404)
    given = {each.name: request.args.get(each.name, "").strip() for each in calculator.inputs}
    asked = any(each.name in request.args for each in calculator.inputs)
    return render_template(
        "calculators/one.html",
        calculator=calculator,
        given=given,
        typed={name: text for name, text in given.items() if text},
        came=attempt(calculator, given) if asked else Attempt(),
        asked=asked,
        example=example_of(calculator),
        longest=LONGEST,
        not_confirmed=NOT_CONFIRMED,
    )


@blueprint.get("/<name>.pdf")
@door(SIGNED_IN)
def paper(name: str) -> ResponseReturnValue:
    """The working of one calculation on paper, to be checked by hand; what is refused is a page."""
    calculator = CALCULATORS.get(name) or abort(404)
    given = {each.name: request.args.get(each.name, "").strip() for each in calculator.inputs}
    came = attempt(calculator, given)
    if came.working is None:
        return redirect(f"{url_for('.one', name=name)}?{urlencode(given)}")
    made = working_paper(
        came.working.to_dict(),
        house().settings.facility,
        house().now(),
        sample=house().settings.sample,
    )
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{calculator.name}.pdf"'
    return answer


@blueprint.app_template_global()
def calculator_url(name: str, given: dict[str, str]) -> str:
    """Give the address where a calculation can be repeated, or an empty text if there is none."""
    return (
        f"{url_for('calculators.one', name=name)}?{urlencode(given)}" if name in CALCULATORS else ""
    )


blueprint.add_app_template_global(as_command)
blueprint.add_app_template_global(writing)
blueprint.add_app_template_global(is_unconfirmed)
