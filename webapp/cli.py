"""The command line.  Heavy libraries are imported by the command that needs them."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from webapp import __version__
from webapp.cli_law import bud, law, standing

DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: Path(os.environ.get("FIRSTAIR_DATA") or Path.home() / "firstair"),
    show_default="$FIRSTAIR_DATA, or firstair in your home folder",
    help="The data folder of the installation.",
)


class Spoken(click.Group):
    """Says our own errors in their own words; anything else keeps its trace."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click gives any
        """Run the command; a refusal becomes a plain message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as trouble:
            if not _is_ours(trouble):
                raise
            raise click.ClickException(str(trouble)) from trouble


def _is_ours(trouble: Exception) -> bool:
    """Every room's errors live in a module named errors, and speak to people."""
    module = type(trouble).__module__
    return module.partition(".")[0] in _ROOMS and module.endswith("errors")


_ROOMS = {"webapp", "reports", "compounding", "beyond_use", "formulas", "sensors"}


@click.group(cls=Spoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="First Air")
def main() -> None:
    """Sterile compounding and cleanroom compliance: weigh, room and record in one place.

    New here? `firstair demo` starts a throw-away pharmacy with simulated instruments.
    """


@main.command()
@DATA
@click.option("--facility", default="Pharmacy", show_default=True, help="Its name on records.")
@click.option("--zone", default="UTC", show_default=True, help="Its time zone, as America/Denver.")
@click.option("--database", default="", help="A database address instead of a file of its own.")
def init(data: Path, facility: str, zone: str, database: str) -> None:
    """Make a new installation and its first administrator's link."""
    from webapp.commands import initialise

    initialise(data, facility, zone, database, click.echo)


