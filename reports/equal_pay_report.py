"""The equal-pay report: the gap in three models with the verdict, the groups behind it, the method and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reports.charts.intervals import Estimate, pay_gap_forest
from reports.charts.theme import ChartWords, Reference
from reports.document import Block, Card, Cards, Cell, Column, Document, Figure, Filter, Kind, Note, Stamp, Table, Tone
from vocabulary.money import Fen
from vocabulary.text import Language, Text

TITLE = Text("同工同酬评估", "Equal pay for equal work")
_MODEL_COLUMNS = (
    Column(Text("模型", "Model")),
    Column(Text("人数", "People"), Kind.COUNT),
    Column(Text("薪酬差距", "Gap"), Kind.PERCENT),
    Column(Text("区间下限", "Interval from"), Kind.PERCENT),
    Column(Text("区间上限", "Interval to"), Kind.PERCENT),
    Column(Text("p 值", "p"), Kind.NUMBER, decimals=3),
    Column(Text("R²", "R²"), Kind.NUMBER, decimals=3),
)
_GROUP_COLUMNS = (
    Column(Text("群体", "Group")),
    Column(Text("人数", "People"), Kind.COUNT),
    Column(Text("平均时薪（元）", "Mean pay per hour (yuan)"), Kind.MONEY),
    Column(Text("中位时薪（元）", "Median pay per hour (yuan)"), Kind.MONEY),
    Column(Text("平均负荷指数", "Mean load index"), Kind.NUMBER, decimals=2),
)
METHOD = Note(
    Text("口径与方法", "How it was computed"),
    (
        Text(
            "差距为 A − B（{a} − {b}），占 A 的百分比：全时小时薪酬的对数作一阶段回归，按 Kennedy（1981）换算。",
            "Gaps are A − B ({a} − {b}) in percent of A: one regression of log full-time pay per hour, Kennedy (1981).",
        ),
        Text(
            "结论以中间模型（岗位、工龄、资格、工作量）为准；加入职级的模型仅供参考。",
            "The verdict rests on the middle model (post, tenure, qualification, workload); grade may be unequal too.",
        ),
        Text(
            "工作量带有测量误差，故另列校正后的差距。",
            "Workload is measured with error, so the corrected gap stands beside the naive one.",
        ),
    ),
)
_SMALLEST_P = 0.001
_CORRECTED = Text("校正工作量误差后的差距", "Gap, corrected for error in workload")
_RELIABILITY = Text("工作量信度 {value}", "Reliability of workload {value}")


@dataclass(frozen=True, slots=True)
class GapModel:
    """One model's answer; gap and interval are fractions of A's pay, A − B."""

    label: Text
    people: int
    gap: float
    low: float
    high: float
    p: float
    r2: float


@dataclass(frozen=True, slots=True)
class PayGroup:
    """A group that is compared; pay per hour in fen."""

    label: Text
    people: int
    mean_hourly: Fen
    median_hourly: Fen
    load_index: float | None = None


@dataclass(frozen=True, slots=True)
class EqualPayReport:
    """What the report is made from.

    ``models`` in the order raw, headline, with grade; ``headline`` says which of them carries the verdict. ``target``
    and ``limit`` are fractions. Groups under ``smallest_group`` people are shown without figures.
    """

    issuer: Text | str
    period: Text
    group_a: Text
    group_b: Text
    models: tuple[GapModel, ...]
    verdict: Text
    tone: Tone
    target: float
    limit: float
    headline: int = 1
    corrected: float | None = None
    reliability: float | None = None
    groups: tuple[PayGroup, ...] = ()
    filters: tuple[Filter, ...] = ()
    limits: tuple[Text, ...] = ()
    smallest_group: int = 5


def equal_pay_document(report: EqualPayReport) -> Document:
    """The report as cards, figure, tables and notes, for page and paper."""
    sides = {"a": report.group_a, "b": report.group_b}
    method = Note(METHOD.heading, tuple(line.format(**sides) for line in METHOD.lines))
    blocks: list[Block] = [Cards(_cards(report)), _forest(report), _models_table(report)]
    if report.groups:
        blocks.append(_groups_table(report))
    blocks.append(method)
    if report.limits:
        blocks.append(Note(Text("局限", "Limits"), report.limits, "warn"))
    return Document(TITLE, report.issuer, tuple(blocks), report.period, report.filters)


def equal_pay_pdf(report: EqualPayReport, language: Language, stamp: Stamp, *, invariant: bool = False) -> bytes:
    """The report as a PDF."""
    from reports.pdf.document_pdf import document_pdf

    return document_pdf(equal_pay_document(report), language, stamp, invariant=invariant)


def _cards(report: EqualPayReport) -> tuple[Card, ...]:
    model = report.models[report.headline]
    interval = Text("95% 区间 {low} 至 {high}，p {p}", "95% interval {low} to {high}, p {p}")
    facts = {"low": f"{model.low:+.1%}", "high": f"{model.high:+.1%}", "p": _p_value(model.p)}
    tolerance = Text("目标 {target}，限值 {limit}", "Target {target}, limit {limit}")
    marks = {"target": f"{report.target:.1%}", "limit": f"{report.limit:.1%}"}
    cards = [
        Card(
            Text("薪酬差距（A − B）", "Pay gap (A − B)"), model.gap, Kind.PERCENT, interval.format(**facts), report.tone
        ),
        Card(Text("结论", "Verdict"), report.verdict, Kind.TEXT, tolerance.format(**marks), report.tone),
    ]
    if report.corrected is not None:
        cards.append(Card(_CORRECTED, report.corrected, Kind.PERCENT, _reliability(report)))
    return tuple(cards)


def _p_value(p: float) -> str:
    return "< 0.001" if p < _SMALLEST_P else f"= {p:.3f}"


def _reliability(report: EqualPayReport) -> Text | None:
    return None if report.reliability is None else _RELIABILITY.format(value=f"{report.reliability:.2f}")


def _forest(report: EqualPayReport) -> Figure:
    model = report.models[report.headline]
    title = Text("{b}比{a}{less} {gap}：{verdict}", "{b} earn {gap} {less} than {a}: {verdict}")
    less = Text("低", "less") if model.gap >= 0 else Text("高", "more")
    said = title.format(
        a=report.group_a, b=report.group_b, less=less, gap=f"{abs(model.gap):.1%}", verdict=report.verdict
    )
    words = ChartWords(
        said, Text("薪酬差距 A − B（线段为 95% 区间）", "Pay gap A − B (line: 95% interval)"), Text("", "")
    )
    marks = (
        Reference(report.target, Text("目标 {v}", "Target {v}").format(v=f"{report.target:.1%}")),
        Reference(report.limit, Text("限值 {v}", "Limit {v}").format(v=f"{report.limit:.1%}")),
    )
    estimates = [Estimate(m.label, m.gap, m.low, m.high) for m in report.models]
    return Figure(partial(pay_gap_forest, estimates, words, references=marks), said)


def _models_table(report: EqualPayReport) -> Table:
    rows = [(m.label, m.people, m.gap, m.low, m.high, _p_value(m.p).lstrip("= "), m.r2) for m in report.models]
    return Table.of(Text("各模型结果", "Models"), _MODEL_COLUMNS, rows)


def _groups_table(report: EqualPayReport) -> Table:
    table = Table.of(
        Text("比较的群体", "Groups compared"), _GROUP_COLUMNS, [_group_row(g, report) for g in report.groups]
    )
    hidden = any(group.people < report.smallest_group for group in report.groups)
    note = Text("不足 {n} 人的群体不列数字。", "Groups under {n} people are shown without figures.")
    return Table(table.title, table.columns, table.rows, note.format(n=report.smallest_group) if hidden else None)


def _group_row(group: PayGroup, report: EqualPayReport) -> Sequence[Cell]:
    if group.people < report.smallest_group:
        return (group.label, None, None, None, None)
    return (group.label, group.people, group.mean_hourly, group.median_hourly, group.load_index)
