"""The commands that read the law or judge by it. None needs an installation."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

FAULT = 3


class Judging(click.Command):
    """A command whose exit code 1 is a judgement, so that a fault of ours must never end with 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click gives any
        """Run the command; whatever fails within becomes one plain line and the exit code 3."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as trouble:  # noqa: BLE001 - whatever it is, it is no judgement
            said = " ".join(str(trouble).split())
            told = (
                "First Air failed within itself, so nothing was decided; this is no refusal. "
                f"Report it, with the file: {type(trouble).__name__}: {said}"
            )
            if ctx.params.get("as_json"):
                click.echo(json.dumps({"error": told}, indent=2))
            click.echo(told, err=True)
            ctx.exit(FAULT)


@click.group()
def law() -> None:
    """The figures of the law: list them, show a rule, check the files."""


DAY = click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The law of this day, as 2026-11-25, instead of today's.",
)
OVERLAY = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="NAME",
    help="Under this overlay, by its name or as a .toml file; may be given again.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


@law.command("list", cls=Judging)
@DAY
@OVERLAY
@AS_JSON
def law_list(day: datetime | None, overlays: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Every figure in force, one in a line."""
    from webapp.house import wall_clock
    from webapp.lawbook.command import list_law

    sys.exit(list_law((day or wall_clock()).date(), overlays, click.echo, as_json=as_json))


@law.command("show", cls=Judging)
@click.argument("rule")
@DAY
@OVERLAY
@AS_JSON
def law_show(rule: str, day: datetime | None, overlays: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """One rule whole: its figures, where they stand, where they were seen."""
    from webapp.house import wall_clock
    from webapp.lawbook.command import show_rule

    sys.exit(show_rule(rule, (day or wall_clock()).date(), overlays, click.echo, as_json=as_json))


@law.command("check", cls=Judging)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@AS_JSON
def law_check(files: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Read every file of the law, and these beside them: chapters, overlays, or folders of them."""
    from webapp.lawbook.command import check_files

    sys.exit(check_files(files, click.echo, as_json=as_json))


@click.command(cls=Judging)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@OVERLAY
@AS_JSON
def bud(file: Path, overlays: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """The beyond-use date of a file of facts, with every limit and reason."""
    from webapp.bud_command import tell_date

    sys.exit(tell_date(file, overlays, click.echo, as_json=as_json))


@click.command(cls=Judging)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@OVERLAY
@AS_JSON
def standing(file: Path, overlays: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """What a person may make here and now, by a file of facts."""
    from webapp.standing_command import tell_standing

    sys.exit(tell_standing(file, overlays, click.echo, as_json=as_json))
