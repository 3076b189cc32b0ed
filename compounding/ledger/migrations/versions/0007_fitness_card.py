"""cards that say what is known of people, rooms, hoods and the site."""

import sqlalchemy as sa
from alembic import op

from compounding.ledger import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fitness_card",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_fitness_card_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fitness_card")),
    )
    with op.batch_alter_table("fitness_card", schema=None) as batch_op:
        for column in ("about", "entry_number"):
            batch_op.create_index(batch_op.f(f"ix_fitness_card_{column}"), [column], unique=False)


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
