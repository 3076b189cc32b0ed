"""A signal ends the server, wherever it strikes."""

import contextlib
import http.client
import os
import signal
import socket
import sys
import threading
import time

import pytest
from cheroot.workers.threadpool import ThreadPool

from webapp.server import serve


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def visit_then_stop(port):
    """Ask once the server listens, then end this process's server in any case."""
    time.sleep(1)
    with contextlib.suppress(ConnectionRefusedError):
        visit = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        visit.request("GET", "/api/head")
        visit.getresponse().read()
        visit.close()
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_no_signal_can_strike_the_thread_that_hands_connections_over(site, port, monkeypatch):
    """Struck there, a worker would miss its end, and the process would never leave."""
    hands, put = set(), ThreadPool.put

    def noted(pool, connection):
        hands.add(threading.current_thread())
        put(pool, connection)

    monkeypatch.setattr(ThreadPool, "put", noted)
    before = signal.getsignal(signal.SIGTERM)
    visitor = threading.Thread(target=visit_then_stop, args=(port,))
    visitor.start()
    serve(site.app, "127.0.0.1", port)
    visitor.join()
    assert hands
    assert threading.main_thread() not in hands
    assert signal.getsignal(signal.SIGTERM) is before
