"""How a value of a kind is written for people, the same on the page and on paper."""

from __future__ import annotations

from datetime import date

from reports.document import Cell, Column, Kind
from vocabulary.money import yuan_grouped
from vocabulary.text import Language, Text

NOTHING = "—"


def shown(value: Cell, kind: Kind, language: Language, decimals: int = 1) -> str:
    """``value`` as text in ``language``; an absent value is a dash, zero is zero."""
    if value is None:
        return NOTHING
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, kind, decimals)
    return str(value)


def shown_in(column: Column, value: Cell, language: Language) -> str:
    """``value`` as the ``column`` prints it."""
    return shown(value, column.kind, language, column.decimals)


def said(words: Text | str, language: Language) -> str:
    """A name as it is, or a text in ``language``."""
    return words.in_(language) if isinstance(words, Text) else words


def _number(value: float, kind: Kind, decimals: int) -> str:
    match kind:
        case Kind.MONEY:
            return yuan_grouped(int(value))
        case Kind.PERCENT:
            return f"{value * 100:,.{decimals}f}%"
        case Kind.PPM:
            return f"{int(value) / 10_000:g}%"
        case Kind.NUMBER:
            return f"{value:,.{decimals}f}"
        case Kind.COUNT:
            return f"{int(value):,}"
        case _:
            return str(value)
