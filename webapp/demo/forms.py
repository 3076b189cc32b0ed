"""The forms on a page, with what the page has put into them: a person only adds the PIN."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from webapp.demo.client import Page
from webapp.demo.errors import WalkFailed

STEP = "the page"
CSRF = "csrf_token"
_ALERT = re.compile(r'role="alert".*?<p>(.*?)</p>', re.DOTALL)


@dataclass
class Form:
    """Where a form goes, what it carries already, and which of its fields asks for a secret."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    secret: str = ""

    def signed(self, pin: str) -> dict[str, str]:
        """The fields with the PIN in the one that asks for it."""
        return {**self.fields, self.secret: pin} if self.secret else dict(self.fields)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action", "")))
            self._inside = True
        elif tag == "input" and self._inside and "name" in given:
            self._take(given)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"

    def _take(self, given: Mapping[str, str]) -> None:
        form, name = self.found[-1], given["name"]
        if given.get("type") == "password":
            form.secret = name
        elif given.get("type") == "hidden" and name != CSRF:
            form.fields[name] = given.get("value", "")


def form_on(page: Page, ending: str) -> Form:
    """The form whose address ends so.  Raises WalkFailed where the page has none."""
    for form in forms_on(page):
        if form.action.endswith(ending):
            return form
    reason = f"{page.address} ({page.status}) has no form for {ending.strip('/')}"
    raise WalkFailed(STEP, reason)


def forms_on(page: Page) -> list[Form]:
    """Every form of a page, in its order."""
    parser = _Forms()
    parser.feed(page.text)
    return parser.found


def complaint(page: Page) -> str:
    """Why a page refused, in its own words."""
    found = _ALERT.search(page.text)
    return unescape(found[1]) if found else f"{page.address} answered with status {page.status}"
