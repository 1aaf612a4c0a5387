"""What the staffing rules put on the home page: how many breaches and warnings, and the gravest of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from analytics.establishment.finding import Severity
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Waiting
from hr.queries.insight.staffing import by_severity, findings_on
from hr.queries.organisation.unit import unit_by_code
from hr.queries.staff.employment import in_force
from vocabulary.text import Text

_HEADING = Text("用工合规：违规", "Staffing rules: breaches")
_LISTED = 6
_MOST = 5_000
"""Beyond so many people the rules are asked on their own page and not on every visit of the home page."""
_TOO_MANY = Text("人数较多，请打开用工合规页查看", "Many people: open the page of findings")


def staffing_breaches(viewer: Viewer, on: date) -> Iterator[HomeCard | Waiting]:
    """Breaches and warnings of the day for who looks after people."""
    if not viewer.may(Action.STAFF_WRITE):
        return
    unit = unit_by_code(None, viewer=viewer, action=Action.STAFF_READ)
    if _employed(viewer, on) > _MOST:
        yield HomeCard(_HEADING, None, note=_TOO_MANY, target=Target("staffing.findings"))
        return
    found = findings_on(on, unit, viewer=viewer)
    counts = by_severity(found)
    breaches = counts[Severity.BREACH]
    note = Text("另有预警 {n} 项", "and {n} warnings").format(n=counts[Severity.WARNING])
    target = Target("staffing.findings", {"severity": Severity.BREACH.value} if breaches else {})
    yield HomeCard(_HEADING, breaches, note=note, tone="bad" if breaches else "good", target=target)
    for one in found[: min(_LISTED, breaches)]:
        page = Target("person.page", {"person_id": one.person_id}) if one.person_id else target
        yield Waiting(_HEADING, one.subject, one.finding.message, one.finding.due, page)


def _employed(viewer: Viewer, on: date) -> int:
    here = within(Unit.path, viewer, Action.STAFF_READ)
    statement = select(func.count(Employment.id)).join(Employment.host_unit).where(here, in_force(Employment, on))
    return db.session.scalar(statement) or 0
