"""How values of the field look in JSON: money as text in yuan, months as YYYY-MM, terms as their stable codes."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from vocabulary.money import yuan
from vocabulary.terms import Term

YUAN_PATTERN = r"^-?\d+\.\d{2}$"


class Yuan(fields.String):
    """Fen as text in yuan with two decimals, so that no reader turns them into a binary fraction."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": YUAN_PATTERN, "example": "1885.50"}, **kwargs)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else yuan(value)


class MonthText(fields.String):
    """A month as YYYY-MM."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": r"^\d{4}-\d{2}$", "example": "2026-10"}, **kwargs)


class Code(fields.String):
    """One of the codes of an enumeration."""

    def __init__(self, kind: type[Term], **kwargs: Any) -> None:
        super().__init__(metadata={"enum": [member.value for member in kind]}, **kwargs)
