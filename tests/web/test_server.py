"""The server refuses what is unsafe before it listens, and speaks TLS itself."""

import socket
import ssl
import urllib.request

import pytest

from tests.web.certificates import certificate
from webapp.errors import PortTaken, UnsafeBind
from webapp.server import make_server, serving


def test_a_taken_port_is_said_in_plain_words(site):
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken, match="in use"):
        make_server(site.app, "127.0.0.1", other.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5"])  # noqa: S104 - shown to be refused
def test_clear_text_to_other_machines_is_refused(site, host):
    with pytest.raises(UnsafeBind, match="clear text"):
        make_server(site.app, host, 0)


def test_clear_text_may_be_asked_for_by_name(site):
    server = make_server(site.app, "0.0.0.0", 0, clear_text=True)  # noqa: S104 - the point of the test
    server.stop()


def test_tls_is_spoken_by_the_server_itself(site, tmp_path):
    cert, key = certificate(tmp_path)
    server = make_server(site.app, "127.0.0.1", 0, cert, key)
    context = ssl.create_default_context(cafile=str(cert))
    with serving(server, site.app) as address:
        where = address.replace("127.0.0.1", "localhost")
        with urllib.request.urlopen(f"{where}/board", context=context) as answer:
            assert answer.status == 200
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        assert server.ssl_adapter.context.minimum_version >= ssl.TLSVersion.TLSv1_2
