"""What a formula reads from: inputs, book and the figures computed so far; and where it reports rows that fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from payroll.faults import Fault
from payroll.inputs import BoolArray, Inputs
from payroll.parameters.book import Book
from payroll.parameters.values import Row
from payroll.units import Unit
from vocabulary.money import FenArray
from vocabulary.text import Text


@dataclass
class Sheet:
    """The working paper of one run; ``figures`` grows as the engine goes on, ``labels`` names them for people."""

    inputs: Inputs
    book: Book
    figures: dict[str, FenArray]
    labels: Mapping[str, tuple[Text, Unit]]
    failed: BoolArray
    faults: list[Fault] = field(default_factory=list)
    _asked: BoolArray | None = None

    @classmethod
    def of(cls, inputs: Inputs, book: Book, labels: Mapping[str, tuple[Text, Unit]]) -> Sheet:
        """An empty sheet, on which the rows that the inputs already refuse have failed."""
        failed = np.zeros(len(inputs), dtype=np.bool_)
        failed[[fault.row for fault in inputs.faults]] = True
        return cls(inputs, book, {}, labels, failed, list(inputs.faults))

    def row_of(self, parameter: str, *, at_end: bool = False) -> Row:
        """The dated row of a parameter for this month: its first day, since pay parameters change with a month.

        ``at_end``: its last day, for the few rules that change within one and are asked about the days after.
        """
        month = self.inputs.month
        return self.book.row(parameter, month.last_day if at_end else month.first_day)

    @contextmanager
    def asking(self, rows: BoolArray) -> Iterator[None]:
        """Within it, only ``rows`` matter: what is missing elsewhere is not needed."""
        before = self._asked
        self._asked = rows if before is None else before & rows
        try:
            yield
        finally:
            self._asked = before

    def fail(self, rows: BoolArray, place: str, reason: Text) -> None:
        """Those of ``rows`` that are asked for fail, each with ``reason``."""
        hit = rows if self._asked is None else rows & self._asked
        if not hit.any():
            return
        self.failed |= hit
        ids = self.inputs.employment_id
        known = {(fault.row, fault.place) for fault in self.faults}
        fresh = (int(row) for row in np.flatnonzero(hit) if (int(row), place) not in known)
        self.faults.extend(Fault(row, int(ids[row]), place, reason) for row in fresh)
