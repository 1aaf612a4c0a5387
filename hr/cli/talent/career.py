"""`gridhr career`: who may step to the next level on a day, and what the others lack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click
from flask.cli import with_appcontext

from analytics.career.requirements import Outcome
from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_by_code
from hr.queries.talent.career_document import level_name
from hr.queries.talent.eligibility import Candidate, candidates
from vocabulary.text import Text


@click.group("career")
def group() -> None:
    """Career ladders.

    Example: gridhr career eligible --on 2026-12-31 --json
    """


@group.command("eligible")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (default: today).")
@click.option("--unit", "unit_code", help="Code of a unit, with all below it (default: the topmost).")
@click.option("--ladder", help="Code of a ladder (default: all).")
@as_option
@json_option
@with_appcontext
@refusing
def eligible(on: datetime | None, unit_code: str | None, ladder: str | None, login: str | None, as_json: bool) -> None:
    """Everybody on a ladder: the next level, each requirement met or missing, and when it will be met.

    Example: gridhr career eligible --on 2026-12-31 --unit XN05 --json
    """
    viewer = acting(login, "career eligible")
    unit = unit_by_code(unit_code, viewer=viewer, action=Action.CAREER_READ)
    day = on.date() if on else today()
    people = candidates(day, viewer=viewer, code=ladder, unit=unit)
    found = {"on": day, "unit": unit.code, "eligible": sum(one.found.eligible for one in people)}
    answer({**found, "people": [_person(one) for one in people]}, as_json, _said(people))


def _person(one: Candidate) -> dict[str, object]:
    found = one.found
    return {
        "person": one.staff_number,
        "name": one.name,
        "unit": one.unit,
        "ladder": one.version.ladder.code,
        "level": found.current.code if found.current else None,
        "since": one.since,
        "next_level": found.next_level.code if found.next_level else None,
        "eligible": found.eligible,
        "eligible_on": found.eligible_on,
        "requirements": [_requirement(outcome) for outcome in found.outcomes],
    }


def _requirement(outcome: Outcome) -> dict[str, object]:
    return {
        "requirement": outcome.requirement,
        "state": outcome.state,
        "met_on": outcome.met_on,
        "evidence": outcome.evidence,
    }


def _said(people: list[Candidate]) -> Iterator[Text | str]:
    for one in people:
        line = Text(
            "{number} {name}  {level} → {next}  {state} {day}", "{number} {name}  {level} → {next}  {state} {day}"
        )
        following = one.found.next_level
        yield line.format(
            number=one.staff_number,
            name=one.name,
            level=level_name(one.found),
            next=following.name if following else "—",
            state=one.standing.label,
            day=one.found.eligible_on or "",
        )
