"""What the staffing rules put on the home page: how many breaches and warnings, and the gravest of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analytics.establishment.finding import Severity
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Waiting
from hr.queries.insight.staffing import by_severity, findings_on
from hr.queries.organisation.unit import unit_by_code
from vocabulary.text import Text

_HEADING = Text("用工合规：违规", "Staffing rules: breaches")
_LISTED = 6


def staffing_breaches(viewer: Viewer, on: date) -> Iterator[HomeCard | Waiting]:
    """Breaches and warnings of the day for who looks after people."""
    if not viewer.may(Action.STAFF_WRITE):
        return
    unit = unit_by_code(None, viewer=viewer, action=Action.STAFF_READ)
    found = findings_on(on, unit, viewer=viewer)
    counts = by_severity(found)
    breaches = counts[Severity.BREACH]
    note = Text("另有预警 {n} 项", "and {n} warnings").format(n=counts[Severity.WARNING])
    target = Target("staffing.findings", {"severity": Severity.BREACH.value} if breaches else {})
    yield HomeCard(_HEADING, breaches, note=note, tone="bad" if breaches else "good", target=target)
    for one in found[: min(_LISTED, breaches)]:
        page = Target("person.page", {"person_id": one.person_id}) if one.person_id else target
        yield Waiting(_HEADING, one.subject, one.finding.message, one.finding.due, page)
