"""What a compliance officer looks at: rooms now, a point's day, findings, the log of entries."""

from flask import Blueprint

from compounding.ledger.people import Role

blueprint = Blueprint("compliance", __name__, url_prefix="/logs")
READERS = (Role.COMPLIANCE, Role.PHARMACIST, Role.ADMIN)

from webapp.compliance import entries, export, findings, points, trace  # noqa: E402, F401 - the views need the blueprint above
