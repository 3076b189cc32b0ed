"""repeatability of a balance: none on an older card, which says that it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("balance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("repeatability", sa.String(), nullable=True))


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