@main.command()
@DATA
@click.option("--host", help="Listen here instead of where firstair.toml says.")
@click.option("--port", type=click.IntRange(0, 65535), help="Listen on this port instead.")
@click.option(
    "--clear-text", is_flag=True, help="Serve other machines without TLS, behind a proxy."
)
def serve(data: Path, host: str | None, port: int | None, clear_text: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Serve pages, live screens and agents until Ctrl+C."""
    from webapp.commands import serve_installation

    serve_installation(data, host, port, click.echo, clear_text=clear_text)


@main.command()
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("agent.toml"),
    show_default=True,
    help="The agent's own file, which lists its devices.",
)
def agent(config: Path) -> None:
    """Bring the readings of this computer's instruments in."""
    from webapp.commands import run_the_agent

    run_the_agent(config)


@main.command()
@DATA
@click.option("--for", "handle", default="", help="New secrets for this person, by handle.")
def invite(data: Path, handle: str) -> None:
    """Make a one-time link for an administrator or new secrets."""
    from webapp.commands import make_link

    make_link(data, handle, click.echo)


@main.command()
@DATA
@click.option(
    "--head",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An older signed head, such as an agent's head.json.",
)
def verify(data: Path, head: Path | None) -> None:
    """Recompute the record; name the first entry that is wrong."""
    from webapp.commands import verify_record

    sys.exit(0 if verify_record(data, head, click.echo) else 1)


@main.command()
@DATA
def upgrade(data: Path) -> None:
    """Bring an older database up to this version."""
    from webapp.commands import upgrade_database

    upgrade_database(data, click.echo)


@main.command()
@DATA
@click.option("--json", "as_json", is_flag=True, help="One JSON object for a monitoring program.")
def doctor(data: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Look at what the installation rests on; say what to do."""
    from webapp.doctor import examine, tell

    findings = examine(data)
    tell(findings, click.echo, as_json=as_json)
    sys.exit(0 if all(finding.ok for finding in findings) else 1)


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="list | NAME [KEY=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def calc(words: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Calculate, with every line of the working: calc list, calc help NAME."""
    from webapp.calc.command import calculate

    sys.exit(calculate(words, click.echo, as_json=as_json))


@main.command()
@click.option(
    "--cases",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Run only this file of cases, TOML or JSON; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="The protocol as one JSON object.")
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the protocol to this file, to be signed.",
)
def qualify(cases: tuple[Path, ...], as_json: bool, pdf: Path | None) -> None:  # noqa: FBT001 - click passes flags by name
    """Run published cases through this installation; say which hold."""
    from webapp.qualifying import qualify_installation

    sys.exit(qualify_installation(cases, pdf, click.echo, as_json=as_json))


@main.group()
def devices() -> None:
    """See what instruments there are, and what they said."""


@devices.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
def devices_list(as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Tell this computer's serial ports, and the balances First Air speaks."""
    from webapp.devices import list_devices

    list_devices(click.echo, as_json=as_json)


@devices.command("probe")
@click.option("--url", required=True, help="A port, or socket://host:port.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
def devices_probe(url: str, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Find out which balance answers there; say what to write in agent.toml."""
    from webapp.devices import probe_balance

    probe_balance(url, click.echo, as_json=as_json)


@devices.command("capture")
@click.option("--protocol", required=True, help="What the balance speaks.")
@click.option("--url", required=True, help="A port, or socket://host:port.")
@click.option("--settings", default="", help='How the line is set, as "9600 8N1".')
@click.option("--seconds", default=10.0, show_default=True, help="How long.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new file.")
def devices_capture(protocol: str, url: str, settings: str, seconds: float, out: Path) -> None:
    """Talk to a balance and write down every byte with its time."""
    from webapp.devices import capture_line

    pieces = capture_line(protocol, url, settings, seconds, out)
    click.echo(f"{pieces} pieces written to {out}")


@devices.command("replay")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def devices_replay(file: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Say what a captured balance said, line by line."""
    from webapp.devices import replay_capture

    sys.exit(replay_capture(file, click.echo, as_json=as_json))


@devices.command("parse")
@click.option("--protocol", required=True, help="Whose bytes these are: mt-sics, gs1, ….")
@click.option("--hex", "digits", default="", help="The bytes, two hexadecimal digits each.")
@click.option("--text", default="", help=r"The same as text, with \r\n for the end of a line.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
def devices_parse(protocol: str, digits: str, text: str, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Say what some bytes of an instrument mean, or why they are refused."""
    from webapp.devices import parse_bytes

    sys.exit(parse_bytes(protocol, digits, text, click.echo, as_json=as_json))


for command in (law, bud, standing):
    main.add_command(command)


@main.group()
def simulate() -> None:
    """Run simulated instruments on real lines."""


LISTEN = click.option(
    "--listen", default="pty", show_default=True, help="HOST:PORT, or pty on Linux and macOS."
)
FAULT = click.option("--fault", default="", help="Begin broken in this way.")


@simulate.command("balance")
@click.option("--protocol", default="mt-sics", show_default=True, help="What it speaks.")
@LISTEN
@FAULT
def simulate_balance(protocol: str, listen: str, fault: str) -> None:
    """A balance moved by words on standard input: place 19.96, remove, fault drift, quit."""
    from sensors.simulated.command import simulate_balance as run

    run(protocol, listen, fault, words=sys.stdin, say=click.echo)


@simulate.command("room")
@click.option("--profile", default="firstair-simulated-room", show_default=True, help="Its map.")
@LISTEN
@FAULT
def simulate_room(profile: str, listen: str, fault: str) -> None:
    """A room instrument moved by words on standard input: set pressure 0.031, quit."""
    from sensors.simulated.command import simulate_room as run

    run(profile, listen, fault, words=sys.stdin, say=click.echo)


@main.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    options_metavar="[OPTIONS]",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="")
def demo(words: tuple[str, ...]) -> None:
    """Start a throw-away pharmacy with simulated instruments."""
    from webapp.demo.command import main as run

    run(args=list(words), prog_name="firstair demo")
