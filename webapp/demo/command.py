"""`firstair demo`: a throw-away sample pharmacy to look at, or one whole walk without a browser."""

import sys
from io import TextIOWrapper
from pathlib import Path

import click


@click.command()
@click.option("--headless", is_flag=True, help="Walk one whole dose without a browser, then end.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Headless: put the record, its proof and its papers into this folder.",
)
@click.option("--fault", default="", help="Break an instrument in this way; the walk must fail.")
@click.option("--database", default="", help="An empty database instead of a file of its own.")
@click.option("--port", default=0, help="Serve on this port; any free one otherwise.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def main(
    headless: bool,  # noqa: FBT001 - click passes flags by name
    out: Path | None,
    fault: str,
    database: str,
    port: int,
    no_browser: bool,  # noqa: FBT001 - click passes flags by name
) -> None:
    """Start a throw-away pharmacy with sample data and simulated instruments.

    Nothing of it outlives the command; Ctrl+C ends it.
    """
    _speak_plainly()
    if headless:
        from webapp.demo.walker import walk_alone

        walk_alone(out, fault, database, port, click.echo)
    else:
        from webapp.demo.visit import receive_visitor

        receive_visitor(fault, database, port, click.echo, browser=not no_browser)


def _speak_plainly() -> None:
    """A terminal that cannot write ✓ or ° gets a question mark, and each line comes at once."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace", line_buffering=True)
