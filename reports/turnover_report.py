"""The turnover report: each rate with its denominator and interval, who left how and when, how long people stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from reports.charts.intervals import Estimate, bar_with_interval
from reports.charts.months import MonthPoint, line_by_month
from reports.charts.survival import SurvivalStep, survival_curve
from reports.charts.theme import ChartWords, Reference
from reports.document import Block, Card, Cards, Column, Document, Figure, Filter, Kind, Note, Stamp, Table
from vocabulary.text import Language, Text

TITLE = Text("人员流失分析", "Staff turnover")
_NOTHING = Text("", "")
_RATE_COLUMNS = (
    Column(Text("分母", "Denominator")),
    Column(Text("离开人数", "Leavers"), Kind.COUNT),
    Column(Text("分母人数", "Of"), Kind.NUMBER),
    Column(Text("流失率", "Rate"), Kind.PERCENT),
    Column(Text("区间下限", "Interval from"), Kind.PERCENT),
    Column(Text("区间上限", "Interval to"), Kind.PERCENT),
)
_KIND_COLUMNS = (
    Column(Text("离职类别", "Kind of separation")),
    Column(Text("人数", "People"), Kind.COUNT),
    Column(Text("占比", "Share"), Kind.PERCENT),
)
METHOD = Note(
    Text("口径与方法", "How it was computed"),
    (
        Text(
            "每个比率都写明分母；平均人数为期内每日在岗人数的平均值。",
            "Every rate names its denominator; average headcount is the mean of the daily headcount in the period.",
        ),
        Text(
            "95% 区间：期初人员占比用 Wilson 得分区间（1927），按平均或核定人数的用泊松精确区间（Garwood 1936）。",
            "95% intervals: Wilson's score (1927) for shares of those at opening, else Poisson exact (Garwood 1936).",
        ),
        Text(
            "转换用工性质不计为流失。",
            "A conversion to another staffing type is a move, not a loss.",
        ),
    ),
)
_SURVIVAL_METHOD = Text(
    "留任曲线为 Kaplan–Meier 估计，阴影为 95% 区间；记录开始时已在岗的人按延迟进入处理。",
    "Kaplan–Meier estimate with its 95% band; people already there when records begin enter late.",
)


@dataclass(frozen=True, slots=True)
class TurnoverRate:
    """Leavers over one named denominator, with the interval; rates are fractions."""

    denominator: Text
    leavers: int
    of: float
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TurnoverReport:
    """What the report is made from; the first of ``rates`` is the headline, and parts that are empty are left out.

    ``kinds`` are people by kind of separation, ``more`` further cards (vacancies), ``limits`` what to keep in mind.
    """

    issuer: Text | str
    period: Text
    rates: tuple[TurnoverRate, ...]
    filters: tuple[Filter, ...] = ()
    kinds: tuple[tuple[Text, int], ...] = ()
    months: tuple[MonthPoint, ...] = ()
    survival: tuple[SurvivalStep, ...] = ()
    more: tuple[Card, ...] = ()
    reference: Reference | None = None
    limits: tuple[Text, ...] = ()


def turnover_document(report: TurnoverReport) -> Document:
    """The report as cards, figures, tables and notes, for page and paper."""
    blocks: list[Block] = [Cards((*(_rate_card(rate) for rate in report.rates), *report.more))]
    if report.rates:
        blocks += [_rates_figure(report), _rates_table(report)]
    if report.kinds:
        blocks.append(_kinds_table(report))
    if report.months:
        blocks.append(_months_figure(report))
    if report.survival:
        blocks.append(_survival_figure(report))
    blocks.append(METHOD)
    if report.limits:
        blocks.append(Note(Text("局限", "Limits"), report.limits, "warn"))
    return Document(TITLE, report.issuer, tuple(blocks), report.period, report.filters)


def turnover_pdf(report: TurnoverReport, language: Language, stamp: Stamp, *, invariant: bool = False) -> bytes:
    """The report as a PDF."""
    from reports.pdf.document_pdf import document_pdf

    return document_pdf(turnover_document(report), language, stamp, invariant=invariant)


def _rate_card(rate: TurnoverRate) -> Card:
    note = Text("{n} 人 ÷ {of}；区间 {low}–{high}", "{n} of {of}; interval {low}–{high}")
    facts = {"n": rate.leavers, "of": f"{rate.of:g}", "low": _percent(rate.low), "high": _percent(rate.high)}
    return Card(rate.denominator, rate.rate, Kind.PERCENT, note.format(**facts))


def _rates_figure(report: TurnoverReport) -> Figure:
    lowest, highest = min(r.rate for r in report.rates), max(r.rate for r in report.rates)
    title = Text("流失率为 {low}–{high}，视分母而定", "Turnover is {low} to {high}, depending on the denominator")
    same = Text("流失率为 {low}", "Turnover is {low}")
    words = ChartWords(
        (same if lowest == highest else title).format(low=_percent(lowest), high=_percent(highest)),
        Text("流失率（线段为 95% 区间）", "Turnover rate (line: 95% interval)"),
        _NOTHING,
    )
    estimates = [Estimate(rate.denominator, rate.rate, rate.low, rate.high) for rate in report.rates]
    build = partial(bar_with_interval, estimates, words, reference=report.reference)
    return Figure(build, words.title)


def _rates_table(report: TurnoverReport) -> Table:
    rows = [(r.denominator, r.leavers, r.of, r.rate, r.low, r.high) for r in report.rates]
    return Table.of(Text("流失率", "Turnover rates"), _RATE_COLUMNS, rows)


def _kinds_table(report: TurnoverReport) -> Table:
    everybody = sum(people for _, people in report.kinds)
    rows = [(kind, people, people / everybody if everybody else None) for kind, people in report.kinds]
    return Table.of(Text("离职类别构成", "How people left"), _KIND_COLUMNS, rows)


def _months_figure(report: TurnoverReport) -> Figure:
    peak = max(report.months, key=lambda point: point.value)
    title = Text("离开人数最多的是 {month}（{n} 人）", "Most people left in {month} ({n})")
    words = ChartWords(title.format(month=peak.month, n=f"{peak.value:g}"), _NOTHING, Text("离开人数", "Leavers"))
    return Figure(partial(line_by_month, report.months, words), words.title)


def _survival_figure(report: TurnoverReport) -> Figure:
    last = max(report.survival, key=lambda step: step.time)
    title = Text("入职 {time} 个月后，估计 {share} 仍在岗", "After {time} months an estimated {share} are still there")
    words = ChartWords(
        title.format(time=f"{last.time:g}", share=_percent(last.survival)),
        Text("入职后月数", "Months since joining"),
        Text("仍在岗比例", "Share still there"),
    )
    return Figure(partial(survival_curve, report.survival, words), words.title, _SURVIVAL_METHOD)


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.1f}%"
