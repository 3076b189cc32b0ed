"""A small real server that keeps the contract of the agent's readings, and can break it."""

import hashlib
import json
import ssl
import threading
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

TOKEN = "t" * 24


class AServer:
    """Stores readings by boot and sequence; `faults` says what goes wrong next."""

    def __init__(self, context=None):
        self.stored = defaultdict(dict)
        self.deliveries = []
        self.faults = []
        self.arrived = threading.Condition()
        self.root = ""
        self._context = context
        self._port = 0
        self.start()

    def start(self):
        server = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fault = server.faults.pop(0) if server.faults else ""
                status, answer = server.take(self.path, self.headers, body, fault)
                if fault == "lose the answer":
                    self.close_connection = True
                    return
                text = b"<html>" if fault == "speak nonsense" else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", self._port), Door)
        self._http.daemon_threads = True
        if self._context is not None:
            self._http.socket = self._context.wrap_socket(self._http.socket, server_side=True)
        self._port = self._http.server_port
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self):
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self._port}"

    def take(self, path, headers, body, fault):
        if path != "/api/agent/readings" or headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, {"error": "bad token"}
        if fault == "be broken":
            return 500, {"error": "no disk"}
        batch = json.loads(body)
        with self.arrived:
            self.deliveries.append(batch)
            boot = self.stored[batch["boot"]]
            have = max(boot, default=0)
            for reading in batch["readings"]:
                if reading["sequence"] == have + 1:
                    boot[reading["sequence"]] = reading
                    have += 1
                elif reading["sequence"] > have:
                    return 409, {"error": "hole", "have": have}
            self.arrived.notify_all()
        return 200, {"acknowledged": have, "head": self.head()}

    def head(self):
        size = sum(len(boot) for boot in self.stored.values())
        root = self.root or hashlib.sha256(str(size).encode()).hexdigest()
        return {"size": size, "root": root, "at": "", "log": "log", "signature": "", "key": "key"}

    def readings(self):
        with self.arrived:
            return [reading for boot in self.stored.values() for _, reading in sorted(boot.items())]

    def wait_for(self, wanted, seconds=8.0):
        """The first reading that is as wanted, however long the road takes."""
        found = []

        def look():
            found[:] = [reading for reading in self.readings() if wanted(reading)]
            return found

        with self.arrived:
            assert self.arrived.wait_for(look, seconds), [
                (r["line"], r["quantity"], r["digits"], r["flags"], r["refused"])
                for r in self.readings()[-12:]
            ]
        return found[0]


def with_certificate(folder):
    """A server context with a certificate of its own, and its fingerprint."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = self_signed(key)
    pem = folder / "server.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    der = certificate.public_bytes(serialization.Encoding.DER)
    return context, hashlib.sha256(der).hexdigest()


def self_signed(key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a pharmacy")])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
