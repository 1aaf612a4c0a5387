"""When somebody retires under the gradual raise of the retirement age (decision of 2024-09-13, in force 2025-01-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR
from typing import Any

from analytics.law import read
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import RetirementGroup
from vocabulary.text import Text

_LATEST_BIRTH = Month(MAXYEAR - 100, 12)


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
    """The statutory retirement of somebody of ``group`` born in ``born``.

    Who would have retired before 2025-01 is not delayed; for the others one month is added for every four (women in
    worker posts: two) months, begun ones included, up to the most of their group.
    """
    if born > _LATEST_BIRTH:
        raise BadInput(Text(f"出生年月 {born} 不成立", f"The birth month {born} can't be"), "born")
    rule = read("retirement")["gradual_raise"]
    own, flexible = rule["groups"][group.value], read("retirement")["flexible"]
    original = born + own["original_age"]
    begun = original - Month.parse(rule["first_month"])
    delay = 0 if begun < 0 else min(own["most"], begun // own["step"] + 1)
    month = original + delay
    return Retirement(
        group=group,
        born=born,
        age_months=own["original_age"] + delay,
        delay_months=delay,
        month=month,
        earliest=max(original, month + -flexible["early"]),
        latest=month + flexible["late"],
        minimum_contribution_months=minimum_contribution_months(month.year),
    )


def minimum_contribution_months(year: int) -> int:
    """How many months of pension contributions somebody who retires in ``year`` needs for a monthly pension."""
    rule = read("retirement")["minimum_contribution"]
    years: dict[int, int] = rule["years"]
    if year < min(years):
        return int(rule["before"])
    return years[min(year, max(years))]


def chosen_month(statutory: Retirement, months: int, contribution_months: int | None = None) -> Month:
    """The month of retirement with ``months`` chosen earlier (−) or later (+) than the statutory one.

    Raises BadInput when that is before the original age, more than three years away, or when ``contribution_months``
    are given and an earlier month needs more. A later month needs the employer's agreement, which isn't judged here.
    """
    month = statutory.month + months
    if not statutory.earliest <= month <= statutory.latest:
        raise BadInput(
            Text(
                f"弹性退休只能在 {statutory.earliest} 至 {statutory.latest} 之间选择",
                f"Flexible retirement can be chosen from {statutory.earliest} to {statutory.latest}",
            ),
            "months",
        )
    needed = minimum_contribution_months(month.year)
    if months < 0 and contribution_months is not None and contribution_months < needed:
        raise BadInput(
            Text(
                f"提前退休须缴满 {needed} 个月，现有 {contribution_months} 个月",
                f"Retiring early needs {needed} months of contributions, there are {contribution_months}",
            ),
            "contribution_months",
        )
    return month


def retirement_answer(group: str, born: str) -> dict[str, Any]:
    """What ``calc retirement`` answers; raises BadInput for an unknown group or a birth month that can't be."""
    groups = {known.value: known for known in RetirementGroup}
    if group not in groups:
        names = ", ".join(groups)
        raise BadInput(Text(f"没有退休类别“{group}”（{names}）", f"No group “{group}” (there are {names})"), "group")
    try:
        month = Month.parse(born)
    except ValueError:
        raise BadInput(
            Text(f"出生年月“{born}”应写成 YYYY-MM", f"“{born}” is not a month written YYYY-MM"), "born"
        ) from None
    found = retirement(groups[group], month)
    return {
        "age": found.age,
        "month": str(found.month),
        "minimum_contribution_months": found.minimum_contribution_months,
    }
