"""How one cell or one row is refused: a code that programs count by, the reason and what to do in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from intake.cells import text_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


class BadCell(BadInput):
    """A cell that a parser or a check refuses: ``code`` is stable, ``suggestion`` says how to mend it."""

    def __init__(self, code: str, reason: Text, suggestion: Text) -> None:
        super().__init__(reason)
        self.code = code
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong in one row of a file.

    ``row`` is the row's number as a spreadsheet shows it (the first row of the sheet is 1), ``column`` the heading as
    the file writes it, ``key`` the schema's name of that column, ``value`` what the cell held.
    """

    row: int
    column: str
    key: str
    value: Any
    code: str
    reason: Text
    suggestion: Text

    @property
    def shown(self) -> str:
        """What the cell held, as a person would type it: 40 where a sheet stores 40.0."""
        return text_of(self.value)
