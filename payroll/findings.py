"""What a check says: a finding that blocks or warns, and the computed month that the checks look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from payroll.inputs import BoolArray, Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from vocabulary.terms import Term
from vocabulary.text import Text


class Severity(Term):
    """How much a finding weighs: a run with a blocking one can't be approved."""

    BLOCK = "block", "阻止", "Blocks"
    WARN = "warn", "提示", "Warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``numbers`` by figure or input name, in its unit (fen, hundredths of days, minutes)."""

    severity: Severity
    code: str
    row: int
    employment_id: int
    text: Text
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """A computed month with what surrounds it. ``last_net``: last month's net (fen) by employment id.

    ``period_months``: months of the settled period of who works comprehensive hours, by employment id (default 1).
    ``accounts`` and ``id_numbers`` go by row of the inputs; any token will do (a blind index, say), "" means unknown.
    """

    result: Result
    inputs: Inputs
    book: Book
    last_net: Mapping[int, int] = field(default_factory=dict)
    accounts: Sequence[str] = ()
    id_numbers: Sequence[str] = ()
    period_months: Mapping[int, int] = field(default_factory=dict)


def finding(
    month: Checked, row: int, kind: tuple[Severity, str], text: Text, numbers: Mapping[str, int] | None = None
) -> Finding:
    """A finding about one row; ``kind`` is how much it weighs and its code."""
    severity, code = kind
    return Finding(severity, code, row, int(month.result.employment_id[row]), text, numbers or {})


def rows_of(mask: BoolArray) -> list[int]:
    """The rows where ``mask`` holds."""
    return [int(row) for row in np.flatnonzero(mask)]
