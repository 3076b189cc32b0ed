"""The command line on real folders, and the server's refusals before it listens."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from click.testing import CliRunner

from tests.web.certificates import certificate
from webapp.cli import main
from webapp.installation import Installation, lay


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def best_of(seconds_of, tries=5):
    return min(seconds_of() for _ in range(tries))


def test_help_comes_at_once_and_loads_no_web_or_database():
    heavy = "flask sqlalchemy pydantic matplotlib fpdf pint cheroot cryptography"
    code = f"import sys; from webapp.cli import main; main(standalone_mode=False); print([m for m in '{heavy}'.split() if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    assert told.stdout.endswith("[]\n")

    def seconds(*words):
        """The processor's time, since other work may share the machine."""
        before = os.times()
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    bare = best_of(lambda: seconds("-c", "pass"))
    help_page = best_of(lambda: seconds("-c", "from webapp.cli import main; main()", "--help"))
    assert help_page - bare < 0.1


def enter(app, where, **more):
    """What somebody types who holds the link."""
    browser = app.test_client()
    token = browser.get(where).text.split('data-csrf="')[1].split('"')[0]
    typed = {"name": "A Person", "password": "a long enough sentence", "pin": "271828", **more}
    return browser, browser.post(where, data={**typed, "csrf_token": token})


def test_a_new_installation_can_be_entered_through_its_link_once(tmp_path):
    from webapp import create_app

    folder, name = tmp_path / "f", 'The "Old" Pharmacy'
    told = run("init", "--data", folder, "--facility", name, "--zone", "America/Denver")
    assert told.exit_code == 0
    where = told.output.strip().splitlines()[-1].strip().removeprefix("http://127.0.0.1:8797")
    settings = Installation.at(folder).settings()
    assert (settings.facility, settings.zone) == (name, "America/Denver")
    app = create_app(settings)
    browser, entered = enter(app, where, handle="first")
    assert entered.headers["Location"] == "/admin"
    assert "A Person" in browser.get("/admin/people").text
    _, refused = enter(app, where, handle="second")
    assert (refused.status_code, "was used" in refused.text) == (400, True)
    app.extensions["firstair"].database.close()


def test_an_existing_installation_is_never_laid_over(tmp_path):
    run("init", "--data", tmp_path / "f")
    before = (tmp_path / "f" / "secret").read_text()
    told = run("init", "--data", tmp_path / "f")
    assert told.exit_code == 1
    assert "left as they are" in told.output
    assert (tmp_path / "f" / "secret").read_text() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_every_file_of_an_installation_is_its_owners_alone(tmp_path):
    run("init", "--data", tmp_path / "f")
    for path in (tmp_path / "f").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_two_installations_share_no_secret(tmp_path):
    for name in "ab":
        run("init", "--data", tmp_path / name)
    files = [
        path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()
    ]
    secrets = [file for file in files if file.suffix not in {".toml", ".sqlite3"}]
    assert len(secrets) > 2
    for file in secrets:
        assert (tmp_path / "a" / file).read_bytes() != (tmp_path / "b" / file).read_bytes(), file


BROKEN = ["[server]\nport = 70000", "[server]\nport = '80'", "[facility]\nzone = 'Nowhere/Land'", "[unknown]", "x =",
          "[server]\ncertificate = 'a.pem'", "[server]\nidle_minutes = 0", "\xff"]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_settings_that_cannot_be_used_say_so_and_start_nothing(tmp_path, text):
    lay(tmp_path / "f", "Pharmacy", "UTC")
    (tmp_path / "f" / "firstair.toml").write_text(text, encoding="latin-1")
    told = run("verify", "--data", tmp_path / "f")
    assert (told.exit_code, "cannot be used" in told.output) == (1, True)


def test_a_short_secret_starts_nothing(tmp_path):
    run("init", "--data", tmp_path / "f")
    (tmp_path / "f" / "secret").write_text("short")
    told = run("serve", "--data", tmp_path / "f", "--port", "0")
    assert (told.exit_code, "too short" in told.output) == (1, True)


@pytest.mark.parametrize("command", ["serve", "verify", "invite", "upgrade"])
def test_a_folder_without_an_installation_says_what_to_run(tmp_path, command):
    told = run(command, "--data", tmp_path / "none")
    assert (told.exit_code, "firstair init" in told.output) == (1, True)


