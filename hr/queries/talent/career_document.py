"""Careers as a document: how a ladder is filled, how long people stand on each level, who may step up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from analytics.career.eligibility import Eligibility
from analytics.career.ladder import Ladder
from analytics.career.requirements import Outcome, State
from hr.queries.talent.career_ladder import LadderVersion
from hr.queries.talent.eligibility import Candidate
from reports.career_report import CareerPerson, CareerReport, MissingRequirement, career_document
from reports.charts.people import Rung
from reports.document import Block, Cards, Column, Document, Figure, Filter, Kind, Note, Table
from vocabulary.text import Text

NOT_YET = Text("尚未定级", "On no level yet")
_DAYS_A_YEAR = 365.25
_EXAMPLE = Text(
    "本通道为示例，未经主管部门核定，使用前须修改确认。",
    "This ladder is an example that nobody has approved: change and confirm it before relying on it.",
)
_STAY_COLUMNS = (
    Column(Text("层级", "Level")),
    Column(Text("人数", "People"), Kind.COUNT),
    Column(Text("停留年数中位数", "Median years there"), Kind.NUMBER),
    Column(Text("最长（年）", "Longest (years)"), Kind.NUMBER),
    Column(Text("现已符合下一级", "Eligible for the next"), Kind.COUNT),
)
_REQUIREMENT_COLUMNS = (
    Column(Text("条件", "Requirement")),
    Column(Text("状态", "State")),
    Column(Text("依据", "Evidence")),
    Column(Text("满足日期", "Met on"), Kind.DATE),
)
_STATES = {
    State.MET: Text("✓ 已满足", "✓ Met"),
    State.DUE: Text("◷ 到期满足", "◷ On a known date"),
    State.MISSING: Text("✗ 未满足", "✗ Missing"),
}


def report_of(people: Sequence[Candidate], version: LadderVersion, on: date, issuer: str) -> Document:
    """The printed report of one ladder: rungs, stays, the eligible and those who still lack something."""
    document = career_document(
        CareerReport(
            issuer=issuer,
            ladder=version.ladder.name,
            on=on,
            rungs=_rungs(people, version.ladder),
            people=tuple(_person(one) for one in people if one.found.next_level is not None),
            limits=_limits(version),
        )
    )
    place = next(index for index, block in enumerate(document.blocks) if isinstance(block, Table))
    stays = _stays(people, version.ladder, on)
    return replace(document, blocks=(*document.blocks[:place], stays, *document.blocks[place:]))


def ladder_document(people: Sequence[Candidate], version: LadderVersion, on: date, issuer: str) -> Document:
    """The ladder with nobody's name: cards, rungs, stays, and what each level asks."""
    report = report_of(people, version, on, issuer)
    kept = [block for block in report.blocks if isinstance(block, Cards | Figure)]
    notes = [Note(Text("局限", "Limits"), _limits(version), "warn")] if _limits(version) else []
    blocks: list[Block] = [*kept, _stays(people, version.ladder, on), _asked(version.ladder), *notes]
    return replace(report, blocks=tuple(blocks))


def path_document(one: Candidate, on: date) -> Document:
    """One person's way: where they stand, and every requirement of the next level with its evidence."""
    found = one.found
    filters = (Filter(Text("截至", "As of"), str(on)), Filter(Text("机构", "Unit"), one.unit))
    blocks: list[Block] = [_verdict(found)]
    if found.next_level is not None:
        title = Text("晋升“{level}”的条件", "What “{level}” asks").format(level=found.next_level.name)
        blocks.append(Table.of(title, _REQUIREMENT_COLUMNS, [_outcome(outcome) for outcome in found.outcomes]))
    blocks.append(Note(Text("通道来源", "Where the ladder comes from"), (one.version.ladder.source,)))
    if _limits(one.version):
        blocks.append(Note(Text("局限", "Limits"), _limits(one.version), "warn"))
    return Document(one.version.ladder.name, one.name, tuple(blocks), filters=filters)


def level_name(found: Eligibility) -> Text:
    """The level that somebody holds."""
    return found.current.name if found.current else NOT_YET


def _rungs(people: Sequence[Candidate], ladder: Ladder) -> tuple[Rung, ...]:
    rungs = [Rung(level.name, sum(one.found.current == level for one in people)) for level in reversed(ladder.levels)]
    unplaced = sum(one.found.current is None for one in people)
    return (*rungs, Rung(NOT_YET, unplaced)) if unplaced else tuple(rungs)


def _stays(people: Sequence[Candidate], ladder: Ladder, on: date) -> Table:
    rows = []
    for level in reversed(ladder.levels):
        there = [one for one in people if one.found.current == level]
        years = [(on - one.since).days / _DAYS_A_YEAR for one in there if one.since]
        ready = sum(one.found.eligible for one in there)
        rows.append((level.name, len(there), median(years) if years else None, max(years, default=None), ready))
    return Table.of(Text("各层级停留时间", "How long people stand on each level"), _STAY_COLUMNS, rows)


def _asked(ladder: Ladder) -> Table:
    rows = [
        (level.name if number == 0 else "", requirement.label)
        for level in reversed(ladder.levels)
        for number, requirement in enumerate(level.requires)
    ]
    columns = (Column(Text("层级", "Level")), Column(Text("须同时满足", "All of")))
    return Table.of(Text("晋升条件", "What each level asks"), columns, rows)


def _person(one: Candidate) -> CareerPerson:
    found = one.found
    assert found.next_level is not None, "who stands at the top is not on the list"
    missing = [outcome for outcome in found.outcomes if outcome.state is not State.MET]
    return CareerPerson(
        staff_number=one.staff_number,
        name=one.name,
        unit=one.unit,
        level=level_name(found),
        next_level=found.next_level.name,
        met=tuple(outcome.requirement for outcome in found.outcomes if outcome.state is State.MET),
        missing=tuple(MissingRequirement(_lack(outcome), outcome.met_on) for outcome in missing),
    )


def _lack(outcome: Outcome) -> Text:
    return Text("{asked}（{evidence}）", "{asked} ({evidence})").format(
        asked=outcome.requirement, evidence=outcome.evidence
    )


def _verdict(found: Eligibility) -> Note:
    heading = Text("现层级：{level}", "Present level: {level}").format(level=level_name(found))
    if found.next_level is None:
        return Note(heading, (Text("已在最高层级。", "This is the highest level."),), "good")
    facts = {"level": found.next_level.name, "day": found.eligible_on}
    if found.eligible:
        said = Text("已符合晋升“{level}”的全部条件。", "Every requirement of “{level}” is met.")
        return Note(heading, (said.format(**facts),), "good")
    if found.eligible_on:
        said = Text(
            "其余条件保持不变时，{day} 起符合“{level}”。", "Eligible for “{level}” from {day}, if all else stays."
        )
        return Note(heading, (said.format(**facts),))
    lines = [_lack(outcome) for outcome in found.missing]
    return Note(heading, (Text("晋升“{level}”尚缺：", "“{level}” still asks for:").format(**facts), *lines), "warn")


def _outcome(outcome: Outcome) -> tuple[Text, Text, Text, date | None]:
    return (outcome.requirement, _STATES[outcome.state], outcome.evidence, outcome.met_on)


def _limits(version: LadderVersion) -> tuple[Text, ...]:
    return (_EXAMPLE,) if version.ladder.example else ()
