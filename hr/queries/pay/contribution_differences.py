"""Contribution differences settled with the bureau, as they enter the month that pays them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_input import PayInput
from hr.queries.pay.contributions import back_column_of
from hr.queries.pay.month_columns import Column, MonthColumns
from vocabulary.pay_inputs import PayInputKind


def with_differences(gathered: MonthColumns) -> MonthColumns:
    """The same month with the approved differences added to what it pays for earlier months."""
    rows = db.session.execute(
        select(PayInput.employment_id, PayInput.name, PayInput.amount).where(
            PayInput.month == gathered.month,
            PayInput.kind == PayInputKind.CONTRIBUTION,
            PayInput.approved_at.is_not(None),
        )
    )
    more: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for employment_id, name, amount in rows:
        more[back_column_of(name)[0]][employment_id] += amount
    if not more:
        return gathered
    columns = dict(gathered.columns)
    for name, amounts in more.items():
        known: Column = columns.get(name) or [0] * len(gathered.people)
        columns[name] = [fen + amounts[one.employment_id] for fen, one in zip(known, gathered.people, strict=True)]
    return replace(gathered, columns=columns)
