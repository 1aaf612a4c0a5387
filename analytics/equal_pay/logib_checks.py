"""What Logib checks in a form before it computes: values that discard a row, and striking ones that are kept but shown.

The list and its bounds are those of the R package ``logib`` (see logib_form), written anew.
"""

# ruff: noqa: PLR2004 - each bound stands beside the words that tell it
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vocabulary.text import Text

Test = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True, slots=True)
class Check:
    """A test of a column: rows for which ``fails`` are discarded, or only shown when ``striking``."""

    column: str
    fails: Test
    reason: Text
    striking: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: the row (from 0, as in the file), the person's key, the column, why, and if it was kept."""

    row: int
    key: str
    column: str
    reason: Text
    striking: bool


def _outside(column: str, low: float, high: float) -> Test:
    return lambda f: (f[column] < low) | (f[column] > high)


def _negative(column: str) -> Test:
    return lambda f: f[column] < 0


def _not_code(column: str, last: int) -> Test:
    return lambda f: ~f[column].isin(range(1, last + 1))


def _missing(column: str) -> Check:
    return Check(column, lambda f: f[column].isna(), Text("缺少数值或无法识别", "missing or not readable"))


def _range(column: str, low: float, high: float) -> Check:
    reason = Text("不在{low:g}至{high:g}之间", "not between {low:g} and {high:g}").format(low=low, high=high)
    return Check(column, _outside(column, low, high), reason)


def _unusual(column: str, fails: Test, reason: Text) -> Check:
    return Check(column, fails, reason, striking=True)


_NEGATIVE = Text("不能为负", "must not be negative")

CHECKS: tuple[Check, ...] = (
    *(_missing(c) for c in ("personal_number", "age", "sex", "years_of_service", "basic_wage", "weekly_hours")),
    Check(
        "personal_number", lambda f: f["personal_number"].duplicated(keep=False), Text("人员编号重复", "duplicate key")
    ),
    Check("age", lambda f: f["age"] % 1 > 0, Text("年龄不是整数", "not a whole number")),
    _range("age", 13, 100),
    _range("years_of_service", 0, 85),
    Check(
        "years_of_service",
        lambda f: f["age"] - f["years_of_service"] < 13,
        Text("入职年龄小于13岁", "age at entry is under 13"),
    ),
    Check("training", _not_code("training", 8), Text("须为1至8的代码", "must be a code from 1 to 8")),
    Check(
        "level_of_requirements",
        _not_code("level_of_requirements", 8),
        Text("须为1至8的代码", "must be a code from 1 to 8"),
    ),
    Check(
        "professional_position",
        _not_code("professional_position", 5),
        Text("须为1至5的代码", "must be a code from 1 to 5"),
    ),
    Check("population", _not_code("population", 5), Text("须为1至5的代码", "must be a code from 1 to 5")),
    _range("activity_rate", 0, 150),
    _range("paid_hours", 0, 300),
    _range("weekly_hours", 1, 100),
    Check(
        "paid_hours",
        lambda f: (f["activity_rate"] > 0) == (f["paid_hours"] > 0),
        Text("就业比例与计薪工时须恰填一项", "exactly one of activity rate and paid hours must be given"),
    ),
    Check("basic_wage", lambda f: f["basic_wage"] <= 0, Text("须大于零", "must be above zero")),
    *(Check(c, _negative(c), _NEGATIVE) for c in ("allowances", "monthly_wage_13", "special_payments")),
    _unusual("age", _outside("age", 15, 70), Text("不在15至70岁之间", "not between 15 and 70")),
    _unusual("years_of_service", lambda f: f["years_of_service"] > 55, Text("超过55年", "more than 55 years")),
    _unusual(
        "years_of_service",
        lambda f: f["age"] - f["years_of_service"] < 16,
        Text("入职年龄小于16岁", "age at entry is under 16"),
    ),
    _unusual("activity_rate", lambda f: f["activity_rate"] > 100, Text("超过100%", "above 100 %")),
    _unusual("paid_hours", lambda f: f["paid_hours"] >= 220, Text("达到或超过220小时", "220 hours or more")),
    _unusual("weekly_hours", lambda f: f["weekly_hours"] > 50, Text("超过50小时", "above 50 hours")),
    _unusual(
        "monthly_wage_13",
        lambda f: f["monthly_wage_13"] > 0.25 * f["basic_wage"],
        Text("超过基本工资的25%", "more than 25 % of the basic wage"),
    ),
    _unusual(
        "monthly_wage_13",
        lambda f: f["monthly_wage_13"] < 0.08 * f["basic_wage"],
        Text("低于基本工资的8%", "less than 8 % of the basic wage"),
    ),
    _unusual(
        "level_of_requirements",
        lambda f: f["level_of_requirements"].isin([6, 7, 8]) & f["professional_position"].isin([1, 2]),
        Text("职位高而要求低", "high position with a low level of requirements"),
    ),
    _unusual(
        "level_of_requirements",
        lambda f: f["level_of_requirements"].isin([1, 2, 3]) & f["training"].isin([7, 8]),
        Text("要求高而学历低", "high level of requirements with little training"),
    ),
)


def check_form(form: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Remark, ...]]:
    """The rows of ``form`` that stand, and the remarks in the order of rows: the first on each column of a row."""
    discarded = np.zeros(len(form), dtype=np.bool_)
    remarks: dict[tuple[int, str], Remark] = {}
    keys = form["personal_number"].astype(str).to_numpy()
    rows = form.index.to_numpy()
    for check in CHECKS:
        failed = check.fails(form).fillna(False).to_numpy(dtype=np.bool_)
        if not check.striking:
            discarded |= failed
        for position in np.flatnonzero(failed):
            row = int(rows[position])
            found = Remark(row, str(keys[position]), check.column, check.reason, check.striking)
            remarks.setdefault((row, check.column), found)
    return form.loc[~discarded], tuple(remarks[place] for place in sorted(remarks))
