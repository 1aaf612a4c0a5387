"""How a pure rule says that it can't work with what it was given."""

from __future__ import annotations

from vocabulary.text import Text


class BadInput(ValueError):  # noqa: N818 - a refusal of input, not a fault of the program
    """Input that a rule refuses: ``reason`` in both languages, ``place`` naming the field, column or row."""

    def __init__(self, reason: Text, place: str | None = None) -> None:
        super().__init__(f"{place}: {reason.en}" if place else reason.en)
        self.reason = reason
        self.place = place
