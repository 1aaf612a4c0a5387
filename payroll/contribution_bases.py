"""What a contribution base rests on: last year's average, or the first wages of somebody new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vocabulary.money import Fen, divide_half_up
from vocabulary.periods import Month
from vocabulary.terms import BaseGround

DECLARED_IN = 7
"""July: from 2020 on the base year of social insurance begins with it, as the housing fund's always has."""


@dataclass(frozen=True, slots=True)
class MonthWage:
    """A month's wages that count for contribution bases (fen); ``whole``: employed on every paid day of it."""

    month: Month
    wage: Fen
    whole: bool


@dataclass(frozen=True, slots=True)
class ReckonedBase:
    """A base before floor and ceiling (fen), and the wages that it is the average of."""

    ground: BaseGround
    total: Fen
    months: int

    @property
    def base(self) -> Fen:
        """The average, to the fen."""
        return divide_half_up(self.total, self.months) if self.months else self.total


def yearly_base(start: Month, wages: Sequence[MonthWage], present: Fen | None) -> ReckonedBase | None:
    """The base of the year that begins with ``start``, from wages by this employer up to then.

    Whoever was paid in the previous calendar year: the average of those months. Who came since: the first whole
    month's wage, else what the first month paid. Without wages the ``present`` base goes on; None: nothing is known.
    Source: 上海市社会保险费缴费基数申报口径 (职工上年度月平均工资; 新招和调入人员首月工资).
    """
    last_year = [one.wage for one in wages if one.month.year == start.year - 1]
    if last_year:
        return ReckonedBase(BaseGround.YEAR_AVERAGE, sum(last_year), len(last_year))
    since = [one for one in wages if start.year <= one.month.year and one.month < start]
    first = next((one for one in since if one.whole), since[0] if since else None)
    return _of_month(first) if first else _going_on(present)


def joining_base(start: Month, wages: Sequence[MonthWage], present: Fen | None) -> ReckonedBase | None:
    """The base of somebody new from ``start``: that month's wage, marked where the month was not whole.

    After an incomplete first month the next one, which is whole, gives another base from then on. Without its wages
    the ``present`` base, as agreed on joining, goes on.
    """
    first = next((one for one in wages if one.month == start), None)
    return _of_month(first) if first else _going_on(present)


def _of_month(one: MonthWage) -> ReckonedBase:
    ground = BaseGround.FIRST_FULL_MONTH if one.whole else BaseGround.FIRST_MONTH_ACTUAL
    return ReckonedBase(ground, one.wage, 1)


def _going_on(present: Fen | None) -> ReckonedBase | None:
    return None if present is None else ReckonedBase(BaseGround.PRESENT, present, 0)
