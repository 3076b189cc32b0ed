"""The web server: cheroot, its threads, and the refusals before it listens."""

import contextlib
import errno
import os
import signal
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from flask import Flask

from webapp.errors import PortTaken, UnsafeBind
from webapp.house import house_of
from webapp.live import STREAMS_IN_ALL
from webapp.settings import LOOPBACK

PAGE_THREADS = 32
STOP_SECONDS = 3
GLANCE = 0.5  # seconds until a server that ended by itself is noticed
LARGEST_REQUEST = 4 * 1024 * 1024
LARGEST_HEADERS = 64 * 1024


def serve(
    app: Flask,
    host: str,
    port: int,
    cert: Path | None = None,
    key: Path | None = None,
    *,
    clear_text: bool = False,
) -> None:
    """Serve until the process is told to stop (Ctrl+C or SIGTERM); must run in the main thread.

    The server has a thread of its own: a signal that struck the main thread while it handed a
    connection over would leave one worker asleep for ever, and the process with it.
    """
    server = make_server(app, host, port, cert, key, clear_text=clear_text)
    with contextlib.suppress(KeyboardInterrupt), _stopped_by_signals(), serving(server, app):
        while server.ready:
            time.sleep(GLANCE)


@contextlib.contextmanager
def serving(server: Server, app: Flask) -> Iterator[str]:
    """Serve beside the caller's own work; gives the address, and stops at the end."""
    thread = threading.Thread(target=server.serve, name="web server", daemon=True)
    thread.start()
    host, port = server.bind_addr[:2]
    scheme = "https" if server.ssl_adapter else "http"
    try:
        yield f"{scheme}://{host}:{port}"
    finally:
        stop(server, app)
        thread.join(2 * STOP_SECONDS)


def stop(server: Server, app: Flask) -> None:
    """End the live streams first: their threads would keep the server for seconds."""
    house_of(app).hub.close()
    server.stop()


def make_server(
    app: Flask,
    host: str,
    port: int,
    cert: Path | None = None,
    key: Path | None = None,
    *,
    clear_text: bool = False,
) -> Server:
    """A server that is listening already; port 0 takes a free one (see `server.bind_addr`)."""
    if host not in LOOPBACK and cert is None and not clear_text:
        raise UnsafeBind(
            what=f"Serving {host} without a certificate would send PINs and doses in clear text.",
            meaning="Nothing was started.",
            do="Name certificate and private_key in firstair.toml, or pass --clear-text"
            " where a proxy on this machine speaks TLS.",
        )
    server = Server(
        (host, port),
        app,
        numthreads=PAGE_THREADS + STREAMS_IN_ALL,
        server_name="First Air",
        shutdown_timeout=STOP_SECONDS,
    )
    server.max_request_body_size = LARGEST_REQUEST
    server.max_request_header_size = LARGEST_HEADERS
    if cert is not None and key is not None:
        server.ssl_adapter = _tls(cert, key)
    _refuse_a_taken_port(host, port)
    server.prepare()
    return server


def _tls(cert: Path, key: Path) -> BuiltinSSLAdapter:
    adapter = BuiltinSSLAdapter(str(cert), str(key))
    adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
    return adapter


def _refuse_a_taken_port(host: str, port: int) -> None:
    """Try the address once by hand: the server's own complaint does not say why it failed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        if port and os.name != "nt":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as trouble:
            raise _no_listening(host, port, trouble) from trouble


def _no_listening(host: str, port: int, trouble: OSError) -> PortTaken:
    why = "is in use" if trouble.errno == errno.EADDRINUSE else f"is refused ({trouble.strerror})"
    return PortTaken(
        what=f"Port {port} on {host} {why}.",
        meaning="The server was not started; one that runs already goes on undisturbed.",
        do=f"Stop the other program, or choose another: firstair serve --port {port + 1}",
    )


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM ends the server as Ctrl+C does."""

    def leave(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
