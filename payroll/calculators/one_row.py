"""Runs elements on one made-up person, so that a calculator and the pay run can't disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np

from payroll.columns import LARGEST_AMOUNT
from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.trace import TraceLine, explain
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

Workings = list[tuple[TraceLine, ...]]
_heard: ContextVar[Workings | None] = ContextVar("workings", default=None)


@contextmanager
def workings() -> Iterator[Workings]:
    """Collects how the figures of each run within it came about, for those who show them; answers stay bare."""
    lines: Workings = []
    token = _heard.set(lines)
    try:
        yield lines
    finally:
        _heard.reset(token)


@cache
def statutory_book(city: str = "shanghai") -> Book:
    """The law and the default settings alone, with no employer's rows."""
    return Book.of(load_law(city))


def compute(
    on: date, columns: Mapping[str, int | str], targets: Collection[str], given: Mapping[str, int] | None = None
) -> dict[str, int]:
    """The figures of ``targets`` (fen) for one person in the month of ``on``; ``given`` figures are taken as known.

    Raises BadInput for what fails that person, and for a statutory value that is missing.
    """
    inputs = Inputs.from_rows(Month.of(on), [{**columns, "employment_id": 0}])
    known = {name: np.array([value], dtype=np.int64) for name, value in (given or {}).items()}
    result = run(inputs, statutory_book(), targets, known)
    for fault in result.faults:
        raise BadInput(fault.reason, fault.place)
    heard = _heard.get()
    if heard is not None:
        whole = replace(result, figures={**known, **result.figures})
        heard.append(explain(whole, inputs, statutory_book(), 0))
    return {name: int(result.figures[name][0]) for name in targets}


def amount(value: int, place: str) -> int:
    """``value`` (fen), refused with BadInput when negative or beyond what the engine computes exactly."""
    if value < 0:
        raise BadInput(Text("金额不能为负数。", "An amount can't be negative."), place)
    if value > LARGEST_AMOUNT:
        raise BadInput(Text("金额超出允许范围。", "The amount is beyond what is reckoned with."), place)
    return value


def count(value: int, place: str, most: int) -> int:
    """``value``, refused with BadInput outside 0 to ``most``."""
    if not 0 <= value <= most:
        reason = Text("须在 0 到 {most} 之间。", "It must lie between 0 and {most}.")
        raise BadInput(reason.format(most=most), place)
    return value
