"""Dated rows in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_


def in_force(model: Any, on: date) -> ColumnElement[bool]:
    """Rows of a table with ``valid_from``/``valid_to`` that hold on a day."""
    return and_(model.valid_from <= on, or_(model.valid_to.is_(None), model.valid_to >= on))


def overlapping(model: Any, first: date, last: date) -> ColumnElement[bool]:
    """Rows of a table with ``starts_on``/``ends_on`` that share a day with ``first`` to ``last``."""
    return and_(model.starts_on <= last, or_(model.ends_on.is_(None), model.ends_on >= first))


def holding(model: Any, first: date, last: date) -> ColumnElement[bool]:
    """Rows of a table with ``valid_from``/``valid_to`` that hold on a day from ``first`` to ``last``."""
    return and_(model.valid_from <= last, or_(model.valid_to.is_(None), model.valid_to >= first))
