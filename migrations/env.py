"""Runs migrations on the application's database, and writes new ones in plain SQL types."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Enum, String
from sqlalchemy.types import TypeDecorator

from hr.database import Model

database = current_app.extensions["migrate"].db


def plain_type(kind: str, value: Any, _context: object) -> str | Literal[False]:
    """How a column's type is written: enumerations and our own types by what the database keeps of them.

    A migration must mean the same in years, whatever the program's types have become.
    """
    if kind != "type":
        return False
    if isinstance(value, Enum):
        return f"sa.{String(value.length)!r}"
    if isinstance(value, TypeDecorator):
        return f"sa.{value.impl_instance!r}"
    return False


def run_online() -> None:
    """Migrate through the application's own engine, each migration in its transaction."""
    settings = {
        **current_app.extensions["migrate"].configure_args,
        "render_item": plain_type,
        "transactional_ddl": True,
    }
    with database.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Model.metadata, **settings)
        with context.begin_transaction():
            context.run_migrations()


def run_offline() -> None:
    """Print the SQL instead of running it."""
    url = database.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=Model.metadata, literal_binds=True, render_item=plain_type)
    with context.begin_transaction():
        context.run_migrations()


run_offline() if context.is_offline_mode() else run_online()
