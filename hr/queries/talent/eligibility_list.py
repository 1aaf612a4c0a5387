"""The eligibility list: one row a person and ladder, searched, filtered, sorted and exported like any list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from analytics.career.requirements import State
from hr.models.staff.person import Person
from hr.queries.computed_listing import ComputedListing, shown_column
from hr.queries.listing import Choice
from hr.queries.talent.career_document import level_name
from hr.queries.talent.eligibility import Candidate, Standing
from reports.career_report import joined
from vocabulary.text import Text

_COLUMNS = (
    shown_column("staff_number", Text("工号", "Staff no.")),
    shown_column("name", Text("姓名", "Name"), sort_by="name_key", link="person_id"),
    shown_column("unit", Text("机构", "Unit")),
    shown_column("ladder", Text("通道", "Ladder"), kind="term", shown=False),
    shown_column("level", Text("现层级", "Level now"), kind="term", sort_by="level_code"),
    shown_column("since", Text("任现层级自", "There since"), kind="date"),
    shown_column("next", Text("拟晋层级", "Next level"), kind="term"),
    shown_column("standing", Text("状态", "State"), kind="term"),
    shown_column("met", Text("已满足", "Met"), sort_by="met_count"),
    shown_column("missing", Text("尚缺", "Still missing"), kind="term"),
    shown_column("eligible_on", Text("预计符合日期", "Expected on"), kind="date"),
    shown_column("person_id", Text("编号", "Key"), shown=False),
)


def eligibility_listing(people: Sequence[Candidate]) -> ComputedListing:
    """The list of ``people``, with filters by state, level and ladder."""
    rows = [_row(one) for one in people]
    levels = {row["level_code"]: row["level"] for row in rows}
    ladders = {row["ladder_code"]: row["ladder"] for row in rows}
    choices = [
        Choice("standing", Text("状态", "State"), [(term.value, term.label) for term in Standing], {}),
        Choice("level_code", Text("现层级", "Level now"), list(levels.items()), {}),
    ]
    if len(ladders) > 1:
        choices.append(Choice("ladder_code", Text("通道", "Ladder"), list(ladders.items()), {}))
    return ComputedListing(
        statement=select(Person.id),
        columns=_COLUMNS,
        search_in=("name", "name_key", "staff_number", "unit"),
        choices=choices,
        sort="eligible_on",
        rows=rows,
    )


def _row(one: Candidate) -> Mapping[str, Any]:
    found = one.found
    missing = [outcome.requirement for outcome in found.outcomes if outcome.state is not State.MET]
    ladder = one.version.ladder
    return {
        "person_id": one.person_id,
        "staff_number": one.staff_number,
        "name": one.name,
        "name_key": one.name_key,
        "unit": one.unit,
        "ladder": ladder.name,
        "ladder_code": ladder.code,
        "level": level_name(found),
        "level_code": found.current.code if found.current else "-",
        "since": one.since,
        "next": found.next_level.name if found.next_level else None,
        "standing": one.standing,
        "met": f"{one.met}/{len(found.outcomes)}",
        "met_count": one.met / max(1, len(found.outcomes)),
        "missing": joined(missing) if missing else None,
        "eligible_on": found.eligible_on,
    }
