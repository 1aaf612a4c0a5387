"""All staffing findings on a day: every rule asked, in one order that doesn't depend on the order of the facts."""

from __future__ import annotations

from datetime import date

from analytics.establishment.finding import Finding
from analytics.establishment.inputs import StaffingFacts


def staffing_findings(facts: StaffingFacts, on: date) -> list[Finding]:
    """What every rule finds on ``on``, breaches first, then by due date, rule and subject."""
    raise NotImplementedError
