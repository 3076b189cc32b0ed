"""figures of the law, held beside the site's licensed copy."""

import sqlalchemy as sa
from alembic import op

from compounding.ledger import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "law_reading",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("copy", sa.String(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_law_reading_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_reading")),
    )
    with op.batch_alter_table("law_reading", schema=None) as batch_op:
        for column in ("entry_number", "rule"):
            batch_op.create_index(batch_op.f(f"ix_law_reading_{column}"), [column], unique=False)


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
