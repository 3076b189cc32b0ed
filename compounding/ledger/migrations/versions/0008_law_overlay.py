"""overlays of a state board or the house, as they were entered."""

import sqlalchemy as sa
from alembic import op

from compounding.ledger import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "law_overlay",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_law_overlay_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_overlay")),
    )
    with op.batch_alter_table("law_overlay", schema=None) as batch_op:
        for column in ("entry_number", "name"):
            batch_op.create_index(batch_op.f(f"ix_law_overlay_{column}"), [column], unique=False)


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
