"""A nutrition bag at the hood: from the signed order to any step that a test wants to look at."""

from compounding.preparation.nutrition.to_hood import Making, send_to_hood
from compounding.preparation.nutrition.walk_recipe import Stated
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.products import enter_product, product_in_force
from tests.builders import PIN, begun, carton, checked
from tests.preparation.nutrition_forms import adult_form, saved
from webapp.demo.hand import in_hand

SAMPLE = Stated("refrigerator", 216, "sample stability statement: not a citation, not for patients")
NEXT = "FA-C-NEXT"


def short_form(**other):
    """A bag of eight products: three poured, four drawn and weighed, zinc by eye."""
    form = adult_form()
    for key in ("sodium-acetate", "potassium-chloride", "magnesium-sulfate"):
        for part in ("amount", "unit", "product"):
            del form[f"salts-{key}.{part}"]
    for part in ("amount", "unit", "product"):
        del form[f"additives-selenium.{part}"]
    return {**form, "salts-sodium-chloride.product": "sodium-chloride-23.4-30ml", **other}


def sent(world, form=None, stability=(SAMPLE,)):
    """A nutrition order signed and sent to the hood; the number of the dose's order."""
    order_id = saved(world, form or short_form())
    with world.as_("pharmacist", "desk-1") as unit:
        making = Making("hood-2", "refrigerator", stability=stability)
        return send_to_hood(unit, order_id, making, secret=PIN).id


def opened(world, form=None, **other):
    """Its worksheet; nothing staged yet."""
    order = sent(world, form, **other)
    with world.as_("technician") as unit:
        return open_worksheet(unit, order, "hood-2").id


def staged(world, worksheet):
    """Every container scanned, everything wiped in."""
    state = world.state(worksheet)
    for role in state.missing_roles:
        heard = world.scan(worksheet, carton(state.recipe.component(role).product))
        assert heard.outcome == "accepted", heard.message
    assert world.scan(worksheet, NEXT).outcome == "accepted"
    return worksheet


def at_the_hood(world, form=None, **other):
    """Work has begun."""
    return begun(world, staged(world, opened(world, form, **other)))


def scan_all(world, worksheet):
    """What the step in hand asks to be scanned."""
    state = world.state(worksheet)
    while (slot := world.state(worksheet).next_slot) != "main":
        role = slot.removeprefix("scan:")
        text = (
            world.label(worksheet, role.removesuffix("-label"))
            if role.endswith("-label")
            else state.staged[role].sticker
        )
        assert world.scan(worksheet, text).outcome == "accepted"


def usual(world, worksheet):
    """What the thing of the step in hand weighs when all goes well, in grams."""
    with world.database.reading() as session:
        return in_hand(session, worksheet).grams


def do(world, worksheet):
    """The step in hand, done rightly."""
    step = world.state(worksheet).in_hand
    if step.kind == "check":
        checked(world, worksheet)
    elif step.kind == "label":
        world.scan(worksheet, NEXT)
        scan_all_labels(world, worksheet)
    else:
        scan_all(world, worksheet)
        if step.kind == "weigh":
            told = world.weigh(worksheet, usual(world, worksheet))
            assert told.done, told.message
        else:
            heard = world.scan(worksheet, NEXT)
            assert heard.outcome == "accepted", heard.message
    if step.number % 5 == 0:
        world.room()


def scan_all_labels(world, worksheet):
    world.scan(worksheet, world.label(worksheet, "final"))
    world.scan(worksheet, world.label(worksheet, "work"))


def up_to(world, worksheet, key):
    """Every step before the named one, done rightly."""
    while world.state(worksheet).in_hand.key != key:
        do(world, worksheet)
    return world.state(worksheet).in_hand


def keys(world, worksheet):
    """The steps that are done, by their keys."""
    state = world.state(worksheet)
    return [step.key for step in state.recipe.steps if step.number in state.done]


def card_of(world, code):
    with world.database.reading() as session:
        return dict(product_in_force(session, code).card)


def enter(world, card):
    """A new version of a product's card."""
    with world.as_("pharmacist", "desk-1") as unit:
        return enter_product(unit, card)
