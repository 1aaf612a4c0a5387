"""Overtime of a month by working-time regime, held against the 36 hours that the law allows (劳动法 art. 41)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.monthly import MonthlyTotals
from scheduling.night import Minutes
from vocabulary.terms import Term


class Regime(Term):
    """工时制度."""

    STANDARD = "standard", "标准工时制", "Standard hours"
    COMPREHENSIVE = "comprehensive", "综合计算工时制", "Comprehensive hours"
    IRREGULAR = "irregular", "不定时工作制", "Irregular hours"


REGIMES: tuple[Regime, ...] = tuple(Regime)


@dataclass(frozen=True, slots=True)
class OvertimeCheck:
    """For each row of the totals: overtime in minutes, the limit that applies, and whether it is broken."""

    minutes: Minutes
    limit: int
    over: NDArray[np.bool_]


def overtime_check(totals: MonthlyTotals, regime: NDArray[np.int8], norm: Minutes) -> OvertimeCheck:
    """Overtime of each row under its ``regime`` (place in ``REGIMES``), given the month's ``norm`` in minutes."""
    raise NotImplementedError
