"""${message}."""
# ruff: noqa: PLR0915 - drafted from the models, one statement per table

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
