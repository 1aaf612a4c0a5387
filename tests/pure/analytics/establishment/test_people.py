"""Retirement, subsidies, certificates and people on the books who are not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.establishment import people
from analytics.establishment.finding import FindingRule, Severity
from analytics.establishment.inputs import CertificateFact, OnBooksFact, RetirementFact, SubsidyFact
from vocabulary.periods import Month
from vocabulary.terms import RetirementGroup
from vocabulary.text import Text

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "severity"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), Severity.NOTICE),
        (date(2026, 9, 30), Severity.NOTICE),
        (date(2026, 10, 1), Severity.WARNING),
        (date(2027, 5, 1), Severity.WARNING),
    ],
)
def test_retirement_is_near_six_months_ahead_and_reached_with_its_month(on: date, severity: Severity | None) -> None:
    person = RetirementFact("P1", RetirementGroup.MALE_60, Month(1966, 5))
    found = list(people.retirements([person], on))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    assert all(finding.due == date(2026, 10, 31) for finding in found)


def test_a_chosen_month_moves_the_finding_and_one_that_cannot_be_is_itself_found() -> None:
    person = RetirementFact("P1", RetirementGroup.MALE_60, Month(1966, 5))
    assert list(people.retirements([replace(person, chosen_months=36)], ON)) == []
    (found,) = people.retirements([replace(person, chosen_months=-6)], ON)
    assert (found.severity, found.due) == (Severity.WARNING, None)
    assert "2026-05" in found.message.en


@pytest.mark.parametrize(
    ("used", "on", "severity", "due"),
    [
        (33, ON, None, None),
        (33, date(2026, 11, 30), Severity.NOTICE, date(2027, 2, 28)),
        (34, ON, Severity.NOTICE, date(2027, 1, 31)),
        (36, ON, Severity.WARNING, ON),
        (37, ON, Severity.BREACH, ON),
    ],
)
def test_the_subsidy_is_named_ninety_days_before_its_36_months_are_used(
    used: int, on: date, severity: Severity | None, due: date | None
) -> None:
    found = people.subsidies([SubsidyFact("P1", Month(2024, 1), used)], on)
    assert [(finding.severity, finding.due) for finding in found] == ([(severity, due)] if severity else [])


def test_who_had_under_two_years_to_retirement_at_the_first_grant_keeps_the_subsidy() -> None:
    near = SubsidyFact("P1", Month(2024, 1), 40, retirement_month=Month(2025, 12))
    far = replace(near, retirement_month=Month(2026, 1))
    assert list(people.subsidies([near], ON)) == []
    assert len(list(people.subsidies([far], ON))) == 1


def test_after_the_subsidy_rule_has_lapsed_the_finding_asks_for_its_successor() -> None:
    (found,) = people.subsidies([SubsidyFact("P1", Month(2026, 1), 12)], date(2027, 1, 1))
    assert "successor" in found.message.en
    assert "沪人社规〔2022〕8号" in found.source.zh


@pytest.mark.parametrize(
    ("expires", "severity"),
    [
        (date(2027, 1, 23), None),
        (date(2027, 1, 22), Severity.NOTICE),
        (ON, Severity.NOTICE),
        (date(2026, 11, 22), Severity.WARNING),
    ],
)
def test_a_certificate_is_named_sixty_days_before_it_ends(expires: date, severity: Severity | None) -> None:
    found = list(
        people.certificates([CertificateFact("P1", Text("社会工作者证书", "Social worker certificate"), expires)], ON)
    )
    assert [(finding.severity, finding.due) for finding in found] == ([(severity, expires)] if severity else [])


PRESENT = OnBooksFact("P1", "A", Month(2026, 10), "A", rostered_days=18, attended_days=1, paid=True)


@pytest.mark.parametrize(
    ("changed", "severity"),
    [
        ({}, None),
        ({"attended_days": 0}, Severity.BREACH),
        ({"attended_days": 0, "rostered_days": 0}, Severity.BREACH),
        ({"attended_days": 0, "paid": False}, Severity.BREACH),
        ({"attended_days": 0, "rostered_days": 0, "paid": False}, None),
        ({"assigned_unit": "B"}, Severity.WARNING),
        ({"assigned_unit": None}, None),
    ],
)
def test_on_the_books_without_being_on_post(changed: dict[str, object], severity: Severity | None) -> None:
    found = list(people.on_books_not_on_post([replace(PRESENT, **changed)], ON))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    assert all(finding.rule is FindingRule.ON_BOOKS_NOT_ON_POST for finding in found)
