"""First Air in one command, on nothing but Python.

    python3 bootstrap.py demo       a throw-away pharmacy with sample data and simulated instruments
    python3 bootstrap.py install    the command `firstair` in .venv/, without starting anything
    python3 bootstrap.py test       every check of the project, each with its verdict

What follows the verb is handed on, as in `demo --headless --out DIR` or `test -k weighing`.
Needs the network once; afterwards it starts without. Everything it makes is in .venv/ beside
this file, and deleting that folder undoes it.

Written so that Python 3.6 can still read it far enough to say what is missing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEEDED = (3, 11)
if sys.version_info < NEEDED:
    sys.exit(
        "First Air needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Install a newer one (python.org, your package manager, or pyenv), then run this again\n"
        "with it, for example: python3.11 bootstrap.py demo".format(*sys.version_info[:2])
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "installed.txt"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = SCRIPTS / ("python" + SUFFIX)
RUNTIME, DEVELOPMENT = HERE / "requirements.txt", HERE / "requirements-dev.txt"
ROOM_NEEDED = 10**9  # bytes: the packages take about 300 MB, the tools for testing 450 MB more
HEARD = {  # how a program is started whose words are kept, both channels in one text
    "cwd": HERE,
    "stdout": subprocess.PIPE,
    "stderr": subprocess.STDOUT,
    "text": True,
    "encoding": "utf-8",
    "errors": "replace",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Trouble(Exception):
    """Something a person has to put right; its text says what happened and what to do."""


# ------------------------------------------------------------------ the folder and its Python


def check_machine() -> None:
    """Find out before the download what would otherwise fail in the middle of it."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise Trouble(
                f"This Python has no '{module}' module, so no private environment can be made.\n"
                "On Debian or Ubuntu: apt install python3-venv, then run this again."
            )
    free = shutil.disk_usage(HERE).free
    if free < ROOM_NEEDED:
        raise Trouble(
            f"Only {free // 10**6} MB are free on this disk; the packages need 1000 MB.\n"
            f"Make room, or move the folder {HERE.name} to a larger disk, then run this again."
        )


def make_venv() -> None:
    """A private Python beside this file, made anew when the one found no longer runs."""
    test = f"import sys, pip; sys.exit(sys.version_info < {NEEDED})"
    if PYTHON.exists() and subprocess.call([PYTHON, "-c", test], stderr=subprocess.DEVNULL) == 0:
        return
    print(f"Making {VENV.name}/ ...", flush=True)
    try:
        VENV.mkdir(exist_ok=True)
        (VENV / "probe").write_text("can this folder be written?", encoding="utf-8")
    except OSError as trouble:
        raise Trouble(
            f"The folder {HERE} cannot be written ({trouble.strerror}).\n"
            "Copy First Air to a folder of your own and run this again from there."
        ) from trouble
    made = run(sys.executable, "-m", "venv", "--clear", VENV)
    if made.returncode:
        raise Trouble(
            f"Python could not make a private environment:\n{made.stdout[-800:]}\n"
            "On Debian or Ubuntu: apt install python3-venv, then run this again."
        )


def run(*command: object) -> subprocess.CompletedProcess:
    """Run to the end, keeping what is said."""
    return subprocess.run([str(word) for word in command], check=False, **HEARD)


# ------------------------------------------------------------------ the packages


