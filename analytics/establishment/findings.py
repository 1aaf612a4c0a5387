"""All staffing findings on a day: every rule asked, in one order that doesn't depend on the order of the facts."""

from __future__ import annotations

from datetime import date
from itertools import chain

from analytics.establishment import contracts, people, units
from analytics.establishment.finding import Finding, FindingRule, Severity
from analytics.establishment.inputs import StaffingFacts

_SEVERITIES = tuple(Severity)
_RULES = tuple(FindingRule)


def staffing_findings(facts: StaffingFacts, on: date) -> list[Finding]:
    """What every rule finds on ``on``, breaches first, then by due date (those without one last), rule and subject."""
    found = chain(
        contracts.contract_ends(facts.contracts, on),
        contracts.probation(facts.contracts, on),
        contracts.open_ended_due(facts.contracts, on),
        contracts.dispatch_terms(facts.contracts, on),
        contracts.temporary_posts(facts.contracts, on),
        units.dispatched_shares(facts.headcounts, on),
        units.quotas(facts.quotas, on),
        people.retirements(facts.retirements, on),
        people.subsidies(facts.subsidies, on),
        people.certificates(facts.certificates, on),
        people.on_books_not_on_post(facts.on_books, on),
    )
    return sorted(found, key=_order)


def _order(finding: Finding) -> tuple[int, date, int, str, str]:
    return (
        _SEVERITIES.index(finding.severity),
        finding.due or date.max,
        _RULES.index(finding.rule),
        finding.subject,
        finding.message.en,
    )
