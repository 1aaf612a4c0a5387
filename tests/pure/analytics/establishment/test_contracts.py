"""What contracts show on a day, at the very days on which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analytics.establishment import contracts
from analytics.establishment.contracts import term_months
from analytics.establishment.finding import FindingRule, Severity
from analytics.establishment.inputs import ContractFact
from vocabulary.terms import ContractKind, StaffingType

ON = date(2026, 11, 23)
CONTRACT = ContractFact("P1", StaffingType.CONTRACT, ContractKind.FIXED, date(2024, 1, 1), date(2027, 12, 31))


def ending(days: int) -> ContractFact:
    return replace(CONTRACT, end=ON + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (61, None),
        (60, FindingRule.CONTRACT_ENDING),
        (0, FindingRule.CONTRACT_ENDING),
        (-1, FindingRule.CONTRACT_LAPSED),
    ],
)
def test_a_contract_is_named_from_sixty_days_before_its_end(days: int, rule: FindingRule | None) -> None:
    found = list(contracts.contract_ends([ending(days)], ON))
    assert [finding.rule for finding in found] == ([rule] if rule else [])


def test_the_finding_says_who_when_why_and_what_to_do() -> None:
    (found,) = contracts.contract_ends([ending(30)], ON)
    assert (found.subject_kind, found.subject, found.due) == ("person", "P1", date(2026, 12, 23))
    assert found.message.zh == "合同将于 2026-12-23 到期，还有30天"
    assert found.message.en == "The contract ends on 2026-12-23, in 30 days"
    assert found.source.zh
    assert found.advice.en
    assert found.confidence == "low"


def test_an_open_ended_contract_never_ends() -> None:
    assert list(contracts.contract_ends([replace(CONTRACT, end=None, kind=ContractKind.OPEN_ENDED)], ON)) == []


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), 3),
        (date(2026, 1, 1), date(2026, 3, 30), 2),
        (date(2026, 1, 15), date(2027, 1, 14), 12),
        (date(2026, 1, 15), date(2027, 1, 13), 11),
        (date(2024, 2, 29), date(2025, 2, 27), 12),
        (date(2023, 12, 1), date(2026, 11, 30), 36),
        (date(2026, 1, 31), date(2026, 2, 27), 1),
    ],
)
def test_a_term_counts_its_full_months(start: date, end: date, months: int) -> None:
    assert term_months(replace(CONTRACT, start=start, end=end)) == months


@pytest.mark.parametrize(
    ("end", "most"),
    [
        (date(2026, 3, 30), 0),
        (date(2026, 3, 31), 1),
        (date(2026, 12, 30), 1),
        (date(2026, 12, 31), 2),
        (date(2028, 12, 30), 2),
        (date(2028, 12, 31), 6),
        (None, 6),
    ],
)
def test_the_longest_probation_goes_with_the_term(end: date | None, most: int) -> None:
    contract = replace(CONTRACT, start=date(2026, 1, 1), end=end)
    assert list(contracts.probation([replace(contract, probation_months=most)], ON)) == []
    (found,) = contracts.probation([replace(contract, probation_months=most + 1)], ON)
    assert (found.rule, found.severity) == (FindingRule.PROBATION_TOO_LONG, Severity.BREACH)


def test_a_task_based_contract_has_no_probation_and_the_establishment_up_to_twelve_months() -> None:
    task = replace(CONTRACT, kind=ContractKind.TASK, end=None, probation_months=1)
    established = replace(CONTRACT, staffing_type=StaffingType.ESTABLISHMENT, probation_months=12)
    assert len(list(contracts.probation([task], ON))) == 1
    assert len(list(contracts.probation([replace(established, end=date(2026, 12, 31))], ON))) == 0
    assert len(list(contracts.probation([replace(established, probation_months=13)], ON))) == 1


def test_an_open_ended_contract_is_due_after_two_terms_or_ten_years() -> None:
    second = replace(CONTRACT, fixed_terms=2)
    veteran = replace(CONTRACT, service_since=date(2016, 11, 23))
    nearly = replace(CONTRACT, service_since=date(2016, 11, 24))
    found = list(contracts.open_ended_due([CONTRACT, second, veteran, nearly], ON))
    assert [finding.message.en for finding in found] == [
        "2 fixed terms in a row",
        "10 years of unbroken service since 2016-11-23",
    ]
    assert all(finding.due == CONTRACT.end for finding in found)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": ContractKind.OPEN_ENDED, "end": None},
        {"staffing_type": StaffingType.ESTABLISHMENT},
        {"staffing_type": StaffingType.ASSISTANT_4050},
        {"staffing_type": StaffingType.DISPATCHED},
    ],
)
def test_an_open_ended_contract_is_not_due_where_the_rule_does_not_reach(changed: dict[str, object]) -> None:
    assert list(contracts.open_ended_due([replace(CONTRACT, fixed_terms=3, **changed)], ON)) == []


def test_a_dispatch_contract_lasts_two_years() -> None:
    dispatched = replace(CONTRACT, staffing_type=StaffingType.DISPATCHED, start=date(2026, 1, 1))
    assert list(contracts.dispatch_terms([replace(dispatched, end=date(2027, 12, 31))], ON)) == []
    (found,) = contracts.dispatch_terms([replace(dispatched, end=date(2027, 12, 30))], ON)
    assert (found.rule, found.message.en) == (
        FindingRule.DISPATCH_TERM_SHORT,
        "The agency's contract runs for 23 months only",
    )
    assert list(contracts.dispatch_terms([replace(CONTRACT, end=date(2024, 6, 30))], ON)) == []


def test_a_temporary_post_lasts_six_months() -> None:
    since = replace(CONTRACT, temporary_post_since=date(2026, 5, 24))
    assert list(contracts.temporary_posts([since, CONTRACT], ON)) == []
    (found,) = contracts.temporary_posts([since], ON + timedelta(days=1))
    assert (found.rule, found.due) == (FindingRule.TEMPORARY_POST_LONG, ON)


def test_before_a_rule_was_in_force_it_finds_nothing() -> None:
    early = date(2007, 12, 31)
    contract = replace(CONTRACT, start=date(2007, 1, 1), end=date(2007, 12, 31), probation_months=9, fixed_terms=5)
    for rule in (contracts.contract_ends, contracts.probation, contracts.open_ended_due, contracts.dispatch_terms):
        assert list(rule([contract], early)) == []
