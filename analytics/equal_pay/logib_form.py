"""Logib's data form: its columns under their English headings or short codes, and the derived values of its Module 1.

The rules are those of the Federal Office for Gender Equality's R package ``logib`` (CRAN, 0.1–0.2), read there:
training codes 1–8 as 17, 15, 14, 15, 13, 12, 11 and 7 years; potential experience = age − training years − 6, not
below 0; pay standardised to the most frequent weekly hours (the highest of several). From memory only: dates of entry
are counted in years of 360 days (the spreadsheet function YEARFRAC) up to the end of the reference month, and a
missing weekly figure is replaced by a 52nd of the annual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analytics.equal_pay.design import FloatArray
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

HEADINGS = {
    "personal_number": "key",
    "age": "age",
    "sex": "gender",
    "years_of_service": "years of service",
    "training": "education and training",
    "function": "function",
    "level_of_requirements": "level of requirements",
    "professional_position": "professional position",
    "activity_rate": "employees paid monthly",
    "paid_hours": "employees paid hourly",
    "basic_wage": "basic wage",
    "allowances": "allowances",
    "monthly_wage_13": "13th monthly wage",
    "special_payments": "special payments",
    "weekly_hours": "usual weekly working hours",
    "annual_hours": "usual annual working hours",
    "population": "statistical population",
}
OPTIONAL = frozenset({"function", "annual_hours", "population", "allowances", "monthly_wage_13", "special_payments"})
PAY_PARTS = ("basic_wage", "allowances", "monthly_wage_13", "special_payments")
TRAINING_YEARS = np.array([np.nan, 17.0, 15.0, 14.0, 15.0, 13.0, 12.0, 11.0, 7.0])
_FIRST_YEAR = 1900  # a number from here on is a calendar year, not an age or a length of service
_WEEKS = 52
_SEXES = {"f": "F", "female": "F", "woman": "F", "w": "F", "女": "F", "m": "M", "male": "M", "man": "M", "男": "M"}


def form_sheet(sheets: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The first of a workbook's sheets that has the form's columns; raises BadInput when none has."""
    for sheet in sheets:
        if "basic_wage" in _found(sheet):
            return sheet
    raise BadInput(Text("没有一张表是 Logib 数据表", "no sheet has the columns of Logib's form"))


def read_form(frame: pd.DataFrame, reference: Month | None) -> pd.DataFrame:
    """The form with short column names, ages and years of service as numbers, and the derived values of Module 1.

    Adds ``training_years``, ``experience``, ``fte`` (of the most frequent weekly hours) and ``pay`` (standardised, per
    month); what can't be read is missing. ``reference`` is needed where births or entries are given as years or dates.
    Raises BadInput for a missing column, or a missing ``reference``.
    """
    found = _found(frame)
    for column, heading in HEADINGS.items():
        if column not in found and column not in OPTIONAL:
            raise BadInput(Text("表中没有 Logib 的这一列", "the form lacks this column of Logib"), heading)
    form = pd.DataFrame({name: frame[found[name]] if name in found else np.nan for name in HEADINGS}, index=frame.index)
    form["sex"] = [_SEXES.get(str(value).strip().lower()) for value in form["sex"]]
    form["age"] = _elapsed(form["age"], reference, whole_years=True)
    form["years_of_service"] = _elapsed(form["years_of_service"], reference, whole_years=False)
    for column in form.columns.difference(["personal_number", "sex", "function"]):
        form[column] = pd.to_numeric(form[column], errors="coerce").astype("float64")
    form["population"] = form["population"].fillna(1.0)
    return _derived(form)


def _found(frame: pd.DataFrame) -> dict[str, str]:
    """Which column of the table is which of the form, by short code or by how its heading begins."""
    found: dict[str, str] = {}
    for column in frame.columns:
        heading = re.sub(r"\s+", " ", str(column)).strip().lower()
        for name, start in HEADINGS.items():
            if heading == name or re.match(rf"{re.escape(start)}\b", heading):
                found.setdefault(name, column)
    return found


def _elapsed(values: pd.Series, reference: Month | None, *, whole_years: bool) -> FloatArray:
    return np.array([_years(value, reference, whole_years) for value in values], dtype=np.float64)


def _years(value: object, reference: Month | None, whole_years: bool) -> float:
    """Years from an age or length, a calendar year or a date up to the reference; NaN when it is none of these."""
    try:
        number = float(str(value))
    except ValueError:
        return _years_since(value, reference, whole_years)
    if not number >= _FIRST_YEAR:
        return number
    return _needed(reference).year - number


def _years_since(value: object, reference: Month | None, whole_years: bool) -> float:
    begun = pd.to_datetime(value if isinstance(value, date) else str(value), errors="coerce")
    if begun is pd.NaT:
        return float("nan")
    month = _needed(reference)
    if whole_years:
        return float(month.year - begun.year)
    end = month + 1
    return (end.year - begun.year) + (end.month - begun.month) / 12 + (1 - min(begun.day, 30)) / 360


def _needed(reference: Month | None) -> Month:
    if reference is None:
        reason = Text(
            "出生或入职以年份或日期填写时，须给出基准月份",
            "births or entries given as years or dates need a reference month",
        )
        raise BadInput(reason, "reference")
    return reference


def _derived(form: pd.DataFrame) -> pd.DataFrame:
    amounts = [*PAY_PARTS, "activity_rate", "paid_hours"]
    weekly = form["weekly_hours"].fillna(form["annual_hours"] / _WEEKS)
    counts = weekly.value_counts()
    usual = float(counts.index[counts == counts.max()].max()) if len(counts) else np.nan
    filled = form[amounts].fillna(0.0)
    monthly = weekly * filled["activity_rate"] / (100 * usual)
    fte = monthly.where(monthly > 0, 12 * filled["paid_hours"] / (_WEEKS * usual))
    code = form["training"].where(form["training"].isin(range(1, 9)), 0).astype(int).to_numpy()
    years = TRAINING_YEARS[code]
    return form.assign(
        weekly_hours=weekly,
        **{name: filled[name] for name in amounts if name != "basic_wage"},
        training_years=years,
        experience=np.maximum(form["age"] - years - 6, 0),
        fte=fte,
        pay=filled[list(PAY_PARTS)].sum(axis=1) / fte.where(fte > 0),
    )
