"""How long First Air takes to start: its command line, and its first page.

The floor is the same interpreter that does nothing. The peer of the first page is the smallest
Flask application on the same web server.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path

from measure import ROOT, Arm, Figures, options, table, timed

MAIN = "from webapp.cli import main; main()"
PATIENCE = 30.0  # seconds a server may take to answer
SMALL = """
import sys
from cheroot.wsgi import Server
from flask import Flask
app = Flask("small")
app.get("/sign-in")(lambda: "page")
Server(("127.0.0.1", int(sys.argv[1])), app).start()
"""


def python(*words: str) -> list[str]:
    return [sys.executable, *words]


def firstair(*words: str) -> list[str]:
    return python("-c", MAIN, *words)


def finished(command: Sequence[str]) -> Arm:
    """From the start of a program to its end."""
    return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def first_page(command: Sequence[str], *more: str) -> Arm:
    """From the start of a server to the whole of its first page."""

    def arm() -> float:
        port = free_port()
        words = [word.replace("PORT", str(port)) for word in (*command, *more)]
        began = time.perf_counter()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(words, cwd=ROOT, **quiet) as run:
            try:
                wait_for_page(port, run)
                return time.perf_counter() - began
            finally:
                run.terminate()

    return arm


def wait_for_page(port: int, run: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and run.poll() is None:
        asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            asking.request("GET", "/sign-in")
            answer = asking.getresponse()
            assert answer.status == 200, answer.status
            assert answer.read()
        except ConnectionRefusedError:
            time.sleep(0.002)
        else:
            return
        finally:
            asking.close()
    message = "the server did not come up"
    raise TimeoutError(message)


def main() -> None:
    told = options(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        finished(firstair("init", "--data", str(data)))()
        commands = {
            "python -c pass": finished(python("-c", "pass")),
            "firstair --version": finished(firstair("--version")),
            "firstair --help": finished(firstair("--help")),
        }
        pages = {
            "first page of a one-line Flask application": first_page(python("-c", SMALL, "PORT")),
            "first page of firstair serve": first_page(
                firstair("serve", "--data", str(data), "--port", "PORT")
            ),
        }
        figures = Figures()
        for _ in range(told.rounds):
            figures.take(commands, 1 if told.quick else 10)
            figures.take(pages, 1 if told.quick else 3)
    print(table(figures, "python -c pass"))


if __name__ == "__main__":
    main()
