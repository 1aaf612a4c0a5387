"""What a change of a simulation is: something that gives a new book, new inputs, or both, and can be said in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from payroll.inputs import Inputs
from payroll.parameters.book import Book
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

SOURCE = "模拟 simulation"
"""What the simulated rows of a book name as their source."""


class Change(ABC):
    """One change. Book and inputs are frozen: both methods give new ones and touch nothing.

    Both raise BadInput when the change does not fit: ``place`` names what it is about, ``reason`` why not.
    """

    @property
    @abstractmethod
    def place(self) -> str:
        """What it is about, in the names of book and inputs: ``shift_rate.night``, ``input.night_shifts``."""

    @abstractmethod
    def said(self) -> Text:
        """The change in words, without whom it is for."""

    def on_book(self, book: Book, month: Month) -> Book:
        """The book with the change; ``month`` is the one that is simulated."""
        del month
        return book

    def on_inputs(self, inputs: Inputs) -> Inputs:
        """The inputs with the change."""
        return inputs


def changed(changes: Sequence[Change], inputs: Inputs, book: Book) -> tuple[Inputs, Book]:
    """Inputs and book after all ``changes``, each made to what the ones before it left."""
    for change in changes:
        book = change.on_book(book, inputs.month)
        inputs = change.on_inputs(inputs)
    return inputs, book


def throughout(month: Month) -> DateRange:
    """The dates of a simulated row."""
    return month.range
