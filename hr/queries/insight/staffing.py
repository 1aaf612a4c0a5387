"""The staffing findings of a day with the people and units that they are about, as a list and for the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from analytics.establishment.finding import Finding, FindingRule, Severity
from analytics.establishment.findings import staffing_findings
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.viewer import Viewer
from hr.queries.computed_listing import ComputedListing, shown_column
from hr.queries.insight.staffing_facts import facts_on
from hr.queries.listing import Choice
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and its subject: the person (None for a unit's), the unit, both as people read them."""

    finding: Finding
    person_id: int | None
    staff_number: str | None
    subject: str
    subject_key: str
    unit_id: int
    unit: str


def findings_on(on: date, unit: Unit, *, viewer: Viewer) -> list[Found]:
    """What every rule finds at ``unit`` and below on a day; OutOfScope for who may not see people by name there."""
    known = facts_on(on, unit, viewer=viewer)
    units = known.centres.units
    found = []
    for finding in staffing_findings(known.facts, on):
        if finding.subject_kind == "unit":
            there = units[int(finding.subject)]
            found.append(Found(finding, None, None, there.name, there.name, there.id, there.name))
        else:
            one = known.employees[finding.subject]
            there = units[one.unit_id]
            found.append(Found(finding, one.person_id, one.staff_number, one.name, one.name_key, there.id, there.name))
    return found


def by_severity(found: Sequence[Found]) -> Mapping[Severity, int]:
    """How many findings of each severity there are."""
    counts = Counter(one.finding.severity for one in found)
    return {severity: counts[severity] for severity in Severity}


_COLUMNS = (
    shown_column("severity", Text("轻重", "Severity"), kind="term", sort_by="order"),
    shown_column("rule", Text("规则", "Rule"), kind="term"),
    shown_column("staff_number", Text("工号", "Staff no.")),
    shown_column("subject", Text("对象", "About"), sort_by="subject_key", link="person_id"),
    shown_column("unit", Text("机构", "Unit")),
    shown_column("message", Text("情况", "What was found"), kind="term"),
    shown_column("due", Text("期限", "Due"), kind="date"),
    shown_column("advice", Text("怎么办", "What to do"), kind="term"),
    shown_column("source", Text("依据", "Legal source"), kind="term"),
    shown_column("confidence", Text("可信度", "Confidence"), kind="term", shown=False),
    shown_column("person_id", Text("编号", "Key"), shown=False),
)
_CONFIDENCE = {
    "high": Text("高", "High"),
    "medium": Text("中", "Medium"),
    "low": Text("低（本中心设定）", "Low (the centre's own)"),
}


def findings_listing(found: Sequence[Found]) -> ComputedListing:
    """The findings as a list, the gravest and most urgent first."""
    rules = [rule for rule in FindingRule if any(one.finding.rule is rule for one in found)]
    units = {str(one.unit_id): Text(one.unit, one.unit) for one in found}
    return ComputedListing(
        statement=select(Person.id),
        columns=_COLUMNS,
        search_in=("subject", "subject_key", "staff_number", "unit"),
        choices=(
            Choice("severity", Text("轻重", "Severity"), [(one.value, one.label) for one in Severity], {}),
            Choice("rule", Text("规则", "Rule"), [(rule.value, rule.label) for rule in rules], {}),
            Choice("unit_id", Text("机构", "Unit"), sorted(units.items(), key=lambda item: item[1].zh), {}),
        ),
        sort="severity",
        rows=[_row(place, one) for place, one in enumerate(found)],
    )


def _row(place: int, one: Found) -> Mapping[str, Any]:
    finding = one.finding
    return {
        "order": place,
        "severity": finding.severity,
        "rule": finding.rule,
        "staff_number": one.staff_number,
        "subject": one.subject,
        "subject_key": one.subject_key,
        "unit": one.unit,
        "unit_id": str(one.unit_id),
        "message": finding.message,
        "due": finding.due,
        "advice": finding.advice,
        "source": finding.source,
        "confidence": _CONFIDENCE[finding.confidence],
        "person_id": one.person_id,
    }
