"""All rules together: their order, and that each rule has a word and a law behind it."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analytics.establishment.finding import FindingRule, Severity
from analytics.establishment.findings import staffing_findings
from analytics.establishment.inputs import (
    CertificateFact,
    ContractFact,
    HeadcountFact,
    OnBooksFact,
    QuotaFact,
    RetirementFact,
    StaffingFacts,
    SubsidyFact,
)
from analytics.law import read, values
from vocabulary.periods import Month
from vocabulary.terms import ContractKind, PostFamily, RetirementGroup, StaffingType
from vocabulary.text import Text

ON = date(2026, 11, 23)
INSPECTORS = PostFamily.GRID_INSPECTOR.label
TROUBLED = StaffingFacts(
    contracts=(
        ContractFact("C1", StaffingType.CONTRACT, ContractKind.FIXED, date(2025, 1, 1), date(2026, 12, 31), 6, 2),
        ContractFact("C2", StaffingType.CONTRACT, ContractKind.FIXED, date(2025, 1, 1), date(2026, 10, 31)),
        ContractFact(
            "D1", StaffingType.DISPATCHED, ContractKind.FIXED, date(2026, 1, 1), date(2027, 6, 30),
            temporary_post_since=date(2026, 1, 1),
        ),
    ),
    retirements=(RetirementFact("R1", RetirementGroup.FEMALE_50, Month(1976, 3)),),
    subsidies=(SubsidyFact("S1", Month(2023, 11), 37),),
    certificates=(CertificateFact("Z1", Text("驾驶证", "Driving licence"), date(2026, 12, 1)),),
    headcounts=(HeadcountFact("U1", {StaffingType.DISPATCHED: 28, StaffingType.CONTRACT: 2}),),
    quotas=(QuotaFact("U1", INSPECTORS, 30, 22), QuotaFact("U1", PostFamily.MANAGER.label, 1, 2)),
    on_books=(OnBooksFact("E1", "U1", Month(2026, 10), "U1", 18, 0, paid=True),),
)  # fmt: skip


def test_every_rule_can_find_something() -> None:
    assert {finding.rule for finding in staffing_findings(TROUBLED, ON)} == set(FindingRule)


def test_breaches_come_first_and_within_them_what_is_due_first() -> None:
    found = staffing_findings(TROUBLED, ON)
    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    breaches = [finding.due or date.max for finding in found if finding.severity is Severity.BREACH]
    assert breaches == sorted(breaches)


@given(st.permutations(TROUBLED.contracts), st.permutations(TROUBLED.quotas))
def test_the_order_of_the_facts_does_not_matter(contracts: list[ContractFact], quotas: list[QuotaFact]) -> None:
    shuffled = StaffingFacts(
        contracts=tuple(contracts),
        retirements=TROUBLED.retirements,
        subsidies=TROUBLED.subsidies,
        certificates=TROUBLED.certificates,
        headcounts=TROUBLED.headcounts,
        quotas=tuple(quotas),
        on_books=TROUBLED.on_books,
    )
    assert staffing_findings(shuffled, ON) == staffing_findings(TROUBLED, ON)


def test_each_finding_speaks_each_language_alone() -> None:
    for finding in staffing_findings(TROUBLED, ON):
        for said in (finding.message, finding.advice, finding.source, finding.rule.label, finding.severity.label):
            assert re.search("[\u4e00-\u9fff]", said.zh)
            assert not re.search("[\u4e00-\u9fff]", said.en)


def test_without_facts_nothing_is_found() -> None:
    assert staffing_findings(StaffingFacts(), ON) == []


def test_every_value_of_the_law_is_dated_sourced_and_no_two_hold_at_once() -> None:
    for rule in read("staffing"):
        held = values("staffing", rule)
        assert held
        for law in held:
            assert law.unit
            assert law.source.zh
            assert law.source.en
            assert law.confidence in ("high", "medium", "low")
        assert not any(a.in_force.overlaps(b.in_force) for i, a in enumerate(held) for b in held[:i])
