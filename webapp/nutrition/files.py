"""Orders from a CSV file: read into the form, never saved from the file itself."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.errors import FileRefused
from compounding.preparation.nutrition.from_csv import COLUMNS, LARGEST, FileOrder, read_file
from webapp.doors import door
from webapp.house import house
from webapp.nutrition import blueprint
from webapp.nutrition.pages import drafted, form_page
from webapp.recording import UNFIT

MOST_TOLD = 20


@blueprint.get("/file")
@door(Role.PHARMACIST)
def file() -> ResponseReturnValue:
    """Where a file is given."""
    return file_page()


@blueprint.post("/file")
@door(Role.PHARMACIST)
def read() -> ResponseReturnValue:
    """Read a file: one order opens in the form, several are listed."""
    given = request.files.get("file")
    try:
        found = read_file(given.stream.read(LARGEST + 1) if given else b"")
    except FileRefused as trouble:
        return file_page(trouble.cells), UNFIT
    if len(found) > 1:
        return file_page(found=found)
    with house().database.reading() as session:
        return form_page(drafted(session, found[0].typed, None))


def file_page(
    wrong: tuple[tuple[int, str, str], ...] = (), found: tuple[FileOrder, ...] = ()
) -> str:
    """The question for a file, what is wrong with it, or the orders it holds."""
    return render_template(
        "nutrition/file.html",
        columns=COLUMNS,
        wrong=wrong[:MOST_TOLD],
        more=max(0, len(wrong) - MOST_TOLD),
        found=found,
    )
