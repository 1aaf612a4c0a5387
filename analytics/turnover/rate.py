"""A rate that names its denominator, carries its interval and remembers the people behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vocabulary.bad_input import BadInput
from vocabulary.terms import Term
from vocabulary.text import Text


class Denominator(Term):
    """分母: what a rate is a rate of."""

    OPENING = "opening", "期初在岗人数", "Headcount at opening"
    AVERAGE = "average", "日均在岗人数", "Average of daily headcount"
    AUTHORISED = "authorised", "核定人数", "Authorised headcount"
    JOINERS = "joiners", "新进人员", "Joiners"
    VACANCIES = "vacancies", "空缺岗位数", "Vacancies"
    APPLICANTS = "applicants", "应聘人数", "Applicants"
    LOSSES = "losses", "离职人数", "Losses"


class IntervalKind(Term):
    """区间算法: how the 95 % interval was made."""

    WILSON = "wilson", "威尔逊区间（人数占比）", "Wilson score (share of people)"
    GARWOOD = "garwood", "泊松精确区间", "Poisson exact (Garwood)"


Interval = tuple[float, float]
NOBODY: NDArray[np.int64] = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` of ``base``; ``value``, ``low`` and ``high`` are fractions, all None when the base is zero.

    ``people`` and ``base_people`` are the person numbers behind the count and the base; ``base_people`` is empty where
    the base is not a set of people (an average, a quota, vacancies).
    """

    name: Text
    count: int
    base: float
    denominator: Denominator
    interval: IntervalKind
    value: float | None
    low: float | None
    high: float | None
    people: NDArray[np.int64]
    base_people: NDArray[np.int64]


def share_of_people(
    name: Text, people: NDArray[np.int64], base_people: NDArray[np.int64], denominator: Denominator
) -> Rate:
    """What share of ``base_people`` are in ``people`` (all of whom must be in the base), with Wilson's interval."""
    if not np.isin(people, base_people).all():
        raise ValueError("the people of a share must be among those of its base")
    counted = share(name, len(people), len(base_people), denominator)
    return _with_people(counted, people, base_people)


def share(name: Text, count: int, base: int, denominator: Denominator) -> Rate:
    """``count`` of ``base`` cases, each of which either is counted or isn't, with Wilson's interval."""
    low, high = wilson(count, base) if base else (None, None)
    value = count / base if base else None
    return Rate(name, count, base, denominator, IntervalKind.WILSON, value, low, high, NOBODY, NOBODY)


def events_per(name: Text, people: NDArray[np.int64], base: float, denominator: Denominator) -> Rate:
    """Events (one each in ``people``) for each unit of ``base``, which isn't a set they belong to; Poisson exact."""
    low, high = (limit / base for limit in garwood(len(people))) if base > 0 else (None, None)
    value = len(people) / base if base > 0 else None
    return Rate(name, len(people), base, denominator, IntervalKind.GARWOOD, value, low, high, people, NOBODY)


def wilson(count: int, of: int, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a share (Wilson 1927, JASA 22), as fractions, without continuity correction.

    ``wilson(8, 28)`` is (0.1525, 0.4706).
    """
    if not 0 <= count <= of or of == 0:
        raise BadInput(Text(f"{count}/{of} 不是占比", f"{count} of {of} is no share"), "count")
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    centre = (count + z * z / 2) / (of + z * z)
    half = z / (of + z * z) * float(np.sqrt(count * (of - count) / of + z * z / 4))
    return max(0.0, centre - half), min(1.0, centre + half)


def garwood(count: int, confidence: float = 0.95) -> Interval:
    """The exact interval for the expectation of a Poisson count (Garwood 1936, Biometrika 28)."""
    tail = (1 - confidence) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2


def _with_people(rate: Rate, people: NDArray[np.int64], base_people: NDArray[np.int64]) -> Rate:
    return Rate(
        rate.name,
        rate.count,
        rate.base,
        rate.denominator,
        rate.interval,
        rate.value,
        rate.low,
        rate.high,
        people,
        base_people,
    )
