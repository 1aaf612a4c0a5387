"""Contracts: fixed terms one after the other, open-ended for contract staff after the second (劳动合同法 art. 14)."""

from __future__ import annotations

from datetime import date

import numpy as np

from hr.sample.plan.employments import Employments
from hr.sample.plan.table import NO_DAY, Table, Whole, ids, keys, members, place_of, plus_months
from vocabulary.terms import ContractKind, StaffingType

_TERMS = {"establishment": 36, "contract": 36, "dispatched": 24, "assistant_4050": 12, "social_worker": 36}
_PROBATION = {"establishment": 12, "contract": 3, "dispatched": 2, "assistant_4050": 1, "social_worker": 3}
_FIXED_TERMS = 2


def contracts(employments: Employments, today: date) -> Table:
    """Table ``contract``: those begun by ``today``; one that was agreed for longer than somebody stayed was ended."""
    row, number = _begun(employments, today)
    terms = _of_type(_TERMS, employments)[row]
    start = plus_months(employments.start[row], terms * number)
    lasting = (employments.staffing[row] == place_of(StaffingType.CONTRACT)) & (number >= _FIXED_TERMS)
    end = np.where(lasting, NO_DAY, plus_months(start, terms) - 1)
    left = employments.end[row]
    early = ~np.isnat(left) & ~(end <= left)
    probation = np.where(number == 0, plus_months(start, _of_type(_PROBATION, employments)[row]) - 1, NO_DAY)
    kinds = np.where(lasting, place_of(ContractKind.OPEN_ENDED), place_of(ContractKind.FIXED))
    return Table(
        "contract",
        {
            "id": ids(len(row)),
            "employment_id": keys(row),
            "number": [f"HT{employment:06d}-{order + 1}" for employment, order in zip(row, number, strict=True)],
            "kind": members(ContractKind, kinds),
            "starts_on": start.tolist(),
            "ends_on": end.tolist(),
            "terminated_on": np.where(early, left, NO_DAY).tolist(),
            "probation_ends_on": probation.tolist(),
        },
    )


def _begun(employments: Employments, today: date) -> tuple[Whole, Whole]:
    """For each contract begun: its employment, and how many came before; an open-ended one is the last."""
    terms = _of_type(_TERMS, employments)
    last = np.minimum(employments.until, np.datetime64(today, "D"))
    most = np.where(employments.staffing == place_of(StaffingType.CONTRACT), _FIXED_TERMS + 1, 60)
    rows, numbers = [], []
    for number in range(60):
        begun = np.flatnonzero((plus_months(employments.start, terms * number) <= last) & (number < most))
        if not begun.size:
            break
        rows.append(begun)
        numbers.append(np.full(len(begun), number))
    row, count = np.concatenate(rows), np.concatenate(numbers)
    order = np.lexsort((count, row))
    return row[order], count[order]


def _of_type(values: dict[str, int], employments: Employments) -> Whole:
    return np.array([values[kind.value] for kind in StaffingType])[employments.staffing]
