"""`gridhr staffing`: what the staffing rules find."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.permissions.actions import Action
from hr.queries.insight.staffing import Found, by_severity, findings_on
from hr.queries.organisation.unit import unit_by_code
from vocabulary.text import Text


@click.group("staffing")
def group() -> None:
    """The staffing rules: contracts, dispatch, retirement, subsidies, certificates, quotas, attendance.

    Example: gridhr staffing findings --on 2026-10-31 --json
    """


@group.command("findings")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (default: today).")
@click.option("--unit", "code", help="Code of a unit, with all below it (default: the topmost).")
@as_option
@json_option
@with_appcontext
@refusing
def findings(on: datetime | None, code: str | None, login: str | None, as_json: bool) -> None:
    """What was found: about whom, by which rule, from which legal source, by when, and what to do.

    Example: gridhr staffing findings --on 2026-10-31 --unit XN05 --json
    """
    viewer = acting(login, "staffing findings")
    unit = unit_by_code(code, viewer=viewer, action=Action.STAFF_READ)
    day = on.date() if on else today()
    found = findings_on(day, unit, viewer=viewer)
    counts = {severity.value: count for severity, count in by_severity(found).items()}
    facts = {"on": day, "unit": unit.code, "counts": counts, "findings": [_finding(one) for one in found]}
    answer(facts, as_json, [_line(one) for one in found])


def _finding(one: Found) -> dict[str, object]:
    finding = one.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "person": one.staff_number,
        "subject": one.subject,
        "unit": one.unit,
        "message": finding.message,
        "due": finding.due,
        "advice": finding.advice,
        "source": finding.source,
        "confidence": finding.confidence,
    }


def _line(one: Found) -> Text:
    words = Text("[{severity}] {number} {subject}（{unit}）{message}。{advice}。依据：{source}",
                 "[{severity}] {number} {subject} ({unit}): {message}. {advice}. Source: {source}")  # fmt: skip
    finding = one.finding
    return words.format(
        severity=finding.severity.label,
        number=one.staff_number or "",
        subject=one.subject,
        unit=one.unit,
        message=finding.message,
        advice=finding.advice,
        source=finding.source,
    )
