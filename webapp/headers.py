"""What every answer tells the browser: own scripts and styles only, no framing, nothing kept."""

from flask import Flask, Response, request

from webapp.house import house

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
YEAR = 31_536_000


def add_headers(app: Flask) -> None:
    """Set the headers on every answer, error pages included."""
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers[name] = value
    if house().settings.tls:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    elif request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response