def test_verify_stands_and_notices_an_altered_byte(tmp_path):
    run("init", "--data", tmp_path / "f")
    assert run("verify", "--data", tmp_path / "f").exit_code == 0
    import sqlite3

    file = tmp_path / "f" / "firstair.sqlite3"
    with sqlite3.connect(file) as connection:
        for (name,) in connection.execute(
            "select name from sqlite_master where type='trigger'"
        ).fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute("update entry set actor_name = 'Nobody' where number = 1")
    connection.close()
    told = run("verify", "--data", tmp_path / "f")
    assert told.exit_code == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"size": 1}', "not json"])
def test_a_file_that_is_no_head_is_refused(tmp_path, content):
    run("init", "--data", tmp_path / "f")
    (tmp_path / "head.json").write_text(content)
    told = run("verify", "--data", tmp_path / "f", "--head", tmp_path / "head.json")
    assert (told.exit_code, "holds no signed head" in told.output) == (1, True)


def test_an_older_head_is_confirmed_and_one_of_another_log_is_not(tmp_path):
    from compounding.ledger.database import open_database
    from compounding.ledger.heads import last_head
    from compounding.ledger.keys import Keys

    def head_of(folder):
        here = Installation.at(folder)
        database = open_database(here.settings().database_url, Keys.load(here.keys))
        with database.reading() as session:
            head = last_head(session)
        database.close()
        return head

    for name in "ab":
        run("init", "--data", tmp_path / name)
        (tmp_path / f"{name}.json").write_text(json.dumps(head_of(tmp_path / name)))
    run("invite", "--data", tmp_path / "a")
    own = run("verify", "--data", tmp_path / "a", "--head", tmp_path / "a.json")
    assert (own.exit_code, "only grew" in own.output) == (0, True)
    assert run("verify", "--data", tmp_path / "a", "--head", tmp_path / "b.json").exit_code == 1


def test_the_doctor_finds_a_sound_installation_and_says_so_to_programs(tmp_path):
    run("init", "--data", tmp_path / "f")
    told = json.loads(run("doctor", "--data", tmp_path / "f", "--json").output)
    assert told["ok"], told
    assert {"clock", "disk", "database", "secrets", "fonts", "certificate"} <= {
        c["name"] for c in told["checks"]
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_the_doctor_sees_open_secrets_and_a_missing_database(tmp_path):
    run("init", "--data", tmp_path / "f")
    (tmp_path / "f" / "secret").chmod(0o644)
    (tmp_path / "f" / "firstair.sqlite3").unlink()
    told = run("doctor", "--data", tmp_path / "f")
    assert told.exit_code == 1
    assert "readable by others: secret" in told.output
    assert "LOOK  database" in told.output
    assert "chmod" in told.output


def test_the_doctor_of_an_empty_folder_says_what_to_run(tmp_path):
    told = run("doctor", "--data", tmp_path / "none")
    assert (told.exit_code, "firstair init" in told.output) == (1, True)


def test_invite_names_nobody_unknown(tmp_path):
    run("init", "--data", tmp_path / "f")
    assert "/welcome/" in run("invite", "--data", tmp_path / "f").output
    told = run("invite", "--data", tmp_path / "f", "--for", "nobody")
    assert (told.exit_code, "No link was made" in told.output) == (1, True)


@pytest.mark.parametrize(("days", "ok"), [(29, False), (32, True)])
def test_the_doctor_warns_before_a_certificate_ends(tmp_path, days, ok):
    run("init", "--data", tmp_path / "f")
    certificate(tmp_path / "f", days)
    file = tmp_path / "f" / "firstair.toml"
    file.write_text(
        file.read_text().replace(
            "[server]", '[server]\ncertificate = "c.pem"\nprivate_key = "k.pem"'
        )
    )
    told = json.loads(run("doctor", "--data", tmp_path / "f", "--json").output)
    assert next(c["ok"] for c in told["checks"] if c["name"] == "certificate") is ok


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_serve_answers_and_ends_on_a_signal(tmp_path):
    run("init", "--data", tmp_path / "f")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["serve", "--data", str(tmp_path / "f"), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-c", "from webapp.cli import main; main()", *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert f":{port}" in process.stdout.readline()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/board", timeout=5) as answer:
                assert answer.status == 200
            break
        except OSError:
            time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 0, out


def test_simulate_runs_the_instruments_of_the_sensors():
    told = CliRunner().invoke(
        main, ["simulate", "balance", "--listen", "127.0.0.1:0"], input="place 19.96\nquit\n"
    )
    assert (told.exit_code, "ok: place 19.96" in told.output) == (0, True)
    wrong = CliRunner().invoke(
        main, ["simulate", "room", "--listen", "127.0.0.1:0", "--fault", "flood"]
    )
    assert (wrong.exit_code, "There is no fault flood" in wrong.output) == (1, True)
