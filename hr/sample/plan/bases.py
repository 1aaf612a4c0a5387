"""What contributions are reckoned on, and the special additional deductions that people claim."""

from __future__ import annotations

from datetime import date

import numpy as np

from hr.sample.data import read
from hr.sample.plan.employments import Employments
from hr.sample.plan.people import People, young
from hr.sample.plan.periods import Rows, cut
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.standing import Standing
from hr.sample.plan.table import Table, Whole, ids, keys
from vocabulary.money import fen


def bases(setting: Setting, employments: Employments, pay: Standing) -> Table:
    """Table ``contribution_base``: by years from July, from the pay of the standing that held then."""
    newest = setting.today.year if setting.today.month >= 7 else setting.today.year - 1  # noqa: PLR2004
    rows = cut(employments.start, employments.end, [date(newest - 1, 7, 1), date(newest, 7, 1)])
    monthly = _pay_before(pay, rows, len(employments))
    return Table(
        "contribution_base",
        {
            "id": ids(len(rows.of)),
            "employment_id": keys(rows.of),
            "social_base_fen": monthly.tolist(),
            "housing_base_fen": monthly.tolist(),
            "valid_from": rows.first.tolist(),
            "valid_to": rows.last.tolist(),
        },
    )


def _pay_before(pay: Standing, rows: Rows, employments: int) -> Whole:
    """Monthly pay by the last standing that began by the first day of each row (else the first of all)."""
    stride = np.int64(10**6)
    begun = pay.rows.of * stride + pay.rows.first.astype(np.int64)
    wanted = rows.of * stride + rows.first.astype(np.int64)
    place = np.searchsorted(begun, wanted, side="right") - 1
    first = np.searchsorted(pay.rows.of, np.arange(employments), side="left")[rows.of]
    place = np.minimum(np.maximum(place, first), len(begun) - 1)
    known = pay.rows.of[place] == rows.of
    return np.where(known, pay.monthly[place], 0)


def deductions(setting: Setting, spells: Spells, people: People) -> Table:
    """Table ``tax_deduction``: special additional deductions of those who stay, from January of the last year."""
    generator = setting.stream("deductions")
    since = date(setting.today.year - 1, 1, 1)
    person, item, monthly = [], [], []
    claimed = np.zeros(len(spells), dtype=np.bool_)
    for rule in read("pay")["deductions"]:
        claims = young(setting.today, people.born, rule["ages"]) & (generator.random(len(spells)) < rule["share"])
        if rule["item"] == "rent":  # not beside the interest of a mortgage
            claims &= ~claimed
        claimed = claims if rule["item"] == "housing_loan" else claimed
        rows = np.flatnonzero(claims & spells.stays)
        person.append(rows)
        item += [rule["item"]] * len(rows)
        monthly += [fen(rule["yuan"])] * len(rows)
    of = np.concatenate(person)
    dated = [since] * len(of)
    return Table(
        "tax_deduction",
        {"id": ids(len(of)), "person_id": keys(of), "item": item, "monthly_fen": monthly, "valid_from": dated},
    )
