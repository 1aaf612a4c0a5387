"""How a rule says no."""

from __future__ import annotations

from vocabulary.text import Text


class Refusal(Exception):  # noqa: N818 - a decision about a wish, not a fault of the program
    """A wish that a rule declines: ``reason`` for the person, ``field`` the form field to blame, if one is."""

    def __init__(self, reason: Text, field: str | None = None) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.field = field


class OutOfScope(Exception):  # noqa: N818
    """What was asked for does not exist for this viewer; every door answers "not found", never "forbidden"."""
