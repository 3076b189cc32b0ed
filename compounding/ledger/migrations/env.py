"""Run migrations on the connection that `compounding.ledger.migrate` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from compounding.ledger.base import Base
from compounding.ledger.triggers import install_triggers, remove_triggers
from compounding.ledger.types import ExactDecimal, Instant, Json

OURS = (ExactDecimal, Instant, Json)


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their own names."""
    if kind == "type" and isinstance(item, OURS):
        autogen.imports.add("from compounding.ledger import types")
        return f"types.{type(item).__name__}()"
    return False


def run() -> None:
    """Migrate; batch mode would drop SQLite's triggers silently, so they are made anew."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    remove_triggers(connection)
    context.run_migrations()
    install_triggers(connection)


run()
