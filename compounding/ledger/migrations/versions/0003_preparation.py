"""preparation."""

import sqlalchemy as sa
from alembic import op

from compounding.ledger import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dose_order",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("patient", types.Json(), nullable=False),
        sa.Column("formula_slug", sa.String(), nullable=False),
        sa.Column("dose", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.Column("storage", sa.String(), nullable=False),
        sa.Column("due", types.Instant(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", types.Instant(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose_order")),
        sa.UniqueConstraint("number", name=op.f("uq_dose_order_number")),
    )
    with op.batch_alter_table("dose_order", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dose_order_entry_number"), ["entry_number"], unique=False
        )

    op.create_table(
        "formula_version",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", types.Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formula_version")),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_formula_version_slug_version")),
    )
    with op.batch_alter_table("formula_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_formula_version_entry_number"), ["entry_number"], unique=False
        )

    op.create_table(
        "worksheet",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("formula_id", sa.Integer(), nullable=False),
        sa.Column("hood", sa.String(), nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("recipe", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["formula_id"], ["formula_version.id"], name=op.f("fk_worksheet_formula_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["dose_order.id"], name=op.f("fk_worksheet_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheet")),
        sa.UniqueConstraint("number", name=op.f("uq_worksheet_number")),
    )
    with op.batch_alter_table("worksheet", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_worksheet_entry_number"), ["entry_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_worksheet_order_id"), ["order_id"], unique=False)

    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("detail", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_act_by_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_act_reading_id")),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_act_signature_id")
        ),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name=op.f("fk_act_worksheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_entry_number"), ["entry_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_worksheet_id"), ["worksheet_id"], unique=False)
        batch_op.create_index(
            "ux_act_accepted_once",
            ["worksheet_id", "round", "step", "slot"],
            unique=True,
            sqlite_where=sa.text("outcome = 'accept' AND step > 0"),
            postgresql_where=sa.text("outcome = 'accept' AND step > 0"),
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_decision_signature_id")
        ),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name=op.f("fk_decision_worksheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("worksheet_id", name=op.f("uq_decision_worksheet_id")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_entry_number"), ["entry_number"], unique=False
        )

    op.create_table(
        "formula_approval",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("formula_id", sa.Integer(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["formula_id"], ["formula_version.id"], name=op.f("fk_formula_approval_formula_id")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_formula_approval_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formula_approval")),
        sa.UniqueConstraint("formula_id", name=op.f("uq_formula_approval_formula_id")),
    )
    with op.batch_alter_table("formula_approval", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_formula_approval_entry_number"), ["entry_number"], unique=False
        )

    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("printed_at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("voids_id", sa.Integer(), nullable=True),
        sa.Column("content", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(["voids_id"], ["label.id"], name=op.f("fk_label_voids_id")),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name=op.f("fk_label_worksheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("code", name=op.f("uq_label_code")),
    )
    with op.batch_alter_table("label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_label_entry_number"), ["entry_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_label_worksheet_id"), ["worksheet_id"], unique=False)

    op.create_table(
        "order_decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["dose_order.id"], name=op.f("fk_order_decision_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_order_decision_signature_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_decision")),
        sa.UniqueConstraint("order_id", "kind", name=op.f("uq_order_decision_order_id_kind")),
    )
    with op.batch_alter_table("order_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_order_decision_entry_number"), ["entry_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_order_decision_order_id"), ["order_id"], unique=False)

    op.create_table(
        "sealed_record",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name=op.f("fk_sealed_record_worksheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_record")),
        sa.UniqueConstraint("worksheet_id", name=op.f("uq_sealed_record_worksheet_id")),
    )
    with op.batch_alter_table("sealed_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sealed_record_entry_number"), ["entry_number"], unique=False
        )

    op.create_table(
        "staged_item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("container_id", sa.Integer(), nullable=False),
        sa.Column("sticker", sa.String(), nullable=False),
        sa.Column("frozen", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"], ["container.id"], name=op.f("fk_staged_item_container_id")
        ),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name=op.f("fk_staged_item_worksheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_item")),
        sa.UniqueConstraint("container_id", name=op.f("uq_staged_item_container_id")),
        sa.UniqueConstraint("worksheet_id", "role", name=op.f("uq_staged_item_worksheet_id_role")),
    )
    with op.batch_alter_table("staged_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staged_item_entry_number"), ["entry_number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_staged_item_worksheet_id"), ["worksheet_id"], unique=False
        )


def downgrade() -> None:
    """A record is never taken back to an older form: restore the copy made before the upgrade."""
    raise NotImplementedError
