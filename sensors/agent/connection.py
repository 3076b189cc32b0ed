"""A kept-alive HTTP connection to the server, its certificate pinned where one was enrolled."""

import hashlib
import hmac
import http.client
import json
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from sensors.errors import ServerRefused

PATH = "/api/agent/readings"
LONGEST_ANSWER = 1_000_000  # bytes
TIMEOUT = 10.0  # seconds


@dataclass(frozen=True)
class Reply:
    """What the server answered: status and JSON."""

    status: int
    body: dict[str, object]


class _PinnedConnection(http.client.HTTPSConnection):
    """TLS to exactly one certificate, whoever has signed it."""

    def __init__(self, host: str, port: int, fingerprint: str) -> None:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # the fingerprint below is stricter than any authority
        super().__init__(host, port, timeout=TIMEOUT, context=context)
        self._fingerprint = fingerprint

    def connect(self) -> None:
        super().connect()
        shown = self.sock.getpeercert(binary_form=True)
        digest = hashlib.sha256(shown or b"").hexdigest()
        if not hmac.compare_digest(digest, self._fingerprint):
            self.close()
            message = (
                f"The server shows another certificate ({digest}) than the one enrolled. Nothing "
                "was sent; the readings stay here. If the certificate was renewed, write the new "
                "fingerprint into the agent's file."
            )
            raise ssl.SSLCertVerificationError(message)


class Connection:
    """Posts batches; a connection that the server dropped while idle is opened once more."""

    def __init__(self, server: str, token: str, fingerprint: str = "") -> None:
        self._parts = urlsplit(server)
        self._token = token
        self._fingerprint = fingerprint
        self._open: http.client.HTTPConnection | None = None

    def post(self, batch: dict[str, object]) -> Reply:
        """Send a batch. Raises OSError or HTTPException when the server is out of reach."""
        body = json.dumps(batch, separators=(",", ":")).encode()
        reused = self._open is not None
        try:
            return self._post(body)
        except (http.client.RemoteDisconnected, ConnectionError):
            if not reused:
                raise
            return self._post(body)  # the same batch twice is stored once

    def _post(self, body: bytes) -> Reply:
        try:
            connection = self._open = self._open or self._connect()
            headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
            connection.request("POST", self._parts.path + PATH, body, headers)
            answer = connection.getresponse()
            text = answer.read(LONGEST_ANSWER + 1)
            if answer.will_close or len(text) > LONGEST_ANSWER:
                self.close()
        except BaseException:
            self.close()
            raise
        return Reply(answer.status, _object(answer.status, text))

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port or 80, timeout=TIMEOUT)
        if self._fingerprint:
            return _PinnedConnection(host, port or 443, self._fingerprint)
        return http.client.HTTPSConnection(
            host, port or 443, timeout=TIMEOUT, context=ssl.create_default_context()
        )

    def close(self) -> None:
        """Close it; the next post opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None


def _object(status: int, text: bytes) -> dict[str, object]:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        said = text[:80].decode("utf-8", "replace")
        raise ServerRefused(status, said)
    return body
