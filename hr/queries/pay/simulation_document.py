"""A simulation's answer in the form that the reports library shows, hiding what the viewer may not be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hr.models.pay.simulation import PaySimulation
from hr.queries.pay.simulation import AT, unit_names
from hr.queries.pay.simulation_result import SimulationFound, people_of
from hr.queries.small_groups import HIDDEN, SMALLEST_GROUP
from payroll.inputs import Coded
from payroll.simulation.comparison import Moved
from payroll.simulation.groups import Group
from payroll.simulation.plain import from_plain
from payroll.simulation.spread import Band, spread
from reports.charts.changes import ChangeBand
from reports.document import Document
from reports.simulation.content import (
    GroupLine,
    GroupTable,
    MeasureLine,
    MoverLine,
    Outcomes,
    SimulationReport,
    Sums,
)
from reports.simulation.document import simulation_document
from reports.simulation.workbook import PersonLine
from vocabulary.money import yuan_grouped
from vocabulary.terms import FundSource, PostFamily, StaffingType, Term
from vocabulary.text import Text

MOST_MOVERS = 20
MEASURES = {
    "employer_cost": Text("用工成本", "Employer's cost"),
    "gross": Text("应发合计", "Gross"),
    "employer_contributions": Text("单位缴费", "Employer's contributions"),
    "deductions": Text("扣款合计", "Deductions"),
    "net": Text("实发合计", "Net"),
}
_CENTRE, _TYPE = Text("中心", "Centre"), Text("用工性质", "Staffing type")
_FUND, _GRADE = Text("经费来源", "Fund source"), Text("岗位等级", "Grade")
_RUN = Text("{m} 已计算的发薪批次（{s}）", "the pay run of {m} ({s})")
_NOW = Text("{m} 当月现有数据", "the inputs of {m} as they are now")
_STALE = Text(
    "该批次在方案保存后又重新计算过，结果按最新一次计算。",
    "The run was computed again after this was saved: the figures are those of the newest computation.",
)
_DIFFERING = Text(
    "{n} 人按存档数据重算的实发与工资条不同（计算规则已更新），差额以两次重算为准。",
    "For {n} people the net computed anew differs from the slip (the rules of the program have changed since): "
    "differences are between two computations of today.",
)
_LARGER = Text("{a} 以上", "{a} or more")


def document_of(found: SimulationFound) -> Document:
    """The answer as a document."""
    return simulation_document(report_of(found))


def report_of(found: SimulationFound) -> SimulationReport:
    """Everything that the viewer may be shown of the answer."""
    simulation, comparison = found.simulation, found.comparison
    shown = not found.too_few
    return SimulationReport(
        name=simulation.name,
        issuer=simulation.unit.name,
        period=Text(str(simulation.month), str(simulation.month)),
        base=base_words(simulation),
        changes=tuple(said_changes(simulation)),
        people=len(comparison),
        measures=tuple(MeasureLine(label, _sums(comparison.total(name))) for name, label in MEASURES.items()),
        outcomes=_outcomes(found) if shown else None,
        bands=tuple(_bands(found)) if found.named else (),
        elements=tuple(_elements(found)) if shown else (),
        tables=tuple(_tables(found)),
        movers=tuple(_movers(found)) if found.named else (),
        cautions=tuple(_cautions(found)),
    )


def base_words(simulation: PaySimulation) -> Text:
    """What a simulation starts from, in words."""
    if simulation.base_run is None:
        return _NOW.format(m=simulation.month)
    return _RUN.format(m=simulation.month, s=simulation.base_run.state.label)


def said_changes(simulation: PaySimulation) -> Iterator[Text]:
    """Each change in words, with whom it is for."""
    names = unit_names([simulation])
    for item in simulation.changes:
        whom = [*_unit(item, names), *_scope(item.get("scope", {}))]
        if not whom:
            yield from_plain(item).said()
            continue
        zh, en = "、".join(word.zh for word in whom), ", ".join(word.en for word in whom)
        yield Text("{c}（{zh}）", "{c} ({en})").format(c=from_plain(item).said(), zh=zh, en=en)


def _unit(item: Mapping[str, Any], names: Mapping[int, str]) -> list[Text]:
    name = names.get(item.get(AT, 0))
    return [] if name is None else [Text(name, name)]


def _scope(scope: Mapping[str, Sequence[str]]) -> Iterable[Text]:
    terms: dict[str, type[Term]] = {"staffing_type": StaffingType, "post": PostFamily}
    for dimension, codes in scope.items():
        for code in codes:
            yield terms[dimension].of(code).label if dimension in terms else Text(code, code)


def _sums(moved: Moved) -> Sums:
    return Sums(moved.before, moved.after)


def _outcomes(found: SimulationFound) -> Outcomes:
    outcome, floor = found.comparison.outcome(), found.comparison.floor()
    return Outcomes(
        gaining=outcome.gaining,
        losing=outcome.losing,
        unchanged=outcome.unchanged,
        gained=outcome.gained,
        lost=outcome.lost,
        fallen=floor.fallen,
        lifted=floor.lifted,
        failed=len(found.comparison.newly_failed),
    )


def _bands(found: SimulationFound) -> Iterator[ChangeBand]:
    comparison = found.comparison
    for band in spread(comparison.change("net")[comparison.counted]).bands:
        yield ChangeBand(_band_words(band), band.people, _direction(band))


def _direction(band: Band) -> int:
    if band.low == band.high == 0:
        return 0
    return 1 if band.high is None or band.high > 0 else -1


def _band_words(band: Band) -> Text:
    """By its edges in whole yuan: a gain of a fen to just under 50 yuan is “+0–50”."""
    if _direction(band) == 0:
        return Text("不变", "The same")
    sign = "+" if _direction(band) > 0 else "−"
    low, *high = sorted(abs(edge) for edge in (band.low, band.high) if edge is not None)
    begin = f"{sign}{_yuan(low if low > 1 else 0)}"
    if not high:
        return _LARGER.format(a=begin)
    return Text("{a}–{b}", "{a}–{b}").format(a=begin, b=_yuan(high[0] + 1))


def _yuan(fen: int) -> str:
    return yuan_grouped(fen).removesuffix(".00")


def _elements(found: SimulationFound) -> Iterator[MeasureLine]:
    """Those that moved; for a viewer who sees no names only those that moved for enough people."""
    for one in found.comparison.by_figure():
        people = int((found.comparison.change(one.figure.name) != 0).sum())
        if found.named or people >= SMALLEST_GROUP:
            yield MeasureLine(one.figure.label, _sums(one.moved))


def _tables(found: SimulationFound) -> Iterator[GroupTable]:
    base = found.base
    whole = Text("按中心、用工性质和经费来源", "By centre, staffing type and fund source")
    yield _table(found, whole, ((_CENTRE, base.centre), (_TYPE, base.staffing_type), (_FUND, base.fund_source)))
    alone = ((_CENTRE, base.centre), (_TYPE, base.staffing_type), (_FUND, base.fund_source), (_GRADE, base.grade))
    for label, column in alone:
        title = Text("按{l}", "By {l}").format(l=Text(label.zh, label.en.lower()))
        yield _table(found, title, ((label, column),))


def _table(found: SimulationFound, title: Text, by: Sequence[tuple[Text, Coded]]) -> GroupTable:
    groups, hidden = found.groups(*(column for _, column in by))
    lines = tuple(_line(found, group, hidden=group.key in hidden, by=[label for label, _ in by]) for group in groups)
    return GroupTable(title, tuple(label for label, _ in by), lines, HIDDEN if hidden else None)


def _line(found: SimulationFound, group: Group, *, hidden: bool, by: Sequence[Text]) -> GroupLine:
    key = tuple(_word(found, label, word) for label, word in zip(by, group.key, strict=True))
    if hidden:
        return GroupLine(key, group.people)
    gross, cost, net = (_sums(group.sums[name]) for name in ("gross", "employer_cost", "net"))
    return GroupLine(key, group.people, group.gaining, group.losing, gross, cost, net)


def _word(found: SimulationFound, label: Text, word: str) -> Text | str:
    if label is _CENTRE:
        return found.base.unit_names[int(word)]
    if label in (_TYPE, _FUND):
        return (StaffingType if label is _TYPE else FundSource).of(word).label
    return word or "—"


def _movers(found: SimulationFound) -> Iterator[MoverLine]:
    comparison = found.comparison
    rows = comparison.movers(most=MOST_MOVERS)
    for one in people_of(found, [int(row) for row in rows]):
        unit = found.base.unit_names[found.base.unit_id[one.row]]
        gross, net = (at(comparison.columns(name), one.row) for name in ("gross", "net"))
        yield MoverLine(one.staff_number, one.name, unit, gross, net)


def at(columns: tuple[Any, Any], row: int) -> Sums:
    """One person's amount before and after."""
    return Sums(int(columns[0][row]), int(columns[1][row]))


def person_lines(found: SimulationFound) -> Iterator[PersonLine]:
    """Everybody in it, in the order of employments; OutOfScope for a viewer who sees no names."""
    base, comparison = found.base, found.comparison
    columns = {name: comparison.columns(name) for name in ("gross", "employer_cost", "net")}
    for one in people_of(found, range(len(comparison))):
        yield PersonLine(
            one.staff_number,
            one.name,
            base.unit_names[base.unit_id[one.row]],
            StaffingType.of(base.staffing_type.at(one.row)).label,
            FundSource.of(base.fund_source.at(one.row)).label,
            *(at(columns[name], one.row) for name in ("gross", "employer_cost", "net")),
        )


def _cautions(found: SimulationFound) -> Iterator[Text]:
    if found.base.stale:
        yield _STALE
    if differing := found.base.differing(found.comparison.before):
        yield _DIFFERING.format(n=differing)
    faults = {fault.reason for row in found.comparison.newly_failed for fault in found.comparison.after.faults_of(row)}
    yield from sorted(faults, key=lambda reason: reason.zh)[:5]
