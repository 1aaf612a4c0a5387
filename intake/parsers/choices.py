"""Parsers of what is picked from a list: terms of the field by code or by either label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from intake.cells import Cell
from intake.errors import BadCell
from intake.headings import folded
from intake.parsers.plain import plain_text
from vocabulary.terms import Term
from vocabulary.text import Text

T = TypeVar("T", bound=Term)


@dataclass(frozen=True)
class OneOf(Generic[T]):
    """A term of ``terms`` (an enumeration, or some of one) by its code, either label, or an alias; gives the term."""

    terms: Iterable[T]
    aliases: Mapping[str, T] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[Text, ...]:
        """The labels to pick from."""
        return tuple(term.label for term in self.terms)

    @property
    def form(self) -> Text:
        """The labels in a row."""
        return Text("、".join(t.label.zh for t in self.terms), "; ".join(t.label.en for t in self.terms))

    def __post_init__(self) -> None:
        known = {folded(word): term for word, term in self.aliases.items()}
        for term in self.terms:
            known |= {folded(word): term for word in (term.value, term.label.zh, term.label.en)}
        object.__setattr__(self, "_known", known)

    def __call__(self, cell: Cell) -> T:
        known: dict[str, T] = self.__dict__["_known"]
        term = known.get(folded(plain_text(cell)))
        if term is None:
            raise BadCell(
                "unknown_choice",
                Text("不在可选项之中", "Not one of the choices"),
                Text(f"从中选一项：{self.form.zh}", f"Choose one of: {self.form.en}"),
            )
        return term