def digest(*paths: Path) -> str:
    """What the stamp compares: a changed lock or project file installs again."""
    sums = (hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def stamp(lock: Path) -> str:
    """The line that says which lock this environment holds, and in which folder it was made."""
    return f"{lock.name} {digest(lock, HERE / 'pyproject.toml')} {HERE}"


def install(lock: Path) -> None:
    """Bring the environment to the lock; nothing is asked of the network when it is there."""
    current = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if PYTHON.exists() and current in {stamp(lock), stamp(DEVELOPMENT)}:
        return
    check_machine()
    if current and not current.endswith(f" {HERE}"):
        shutil.rmtree(VENV)  # moved: its programs still point to where they were made
    make_venv()
    STAMP.unlink(missing_ok=True)
    started = time.monotonic()
    print(f"Installing what {lock.name} names, each file checked against its hash ...", flush=True)
    # The lock is complete (`pip check` says so in every test run); left to resolve extras anew,
    # pip would take the newest version of one and then refuse it for having no hash.
    pip("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", lock)
    pip("--no-build-isolation", "--no-deps", "--editable", HERE)
    STAMP.write_text(stamp(lock), encoding="utf-8")
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def pip(*words: object) -> None:
    """One pip install, its progress shown as a count, its end explained if it is a bad one."""
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"]
    said = []
    with subprocess.Popen([str(word) for word in (*command, *words)], **HEARD) as process:
        for line in process.stdout or ():
            said.append(line)
            show_progress(said)
    if process.returncode:
        errors = [line for line in said if line.startswith("ERROR")]
        raise Trouble("".join(errors or said[-12:]) + "\n" + explain("".join(said)))


def show_progress(said: "list[str]") -> None:
    """Every tenth package by name, and the silent last stretch announced."""
    starts = ("Collecting", "Processing")
    fetched = sum(line.startswith(starts) for line in said)
    if said[-1].startswith(starts) and fetched % 10 == 0:
        print(f"  {fetched} packages, {Path(said[-1].split()[1]).name}", flush=True)
    if said[-1].startswith("Installing collected") and fetched > 1:
        print("  putting them in place ...", flush=True)


def explain(said: str) -> str:
    """What pip's last words mean for the person at the keyboard."""
    if "DO NOT MATCH THE HASHES" in said:
        return "A fetched package is not the one the lock names. Nothing of it was installed."
    if "No space left" in said:
        return "The disk is full. Make 1000 MB of room and run this again."
    if "Permission denied" in said or "Read-only file system" in said:
        return "The folder cannot be written. Copy First Air to a folder of your own."
    return (
        "The packages could not be fetched. Without network: connect (or set the proxy) and run\n"
        "this again; what was fetched is kept. With network: this machine may be one for which\n"
        "a package does not exist; the README's support table names the machines that work."
    )


# ------------------------------------------------------------------ a browser for the tests


def works(browser: str) -> bool:
    """Some packages named chromium only tell where else to get it: so ask for its version."""
    try:
        return run(browser, "--version").returncode == 0
    except OSError:
        return False


def find_browser() -> str:
    """A chromium that runs: named by the environment, on the path, or Playwright's own; or ''."""
    asked = (
        "import playwright.sync_api as p\n"
        "with p.sync_playwright() as w: print(w.chromium.executable_path)"
    )
    named = [os.environ.get("FIRSTAIR_BROWSER", ""), *(shutil.which(name) for name in BROWSERS)]
    for browser in named:
        if browser and works(browser):
            return browser
    own = (run(PYTHON, "-c", asked).stdout.splitlines() or [""])[-1]
    return own if Path(own).is_file() and works(own) else ""


def ensure_browser() -> str:
    """The browser that plays the users' days in the tests; fetched if there is none."""
    found = find_browser()
    apt = shutil.which("apt-get")
    if not found and apt and os.name == "posix" and os.geteuid() == 0:
        print("No browser found: installing chromium with apt-get ...", flush=True)
        run(apt, "update")
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        run(apt, "install", "-y", "--no-install-recommends", "chromium")
        found = find_browser()
    if not found:
        print("No browser found: asking Playwright for its chromium ...", flush=True)
        run(PYTHON, "-m", "playwright", "install", "chromium")
        found = find_browser()
    if not found:
        print("No browser: install chromium or set FIRSTAIR_BROWSER to one.", flush=True)
    return found


# ------------------------------------------------------------------ the verbs


def checks() -> "dict[str, tuple[object, ...]]":
    """What is asked of the project before its tests run."""
    return {
        "format": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "lint": (PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."),
        "types": (PYTHON, "-m", "mypy"),
        "imports": (SCRIPTS / ("lint-imports" + SUFFIX),),
        "locks": (PYTHON, "-m", "pip", "check"),
    }


def verdict(name: str, command: "tuple[object, ...]") -> bool:
    """One line for one check; what it said only when it failed."""
    started = time.monotonic()
    done = run(*command)
    good = done.returncode == 0
    seconds = time.monotonic() - started
    print(f"{name:<9}{'ok' if good else 'FAILED':<8}{seconds:6.1f} s", flush=True)
    if not good:
        print(done.stdout, flush=True)
    return good


def test(words: "list[str]") -> int:
    """All checks, then the tests, then those of the formulas on the machine's other Pythons."""
    install(DEVELOPMENT)
    browser = ensure_browser()
    good = [verdict(name, command) for name, command in checks().items()]
    environment = {**os.environ, "FIRSTAIR_BROWSER": browser} if browser else dict(os.environ)
    command = [str(PYTHON), "-m", "pytest", "-n", "2", *words]
    tests = subprocess.call(command, cwd=HERE, env=environment)
    others = subprocess.call([str(PYTHON), "-m", "tests.other_pythons"], cwd=HERE)
    return 0 if tests == others == 0 and all(good) and browser else 1


def demo(words: "list[str]") -> int:
    """Hand over to `firstair demo`; on Linux and macOS it takes this very process."""
    install(RUNTIME)
    command = [str(SCRIPTS / ("firstair" + SUFFIX)), "demo", *words]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own program, no shell
    return subprocess.call(command)


def only_install(_words: "list[str]") -> int:
    """The environment and nothing else."""
    install(RUNTIME)
    print(f"First Air is installed. Next: {SCRIPTS / 'firstair'} --help")
    return 0


VERBS = {"demo": demo, "install": only_install, "test": test}


def main() -> int:
    """The verb, its end, and every trouble in words."""
    if len(sys.argv) < 2 or sys.argv[1] not in VERBS:  # noqa: PLR2004 - a verb is the second word
        print(__doc__)
        return 0 if sys.argv[1:] in (["--help"], ["-h"]) else 2
    try:
        return VERBS[sys.argv[1]](sys.argv[2:])
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
    except PermissionError as trouble:
        print(f"\n{trouble}\nCopy First Air to a folder of your own.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command to go on.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
