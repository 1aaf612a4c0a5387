"""What the numbers of a unit show: the share of dispatched workers, vacancies, and places over the quota."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from analytics.establishment.finding import Finding, FindingRule, Severity, StaffingRule
from analytics.establishment.inputs import HeadcountFact, QuotaFact
from vocabulary.money import PPM
from vocabulary.terms import StaffingType
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class DispatchedShare:
    """The share of dispatched workers under both denominators; a share of nobody is None.

    ``labour``: labour-contract staff and dispatched workers (用工总量, 劳务派遣暂行规定 art. 4). ``everybody``: these
    and the establishment, who hold 聘用合同 and are strictly outside.
    """

    dispatched: int
    labour: int
    everybody: int

    @property
    def of_labour(self) -> float | None:
        """Without the establishment in the denominator."""
        return self.dispatched / self.labour if self.labour else None

    @property
    def of_everybody(self) -> float | None:
        """With the establishment in the denominator."""
        return self.dispatched / self.everybody if self.everybody else None


def dispatched_share(headcount: HeadcountFact) -> DispatchedShare:
    """The dispatched workers of a unit, and both numbers that they are a share of."""
    everybody = sum(headcount.by_type.values())
    return DispatchedShare(
        dispatched=headcount.by_type.get(StaffingType.DISPATCHED, 0),
        labour=everybody - headcount.by_type.get(StaffingType.ESTABLISHMENT, 0),
        everybody=everybody,
    )


def dispatched_shares(units: Iterable[HeadcountFact], on: date) -> Iterator[Finding]:
    """Units whose share of dispatched workers is above the limit, under the law's own denominator: a warning."""
    rule = StaffingRule.on(FindingRule.DISPATCHED_SHARE, "dispatched_share", on)
    for headcount in units:
        share = dispatched_share(headcount)
        if rule is None or share.dispatched * PPM <= rule.value * share.labour:
            continue
        numbers = {
            "dispatched": share.dispatched,
            "labour": share.labour,
            "strict": share.of_labour,
            "everybody": share.everybody,
            "wide": share.of_everybody,
        }
        yield rule.unit(
            Severity.WARNING,
            headcount.unit,
            Text(
                "派遣 {dispatched} 人，占用工总量 {labour} 人的 {strict:.1%}；计入在编占 {everybody} 人的 {wide:.1%}",
                "{dispatched} dispatched: {strict:.1%} of {labour} under contract, {wide:.1%} of all {everybody}",
            ).format(**numbers),
            Text(
                "制定降低派遣比例的方案，优先转为直接聘用", "Plan how to bring the share down, direct employment first"
            ),
        )


def quotas(places: Iterable[QuotaFact], on: date) -> Iterator[Finding]:
    """Places of the quota that are empty, and people over it."""
    vacant = StaffingRule.on(FindingRule.VACANCY, "quota", on)
    over = StaffingRule.on(FindingRule.OVER_QUOTA, "quota", on)
    for quota in places:
        if vacant is None or over is None:
            return
        spare = quota.authorised - quota.filled
        if spare > 0:
            yield vacant.unit(
                Severity.NOTICE,
                quota.unit,
                Text(
                    f"{quota.place.zh}核定{quota.authorised}，在岗{quota.filled}，空缺{spare}",
                    f"{quota.place.en}: {quota.authorised} authorised, {quota.filled} filled, {spare} vacant",
                ),
                Text("提出招聘或调配计划", "Plan recruitment or transfers"),
            )
        elif -spare > over.value:
            yield over.unit(
                Severity.BREACH,
                quota.unit,
                Text(
                    f"{quota.place.zh}核定{quota.authorised}，在岗{quota.filled}，超出{-spare}",
                    f"{quota.place.en}: {quota.authorised} authorised, {quota.filled} filled, {-spare} too many",
                ),
                Text("调整编制，或将超出人员转出", "Have the quota changed, or move the people beyond it"),
            )
