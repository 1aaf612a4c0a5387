"""The report of a pay simulation: what it would cost, where, and who would gain or lose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from reports.charts.changes import SumChange, change_bands, change_bars
from reports.charts.theme import ChartWords
from reports.document import Block, Card, Cards, Document, Figure, Filter, Kind, Note, Tone
from reports.simulation.content import GroupTable, Outcomes, SimulationReport
from reports.simulation.tables import (
    MONTHS_A_YEAR,
    PEOPLE,
    elements_table,
    group_table,
    measures_table,
    movers_table,
)
from vocabulary.money import Fen, yuan_grouped
from vocabulary.text import Text

CHANGES = Text("调整内容", "What is changed")
TITLE = Text("薪酬模拟", "Pay simulation")
_TWELVE = Text("每月 × 12", "A month × 12")
TOO_FEW = Text(
    "人数或受影响人数不足 5 人，只有可查看个人薪酬的角色能看到数字。",
    "Fewer than five people are in it or touched by it: figures are only for roles that see what people are paid.",
)
_METHOD = (
    Text(
        "以同一批人员、同样的当月数据，在改动后的标准下重新计算一遍，两次结果逐人相减；没有改动任何实际薪酬数据。",
        "The same people with the same inputs are computed once more under the changed rules, and the two results "
        "subtracted person by person; nothing of real pay is touched.",
    ),
    Text(
        "用工成本＝应发合计＋单位缴费。全年数按当月差额 × 12 折算，未计个税累计预扣跨档、缴费基数次年调整和人员变动。",
        "Employer's cost = gross + the employer's contributions. A year is twelve times the month: tax brackets "
        "crossed later, next year's contribution bases and changes of staff are left out.",
    ),
)


def simulation_document(report: SimulationReport) -> Document:
    """The report as cards, figures and tables, for page and paper."""
    blocks: list[Block] = [Note(CHANGES, report.changes or (_NOTHING,))]
    blocks += [Note(Text("注意", "Mind"), report.cautions, "warn")] if report.cautions else []
    if report.outcomes is None:
        blocks.append(Note(Text("人数太少", "Too few people"), (TOO_FEW,), "warn"))
    else:
        blocks += _figures(report, report.outcomes)
    blocks.append(Note(Text("口径", "How it was computed"), _METHOD))
    filters = (Filter(Text("起点", "Starts from"), report.base),)
    return Document(TITLE, report.issuer, tuple(blocks), _subtitle(report), filters)


_NOTHING = Text("还没有调整：两次结果相同。", "Nothing yet: both results are the same.")


def _subtitle(report: SimulationReport) -> Text:
    return Text("{n}，{p}", "{n}, {p}").format(n=report.name, p=report.period)


def _figures(report: SimulationReport, outcomes: Outcomes) -> Iterable[Block]:
    yield Cards(tuple(_cards(report, outcomes)))
    yield measures_table(report)
    if any(band.people for band in report.bands if band.direction):
        yield _bands_figure(report, outcomes)
    if report.elements:
        yield elements_table(report.elements)
    for table in report.tables:
        yield group_table(table)
    if report.tables and any(line.cost and line.cost.change for line in report.tables[0].lines):
        yield _cost_figure(report.tables[0])
    if report.movers:
        yield movers_table(report.movers)


def signed(amount: Fen) -> str:
    """``+1,885.50``: an amount (fen) as a difference."""
    return f"{'+' if amount > 0 else ''}{yuan_grouped(amount)}"


def _cards(report: SimulationReport, outcomes: Outcomes) -> Iterable[Card]:
    for line in report.measures[:1]:
        change = line.sums.change
        note = Text("每月 {a} → {b}", "A month {a} → {b}")
        both = {"a": yuan_grouped(line.sums.before), "b": yuan_grouped(line.sums.after)}
        label = Text("{l}每月差额", "{l}, a month")
        yield Card(label.format(l=line.label), signed(change), Kind.TEXT, note.format(**both), _tone(-change))
        yield Card(Text("全年折算", "A year"), signed(change * MONTHS_A_YEAR), Kind.TEXT, _TWELVE)
    gain = Text("共 {s} 元", "{s} yuan together")
    yield Card(
        Text("实发增加", "Net pay up"), outcomes.gaining, Kind.COUNT, gain.format(s=yuan_grouped(outcomes.gained))
    )
    yield Card(
        Text("实发减少", "Net pay down"),
        outcomes.losing,
        Kind.COUNT,
        gain.format(s=yuan_grouped(outcomes.lost)),
        "warn" if outcomes.losing else "plain",
    )
    yield Card(Text("不变", "The same"), outcomes.unchanged, Kind.COUNT, _of(report.people))
    yield from _rare_cards(outcomes)


def _rare_cards(outcomes: Outcomes) -> Iterable[Card]:
    if outcomes.fallen or outcomes.lifted:
        note = Text("另有 {n} 人升到标准以上", "{n} rise above it").format(n=outcomes.lifted)
        tone: Tone = "bad" if outcomes.fallen else "good"
        yield Card(Text("新低于最低工资", "Newly below the minimum wage"), outcomes.fallen, Kind.COUNT, note, tone)
    if outcomes.failed:
        note = Text("模拟后无法计算，未计入合计", "Left out of every sum")
        yield Card(Text("无法计算", "Can't be computed"), outcomes.failed, Kind.COUNT, note, "bad")


def _of(people: int) -> Text:
    return Text("共 {n} 人", "of {n} people").format(n=people)


def _tone(good: Fen) -> Tone:
    return "good" if good > 0 else "warn" if good < 0 else "plain"


def _bands_figure(report: SimulationReport, outcomes: Outcomes) -> Figure:
    title = Text("{up} 人实发增加，{down} 人减少", "Net pay up for {up}, down for {down}").format(
        up=outcomes.gaining, down=outcomes.losing
    )
    words = ChartWords(title, Text("每月实发变动（元）", "Change of net pay a month (yuan)"), PEOPLE)
    return Figure(partial(change_bands, report.bands, words), title)


def _cost_figure(table: GroupTable) -> Figure:
    title = Text("各中心用工成本每月差额", "Employer's cost by centre: difference a month")
    sums: dict[str, SumChange] = {}
    for line in table.lines:
        if line.cost is not None:
            name = str(line.key[0])
            before = sums[name].change if name in sums else 0
            sums[name] = SumChange(line.key[0], before + line.cost.change)
    words = ChartWords(title, Text("元/月", "Yuan a month"), Text("", ""))
    return Figure(partial(change_bars, list(sums.values()), words), title)
