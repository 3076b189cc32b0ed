"""A site for each test, one for those that only look, and a real server."""

import pytest

from tests.web.a_site import make_site
from tests.web.screens import address, page, watched
from webapp.server import make_server, serving

__all__ = ["address", "page", "served", "shared", "site", "watched"]


@pytest.fixture
def site(tmp_path):
    made = make_site(tmp_path)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A site for tests that only look."""
    made = make_site(tmp_path_factory.mktemp("shared"))
    yield made
    made.database.close()


@pytest.fixture
def served(site):
    server = make_server(site.app, "127.0.0.1", 0)
    with serving(server, site.app) as address:
        yield address
