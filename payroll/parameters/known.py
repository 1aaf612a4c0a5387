"""What was known of a parameter on a day: values that are announced late, with effect from an earlier date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from payroll.parameters.values import Confidence, Parameter, Row

_NOTE = "新标准公布前沿用上一标准：{practice}"


def as_known(parameter: Parameter, on: date | None) -> Parameter:
    """The parameter without the rows that had not been announced on that day (None: everything is known).

    Where the parameter says so, the value before goes on in the place of such a row; otherwise there is a gap, which
    a run refuses.
    """
    if all(row.is_known(on) for row in parameter.rows):
        return parameter
    rows: list[Row] = []
    for row in parameter.rows:
        if row.is_known(on):
            rows.append(row)
        elif parameter.continues and rows:
            rows.append(_going_on(rows[-1], row, parameter.continues))
    return replace(parameter, rows=tuple(rows))


def _going_on(before: Row, instead_of: Row, practice: str) -> Row:
    """The earlier value over the dates of a later one that nobody knows yet."""
    note = _NOTE.format(practice=practice)
    return replace(before, valid=instead_of.valid, confidence=Confidence.MEDIUM, note=note, announced=None)
