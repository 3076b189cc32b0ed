"""What a browser does, without the browser: cookies, the page's token, forms, JSON, redirects."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from webapp.demo.errors import NotReady

PATIENCE = 20.0  # seconds a page may take
MOST_REDIRECTS = 5
_CSRF = re.compile(r'data-csrf="([^"]+)"')
_HTML = "text/html"
_JSON = "application/json"


@dataclass(frozen=True)
class Page:
    """One answer of the server."""

    address: str
    status: int
    kind: str
    body: bytes

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> dict[str, Any]:
        """The answer as JSON; empty when it is none."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


class Browser:
    """One browser at one address, with its own cookies."""

    def __init__(self, url: str, cookies: Mapping[str, str]) -> None:
        self.url = url
        self.cookies = dict(cookies)
        self._csrf = ""

    def get(self, path: str, accept: str = _HTML) -> Page:
        """Look at a page, following where it leads."""
        return self._ask("GET", path, b"", {"Accept": accept})

    def state(self, path: str) -> dict[str, Any]:
        """Look at a JSON address."""
        return self.get(path, _JSON).json()

    def submit(self, path: str, fields: Mapping[str, str]) -> Page:
        """Send a form."""
        body = urlencode({**fields, "csrf_token": self._csrf}).encode()
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, body, {"Accept": _HTML, "Content-Type": kind})

    def send(self, path: str, body: Mapping[str, object]) -> Page:
        """Send JSON, as the scan bus and the live weight do."""
        heads = {"Accept": _JSON, "Content-Type": _JSON, "X-CSRFToken": self._csrf}
        return self._ask("POST", path, json.dumps(body).encode(), heads)

    def _ask(self, method: str, path: str, body: bytes, heads: Mapping[str, str]) -> Page:
        for _ in range(MOST_REDIRECTS):
            page, onward = self._once(method, path, body, heads)
            if not onward:
                return page
            path = urljoin(path, onward)
            method, body, heads = "GET", b"", {"Accept": heads["Accept"]}
        message = f"{path} leads nowhere: more than {MOST_REDIRECTS} redirects. The walk ends."
        raise NotReady(message)

    def _once(
        self, method: str, path: str, body: bytes, heads: Mapping[str, str]
    ) -> tuple[Page, str]:
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body or None, {**heads, "Cookie": cookies})
            answer = connection.getresponse()
            page = Page(path, answer.status, answer.headers.get_content_type(), answer.read())
        finally:
            connection.close()
        for text in answer.headers.get_all("Set-Cookie", []):
            self._keep(SimpleCookie(text))
        if page.kind == _HTML and (found := _CSRF.search(page.text)):
            self._csrf = found[1]
        return page, answer.headers.get("Location", "")

    def _keep(self, cookies: "SimpleCookie") -> None:
        for name, morsel in cookies.items():
            if morsel.value and morsel["max-age"] != "0":
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)
