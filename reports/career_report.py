"""The career report: who may be promoted on a date, what the others still lack, and how the ladder is filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from reports.charts.people import Rung, ladder_bar
from reports.charts.theme import ChartWords
from reports.document import Block, Card, Cards, Column, Document, Figure, Filter, Kind, Note, Stamp, Table
from vocabulary.text import Language, Text

TITLE = Text("晋升资格分析", "Promotion eligibility")
METHOD = Note(
    Text("口径与方法", "How it was computed"),
    (
        Text(
            "按当日有效的晋升通道逐项核对：任职年限、考核、证书、培训学时、工作量；缺一项即不符合。",
            "Each requirement of the ladder in force on the date is checked on its own; one that is missing is enough.",
        ),
        Text(
            "“预计符合日期”只推算随时间自然满足的条件，不预测考核或考试结果。",
            "“Expected on” counts only what time alone will fulfil; it foretells no appraisal and no examination.",
        ),
        Text(
            "符合资格不等于晋升：还须有职数、经评议和公示。",
            "To be eligible is not to be promoted: quota, review and the publicity period come after.",
        ),
    ),
)
_ELIGIBLE_COLUMNS = (
    Column(Text("工号", "Staff no.")),
    Column(Text("姓名", "Name")),
    Column(Text("机构", "Unit")),
    Column(Text("现层级", "Level now")),
    Column(Text("拟晋层级", "Next level")),
    Column(Text("已满足条件", "Requirements met")),
)
_MISSING_COLUMNS = (
    *_ELIGIBLE_COLUMNS[:2],
    *_ELIGIBLE_COLUMNS[3:5],
    Column(Text("尚缺条件", "Still missing")),
    Column(Text("预计符合日期", "Expected on"), Kind.DATE),
)


@dataclass(frozen=True, slots=True)
class MissingRequirement:
    """A requirement not met: what it is and where the person stands, and when time alone will meet it, if it will."""

    words: Text
    expected: date | None = None


@dataclass(frozen=True, slots=True)
class CareerPerson:
    """A person on the ladder, with the requirements of the next level met and missing."""

    staff_number: str
    name: str
    unit: str
    level: Text | str
    next_level: Text | str
    met: tuple[Text, ...]
    missing: tuple[MissingRequirement, ...]

    @property
    def eligible(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def expected(self) -> date | None:
        """When the last missing requirement will be met by time alone, if all will be."""
        dates = [requirement.expected for requirement in self.missing]
        known = [day for day in dates if day is not None]
        return max(known) if known and len(known) == len(dates) else None


@dataclass(frozen=True, slots=True)
class CareerReport:
    """What the report is made from: the ladder's rungs, highest first, and the people on it below the top."""

    issuer: Text | str
    ladder: Text | str
    on: date
    rungs: tuple[Rung, ...]
    people: tuple[CareerPerson, ...]
    filters: tuple[Filter, ...] = ()
    more: tuple[Card, ...] = ()
    limits: tuple[Text, ...] = ()


def career_document(report: CareerReport) -> Document:
    """The report as cards, figure, tables and notes, for page and paper."""
    blocks: list[Block] = [Cards((*_cards(report), *report.more))]
    if report.rungs:
        blocks.append(_ladder_figure(report))
    blocks += [_eligible_table(report), _missing_table(report), METHOD]
    if report.limits:
        blocks.append(Note(Text("局限", "Limits"), report.limits, "warn"))
    subtitle = Text("{ladder}，截至 {on}", "{ladder}, on {on}").format(ladder=report.ladder, on=report.on)
    return Document(TITLE, report.issuer, tuple(blocks), subtitle, report.filters)


def career_pdf(report: CareerReport, language: Language, stamp: Stamp, *, invariant: bool = False) -> bytes:
    """The report as a PDF."""
    from reports.pdf.document_pdf import document_pdf

    return document_pdf(career_document(report), language, stamp, invariant=invariant)


def _cards(report: CareerReport) -> tuple[Card, ...]:
    people = report.people
    one_short = sum(1 for person in people if len(person.missing) == 1)
    return (
        Card(Text("通道内人数（未到顶级）", "People below the top"), len(people), Kind.COUNT),
        Card(Text("现已符合", "Eligible now"), sum(p.eligible for p in people), Kind.COUNT, tone="good"),
        Card(Text("仅差一项", "One requirement short"), one_short, Kind.COUNT),
    )


def _ladder_figure(report: CareerReport) -> Figure:
    fullest = max(report.rungs, key=lambda rung: rung.people)
    title = Text("人数最多的层级是“{label}”（{n} 人）", "Most people stand on “{label}” ({n})")
    quota = any(rung.quota is not None for rung in report.rungs)
    axis = Text("人数（橙色竖线为职数）", "People (orange mark: quota)") if quota else Text("人数", "People")
    words = ChartWords(title.format(label=fullest.label, n=fullest.people), axis, Text("", ""))
    return Figure(partial(ladder_bar, report.rungs, words), words.title)


def _eligible_table(report: CareerReport) -> Table:
    rows = [(p.staff_number, p.name, p.unit, p.level, p.next_level, joined(p.met)) for p in report.people if p.eligible]
    note = None if rows else Text("截至当日无人符合。", "Nobody is eligible on the date.")
    table = Table.of(Text("现已符合晋升资格", "Eligible now"), _ELIGIBLE_COLUMNS, rows)
    return Table(table.title, table.columns, table.rows, note)


def _missing_table(report: CareerReport) -> Table:
    soonest = sorted(
        (p for p in report.people if not p.eligible), key=lambda p: (p.expected or date.max, p.staff_number)
    )
    rows = [
        (p.staff_number, p.name, p.level, p.next_level, joined([m.words for m in p.missing]), p.expected)
        for p in soonest
    ]
    return Table.of(Text("尚缺条件（按预计符合日期）", "Still missing (soonest first)"), _MISSING_COLUMNS, rows)


def joined(texts: list[Text] | tuple[Text, ...]) -> Text:
    """Several texts as one, separated as each language does."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
