"""When somebody retires under the gradual raise of the retirement age (decision of 2024-09-13, in force 2025-01-01)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vocabulary.periods import Month
from vocabulary.terms import RetirementGroup


@dataclass(frozen=True, slots=True)
class Retirement:
    """A person's statutory retirement, and the limits of the choice (弹性退休) around it."""

    group: RetirementGroup
    born: Month
    age_months: int
    delay_months: int
    month: Month
    earliest: Month
    latest: Month
    minimum_contribution_months: int

    @property
    def age(self) -> str:
        """The age at retirement as the official tables shorten it: ``60y1m``."""
        return f"{self.age_months // 12}y{self.age_months % 12}m"


def retirement(group: RetirementGroup, born: Month) -> Retirement:
    """The statutory retirement of somebody of ``group`` born in ``born``."""
    raise NotImplementedError


def chosen_month(statutory: Retirement, months: int) -> Month:
    """The month of retirement with ``months`` chosen earlier (−) or later (+); raises BadInput outside the limits."""
    raise NotImplementedError


def retirement_answer(group: str, born: str) -> dict[str, Any]:
    """What ``calc retirement`` answers; raises BadInput for an unknown group or a birth month that can't be."""
    raise NotImplementedError
