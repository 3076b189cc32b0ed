"""What a signature's form carries: second factor, digest of what was shown, reason."""

from dataclasses import dataclass

from flask import request


@dataclass(frozen=True)
class SignedForm:
    """The fields of a signature's form."""

    secret: str
    shown: str
    reason: str


def signed_form() -> SignedForm:
    """Read them; what is missing is refused by the domain, in its own words."""
    form = request.form
    return SignedForm(form.get("pin", ""), form.get("digest", ""), form.get("reason", ""))
