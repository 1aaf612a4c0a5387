"""The share of dispatched workers under both denominators, and the quota."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.establishment import units
from analytics.establishment.finding import FindingRule, Severity
from analytics.establishment.inputs import HeadcountFact, QuotaFact
from vocabulary.terms import PostFamily, StaffingType

ON = date(2026, 11, 23)


def unit(dispatched: int, contract: int, establishment: int) -> HeadcountFact:
    return HeadcountFact(
        "U1",
        {
            StaffingType.DISPATCHED: dispatched,
            StaffingType.CONTRACT: contract,
            StaffingType.ESTABLISHMENT: establishment,
        },
    )


def test_the_studys_centre_has_93_percent_dispatched_of_thirty() -> None:
    share = units.dispatched_share(unit(28, 1, 1))
    assert share.of_everybody == pytest.approx(28 / 30)
    assert share.of_labour == pytest.approx(28 / 29)
    (found,) = units.dispatched_shares([unit(28, 1, 1)], ON)
    assert found.severity is Severity.WARNING
    assert found.message.en == "28 dispatched: 96.6% of 29 under contract, 93.3% of all 30"
    assert "96.6%" in found.message.zh
    assert "93.3%" in found.message.zh


@pytest.mark.parametrize(
    ("dispatched", "contract", "named"), [(10, 90, False), (11, 89, True), (0, 0, False), (1, 0, True)]
)
def test_the_share_is_named_above_ten_percent_of_labour_contracts(dispatched: int, contract: int, named: bool) -> None:
    assert bool(list(units.dispatched_shares([unit(dispatched, contract, 1000)], ON))) == named


def test_a_unit_without_anybody_has_no_share() -> None:
    share = units.dispatched_share(unit(0, 0, 0))
    assert share.of_labour is None
    assert share.of_everybody is None


@pytest.mark.parametrize(("filled", "rule"), [(22, FindingRule.VACANCY), (30, None), (31, FindingRule.OVER_QUOTA)])
def test_the_quota_is_compared_with_who_is_there(filled: int, rule: FindingRule | None) -> None:
    found = list(units.quotas([QuotaFact("U1", PostFamily.GRID_INSPECTOR.label, 30, filled)], ON))
    assert [finding.rule for finding in found] == ([rule] if rule else [])
    assert all(str(abs(30 - filled)) in finding.message.en for finding in found)
