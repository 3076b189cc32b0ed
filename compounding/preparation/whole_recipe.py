"""What a recipe must be before anything is made by it: whole, and safe in its order of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from compounding.preparation.errors import RecipeUnfit

if TYPE_CHECKING:
    from compounding.preparation.recipe import Recipe, Step

KINDS = ("weigh", "confirm", "check", "inspect", "label")
LABELS = ("final-label", "work-label")


def require_whole(recipe: Recipe) -> None:
    """Raises RecipeUnfit where a step refers to what is not there, or stands in a wrong place."""
    _require_end(recipe)
    _require_injections(recipe)
    for step in recipe.steps:
        if step.kind not in KINDS:
            message = (
                f"The step {step.key} of {recipe.name} is of no known kind. Correct the formula."
            )
            raise RecipeUnfit(message)
        _require_earlier(recipe, step)
        if (step.kind == "weigh") != (step.weight is not None):
            _unfit(recipe, f"{step.title} weighs without naming its weight, or the reverse")
        for role in (*step.scans, *step.weighed_of):
            if role not in LABELS:
                recipe.component(role)


def _require_earlier(recipe: Recipe, step: Step) -> None:
    """What is subtracted or compared with was weighed before."""
    earlier = recipe.steps[: step.number - 1]
    if step.minus is not None and step.minus not in {s.weight for s in earlier}:
        _unfit(recipe, f"{step.title} subtracts {step.minus}, which no earlier step weighs")
    if not set(step.compare_with) <= {s.key for s in earlier if s.kind == "weigh"}:
        _unfit(recipe, f"{step.title} compares with no earlier step")


def _require_end(recipe: Recipe) -> None:
    """Inspected and labelled last."""
    kinds = [step.kind for step in recipe.steps]
    if kinds[-2:] != ["inspect", "label"] or kinds.count("label") != 1:
        _unfit(recipe, "it does not end with one inspection and one labelling")


def _require_injections(recipe: Recipe) -> None:
    """One irreversible step, or several that each put in what was drawn for it alone."""
    injections = [step for step in recipe.steps if step.irreversible]
    if not injections and recipe.nutrition and any(step.poured for step in recipe.steps):
        return  # nothing but what is weighed in the bag itself
    if not injections:
        _unfit(recipe, "it does not name its one irreversible step")
    if len(injections) > 1 or injections[0].adds is not None:
        _require_each_its_own(recipe, injections)
    first = injections[0].number
    checked = any(step.kind == "check" and step.number < first for step in recipe.steps)
    if (recipe.high_alert or len(injections) > 1) and not checked:
        _unfit(recipe, "it is high-alert and no check stands before the irreversible step")


def _require_each_its_own(recipe: Recipe, injections: list[Step]) -> None:
    """Everything that was drawn goes in once, and a check stands between the two."""
    drawn = {step.key: step for step in recipe.steps if step.rework_from}
    added = [step.adds for step in injections]
    if None in added:
        _unfit(recipe, "it has several irreversible steps, and one does not name what it adds")
    if sorted(map(str, added)) != sorted(drawn):
        _unfit(recipe, "what is drawn is not each added once")
    for step in injections:
        before = drawn[str(step.adds)].number
        between = recipe.steps[before : step.number - 1]
        if before >= step.number or not any(each.kind == "check" for each in between):
            _unfit(recipe, f"no check stands between drawing and adding in {step.title}")


def _unfit(recipe: Recipe, why: str) -> NoReturn:
    message = f"{recipe.name} cannot be worked: {why}. Nothing was entered. Correct the formula."
    raise RecipeUnfit(message)
