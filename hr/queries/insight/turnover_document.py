"""Turnover as a document: the report of rates, with groups, newcomers and the vacancy funnel beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from analytics.turnover.history import By
from analytics.turnover.rate import Rate
from analytics.turnover.rates import EVERYBODY, Turnover
from analytics.turnover.survival import Curve
from analytics.turnover.tenure import TenureBand
from hr.queries.insight.turnover import TurnoverFound
from hr.queries.small_groups import HIDDEN, SMALLEST_GROUP
from reports.charts.intervals import Estimate, bar_with_interval
from reports.charts.months import MonthPoint
from reports.charts.survival import SurvivalStep
from reports.charts.theme import ChartWords
from reports.document import Block, Card, Cell, Column, Document, Figure, Filter, Kind, Note, Row, Table
from reports.turnover_report import TITLE, TurnoverRate, TurnoverReport, turnover_document
from vocabulary.terms import PostFamily, StaffingType, Term
from vocabulary.text import Text

_PEOPLE = Text("人数", "People")
_RATE = Column(Text("比率", "Rate"), Kind.PERCENT)
_LOW, _HIGH = (
    Column(Text("区间下限", "Interval from"), Kind.PERCENT),
    Column(Text("区间上限", "Interval to"), Kind.PERCENT),
)
_OF_OPENING = Text("占期初人数", "Of those at opening")
_OF_AVERAGE = Text("占日均人数", "To average headcount")
_GROUP_COLUMNS = (
    Column(Text("组别", "Group")),
    Column(Text("期初", "Opening"), Kind.COUNT),
    Column(Text("日均", "Average"), Kind.NUMBER),
    Column(Text("期末", "Closing"), Kind.COUNT),
    Column(Text("新进", "Joined"), Kind.COUNT),
    Column(Text("离职", "Left"), Kind.COUNT),
    Column(Text("转出", "Moved out"), Kind.COUNT),
    replace(_RATE, group=_OF_OPENING),
    replace(_LOW, group=_OF_OPENING),
    replace(_HIGH, group=_OF_OPENING),
    replace(_RATE, group=_OF_AVERAGE),
    replace(_LOW, group=_OF_AVERAGE),
    replace(_HIGH, group=_OF_AVERAGE),
)
_RATE_COLUMNS = (
    Column(Text("指标", "Figure")),
    Column(_PEOPLE, Kind.COUNT),
    Column(Text("分母", "Denominator")),
    Column(Text("分母人数", "Of"), Kind.NUMBER),
    _RATE,
    _LOW,
    _HIGH,
)
_TERMS: dict[By, type[Term]] = {
    By.STAFFING_TYPE: StaffingType,
    By.POST: PostFamily,
    By.TENURE: TenureBand,
}
_PERIOD_CURVE = Text(
    "留任曲线只用本期的观察：期初已在岗的人从当时的司龄起计入（延迟进入）；司龄短的一端人数少时曲线跳动大。",
    "The survival curve uses this period only: people there at its start enter at the tenure they had then (delayed "
    "entry); where few are at risk early on, the curve jumps.",
)
_NOBODY = Note(
    Text("期内无人在岗", "Nobody was there in the period"),
    (Text("请换一个期间或机构。", "Choose another period or unit."),),
    "warn",
)
_TOO_FEW = Note(Text("人数过少，不予显示", "Too few people to be shown"), (HIDDEN,), "warn")


def document_of(found: TurnoverFound, names: Mapping[str, Text | str]) -> Document:
    """What page and paper show. ``names`` are of the branches by id."""
    asked = found.asked
    period = Text("{first} 至 {last}", "{first} to {last}").format(first=asked.window.first, last=asked.last)
    filters = (Filter(Text("机构（含下级）", "Unit with all below it"), asked.unit.name),)
    total = found.total
    if total is None:
        return Document(TITLE, asked.unit.name, (_NOBODY,), period, filters)
    if EVERYBODY in found.hidden:
        return Document(TITLE, asked.unit.name, (_TOO_FEW,), period, filters)
    report = TurnoverReport(
        issuer=asked.unit.name,
        period=period,
        rates=tuple(_report_rate(rate) for rate in _headline(total) if rate.value is not None),
        filters=filters,
        months=_months(found),
        survival=_steps(found.curve),
        more=_cards(found, total),
        limits=_limits(found, total),
    )
    document = turnover_document(report)
    blocks = [block for block in document.blocks if len(total.losses) or not isinstance(block, Figure)]
    first_note = next(place for place, block in enumerate(blocks) if isinstance(block, Note))
    more = (*_group_blocks(found, names), *_tables(found, total))
    return replace(document, blocks=(*blocks[:first_note], *more, *blocks[first_note:]))


def _headline(total: Turnover) -> Sequence[Rate]:
    rates = [total.of_opening, total.of_average]
    return rates if total.of_authorised is None else [*rates, total.of_authorised]


def _report_rate(rate: Rate) -> TurnoverRate:
    known = _estimate(rate.denominator.label, rate)
    return TurnoverRate(rate.denominator.label, rate.count, rate.base, known.value, known.low, known.high)


def _cards(found: TurnoverFound, total: Turnover) -> tuple[Card, ...]:
    funnel = found.funnel
    cards = [
        Card(
            Text("转换与调出（不计流失）", "Conversions and transfers (no losses)"),
            len(total.moves_out),
            Kind.COUNT,
            Text("其中转换用工性质 {n} 人次", "{n} of them conversions").format(n=found.conversions),
        )
    ]
    if funnel.places:
        way = Text("空缺 {a} → 应聘 {b} → 到岗 {c}", "{a} vacancies → {b} applicants → {c} on board")
        note = way.format(a=funnel.places, b=funnel.applicants, c=funnel.on_board)
        cards.append(Card(Text("补员率", "Vacancies filled"), funnel.filled.value, Kind.PERCENT, note))
    return tuple(cards)


def _months(found: TurnoverFound) -> tuple[MonthPoint, ...]:
    if not any(found.by_month.values()):
        return ()
    return tuple(MonthPoint(month, count) for month, count in found.by_month.items())


def _steps(curve: Curve) -> tuple[SurvivalStep, ...]:
    if not curve.events_total:
        return ()
    low, high = np.nan_to_num(curve.low, nan=0.0), np.nan_to_num(curve.high, nan=0.0)
    months = np.round(curve.time, 1)
    rows = zip(months.tolist(), curve.survival.tolist(), low.tolist(), high.tolist(), strict=True)
    return (SurvivalStep(0.0, 1.0, 1.0, 1.0), *(SurvivalStep(*row) for row in rows))


def _limits(found: TurnoverFound, total: Turnover) -> tuple[Text, ...]:
    limits = [_PERIOD_CURVE]
    if found.records_from:
        records = Text(
            "离职记录最早为 {day}，此前离开的人可能未录入。",
            "The first separation on record is of {day}; who left before may not be on record.",
        )
        limits.append(records.format(day=found.records_from))
    if len(total.uncoded):
        uncoded = Text(
            "{n} 人的任职在期内结束但没有离职记录，未计为流失，请补录。",
            "The employment of {n} ended in the period without a separation on record; not counted as losses.",
        )
        limits.append(uncoded.format(n=len(total.uncoded)))
    return tuple(limits)


def _group_blocks(found: TurnoverFound, names: Mapping[str, Text | str]) -> Sequence[Block]:
    by = found.asked.by
    if by is None or not found.groups:
        return []
    hidden = found.hidden
    labels = {group.group: _label(by, group.group, names) for group in found.groups}
    groups = _in_order(found.groups, [*names, *(term.value for term in _TERMS.get(by, ()))])
    title = Text("按{by}", "By {by}").format(by=Text(by.label.zh, by.label.en.lower()))
    rows = [Row(_group_row(group, labels[group.group], hidden=group.group in hidden)) for group in groups]
    shown = [group for group in groups if group.group not in hidden and group.of_average.value is not None]
    table = Table(title, _GROUP_COLUMNS, tuple(rows), HIDDEN if hidden else None)
    return [*_group_figure(shown, labels, title), table]


def _group_figure(groups: Sequence[Turnover], labels: Mapping[str, Text | str], title: Text) -> Sequence[Block]:
    if len(groups) < 2 or not any(len(group.losses) for group in groups):  # noqa: PLR2004 - one bar compares nothing
        return []
    estimates = [_estimate(labels[group.group], group.of_average) for group in groups]
    worst = max(estimates, key=lambda estimate: estimate.value)
    said = Text("{title}：流失率最高的是{label}（{rate}）", "{title}: the highest rate is {label} ({rate})")
    words = ChartWords(
        said.format(title=title, label=worst.label, rate=f"{worst.value:.1%}"),
        Text("占日均人数的流失率（线段为 95% 区间）", "Losses to average headcount (line: 95% interval)"),
        Text("", ""),
    )
    return [Figure(partial(bar_with_interval, estimates, words), words.title)]


def _in_order(groups: Sequence[Turnover], codes: Sequence[str]) -> Sequence[Turnover]:
    """As the units stand in the tree, and terms in the vocabulary; codes unknown to both last."""
    place = {code: number for number, code in enumerate(codes)}
    return sorted(groups, key=lambda group: place.get(group.group, len(place)))


def _estimate(label: Text | str, rate: Rate) -> Estimate:
    assert rate.value is not None, "a rate of something"
    assert rate.low is not None, "a rate with a value has an interval"
    assert rate.high is not None, "a rate with a value has an interval"
    return Estimate(label, rate.value, rate.low, rate.high)


def _group_row(group: Turnover, label: Text | str, *, hidden: bool) -> tuple[Cell, ...]:
    if hidden:
        return (label, *[None] * (len(_GROUP_COLUMNS) - 1))
    counts = (len(group.opening), group.average, len(group.closing), len(group.joiners), len(group.losses))
    first, average = group.of_opening, group.of_average
    rates = (first.value, first.low, first.high, average.value, average.low, average.high)
    return (label, *counts, len(group.moves_out), *rates)


def _tables(found: TurnoverFound, total: Turnover) -> Sequence[Block]:
    kinds = [rate for rate in total.by_kind.values() if rate.count]
    tables: list[Block] = []
    if kinds:
        tables.append(_rate_table(Text("离职类别", "Kinds of separation"), kinds))
    if found.reasons and (found.named or len(total.losses) >= SMALLEST_GROUP):
        title = Text("离职原因", "Reasons for leaving")
        columns = (Column(Text("原因", "Reason")), Column(_PEOPLE, Kind.COUNT))
        tables.append(Table.of(title, columns, [(reason.label, n) for reason, n in found.reasons.items()]))
    tables.append(_rate_table(Text("稳定与新进", "Stability and newcomers"), [total.retained, *found.newcomers]))
    funnel = found.funnel
    if funnel.places:
        tables.append(_rate_table(Text("招录漏斗", "From vacancy to post"), [funnel.filled, funnel.came]))
    return tables


def _rate_table(title: Text, rates: Sequence[Rate]) -> Table:
    rows = [
        (rate.name, rate.count, rate.denominator.label, rate.base, rate.value, rate.low, rate.high) for rate in rates
    ]
    return Table.of(title, _RATE_COLUMNS, rows)


def _label(by: By, code: str, names: Mapping[str, Text | str]) -> Text | str:
    if by is By.UNIT:
        return names.get(code, code)
    return next((term.label for term in _TERMS[by] if term.value == code), Text("未定岗位", "No post"))
