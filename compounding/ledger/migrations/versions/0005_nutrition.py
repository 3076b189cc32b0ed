"""nutrition orders of patients, their signed versions, their withdrawals."""

import sqlalchemy as sa
from alembic import op

from compounding.ledger import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _order()
    _version()
    _withdrawal()


def _order() -> None:
    op.create_table(
        "nutrition_order",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("patient_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nutrition_order")),
        sa.UniqueConstraint("number", name=op.f("uq_nutrition_order_number")),
    )
    with op.batch_alter_table("nutrition_order", schema=None) as batch_op:
        for column in ("entry_number", "patient_key"):
            name = batch_op.f(f"ix_nutrition_order_{column}")
            batch_op.create_index(name, [column], unique=False)


def _version() -> None:
    op.create_table(
        "nutrition_version",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("patient", types.Json(), nullable=False),
        sa.Column("due", types.Instant(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("typed", types.Json(), nullable=False),
        sa.Column("ordered", types.Json(), nullable=False),
        sa.Column("decisions", types.Json(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["nutrition_order.id"], name=op.f("fk_nutrition_version_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_nutrition_version_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nutrition_version")),
        sa.UniqueConstraint(
            "order_id", "version", name=op.f("uq_nutrition_version_order_id_version")
        ),
    )
    with op.batch_alter_table("nutrition_version", schema=None) as batch_op:
        name = batch_op.f("ix_nutrition_version_entry_number")
        batch_op.create_index(name, ["entry_number"], unique=False)


def _withdrawal() -> None:
    op.create_table(
        "nutrition_withdrawal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["nutrition_order.id"], name=op.f("fk_nutrition_withdrawal_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_nutrition_withdrawal_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nutrition_withdrawal")),
        sa.UniqueConstraint("order_id", name=op.f("uq_nutrition_withdrawal_order_id")),
    )
    with op.batch_alter_table("nutrition_withdrawal", schema=None) as batch_op:
        name = batch_op.f("ix_nutrition_withdrawal_entry_number")
        batch_op.create_index(name, ["entry_number"], unique=False)


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
