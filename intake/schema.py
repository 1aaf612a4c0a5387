"""How a form is declared: columns with their headings and parsers, its key, its checks across columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from intake.cells import Cell
from intake.errors import BadCell
from vocabulary.text import Text


class Parser(Protocol):
    """Turns a filled cell into a value; raises BadCell.

    ``form`` says in words what the cell looks like; ``choices`` lists what may be picked (empty: free entry).
    """

    @property
    def form(self) -> Text: ...

    @property
    def choices(self) -> tuple[Text, ...]: ...

    def __call__(self, cell: Cell) -> Any: ...


Values = Mapping[str, Any]
RowCheck = Callable[[Values], Iterable[tuple[str, BadCell]]]
Derivation = Callable[[Values], Values]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    ``header`` is the heading a template carries; ``aliases`` are further headings that mean the same. A blank cell
    gives None, or an error where ``required``. ``example`` is entered as people would type it and must pass the parser.
    """

    key: str
    header: Text
    parser: Parser
    required: bool = False
    aliases: tuple[str, ...] = ()
    example: str = ""
    note: Text | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading the column is known by."""
        return (self.header.zh, self.header.en, self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Schema:
    """A form: each of ``unique`` names columns that together occur only once in a file; ``checks`` look across a row.

    A check receives the row's parsed values and yields (column key, BadCell) for what doesn't fit together; it runs
    only for rows whose cells are all readable. ``derive`` then gives values that follow from others.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    checks: tuple[RowCheck, ...] = ()
    derive: Derivation | None = None

    def column(self, key: str) -> Column:
        """The column named ``key``, which must be one of them."""
        return next(column for column in self.columns if column.key == key)
