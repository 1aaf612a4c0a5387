"""A person's pay of a year 年度薪酬清单: months × items and the tax year, by each employer that withheld tax."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.document import Block, Card, Cards, Column, Document, Filter, Kind, Note, Stamp, Table
from reports.months_table import MonthSection, months_table
from reports.payslip.slip import PayLine
from reports.table_export import Sheet, write_workbook
from vocabulary.periods import Month
from vocabulary.text import Language, Text

TITLE = Text("年度薪酬清单", "Pay statement of the year")
SUBTITLE = Text("{year} 年", "{year}")
AT = Text("{employer}：各月明细", "{employer}: month by month")
TAX_AT = Text("{employer}：{year} 纳税年度", "{employer}: tax year {year}")
_ITEM, _AMOUNT = Text("项目", "Item"), Text("金额（元）", "Yuan")
_SHEET = Text("各月明细 {n}", "Months {n}")
_TAX_SHEET = Text("纳税年度 {n}", "Tax year {n}")
DUTY = Note(
    Text("依据", "Legal basis"),
    (
        Text(
            "扣缴义务人应当于年度终了后两个月内（{due} 前）向纳税人提供其个人所得和已扣缴税款等信息"
            "（国家税务总局公告2018年第61号第十三条）。",
            "The withholding agent gives the taxpayer this information within two months of the year's end, by {due} "
            "(State Taxation Administration notice 2018 no. 61 art. 13).",
        ),
        Text(
            "汇算清缴时以个人所得税 App 的收入纳税明细为准；与本清单不符的，请与财务核对。",
            "For the yearly settlement the records in the tax office's app count; ask finance where they differ.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class YearAt:
    """A person's year at one withholding agent: items × months, and the tax year's figures (fen)."""

    employer: Text | str
    sections: tuple[MonthSection, ...]
    tax: tuple[PayLine, ...]


@dataclass(frozen=True, slots=True)
class YearStatement:
    """A person's year; ``headline`` are the figures that stand in cards, over all employers."""

    issuer: Text | str
    year: int
    name: str
    staff_number: str
    unit: str
    months: tuple[Month, ...]
    headline: tuple[PayLine, ...]
    employers: tuple[YearAt, ...]

    @property
    def due(self) -> date:
        """By when the employer has to hand it out: the last day of February after the year."""
        return Month(self.year + 1, 2).last_day


def year_document(statement: YearStatement) -> Document:
    """The statement as a page and on paper."""
    blocks: list[Block] = [Cards(tuple(Card(line.label, line.amount, Kind.MONEY) for line in statement.headline))]
    for at in statement.employers:
        blocks += [_months(statement, at), _tax(statement, at)]
    lines = tuple(line.format(due=statement.due) for line in DUTY.lines)
    blocks.append(Note(DUTY.heading, lines))
    return Document(TITLE, statement.issuer, tuple(blocks), SUBTITLE.format(year=statement.year), _who(statement))


def year_xlsx(statement: YearStatement, language: Language, stamp: Stamp) -> bytes:
    """Two sheets for each employer: months and tax year."""
    sheets: list[Sheet] = []
    for number, at in enumerate(statement.employers, start=1):
        for title, table in ((_SHEET, _months(statement, at)), (_TAX_SHEET, _tax(statement, at))):
            sheets.append(Sheet(title.format(n=number), table.columns, table.rows))
    out = io.BytesIO()
    write_workbook(sheets, out, language, stamp, _who(statement))
    return out.getvalue()


def _who(statement: YearStatement) -> tuple[Filter, ...]:
    facts: Sequence[tuple[Text, str]] = (
        (Text("年度", "Year"), str(statement.year)),
        (Text("姓名", "Name"), statement.name),
        (Text("工号", "Staff no."), statement.staff_number),
        (Text("部门", "Unit"), statement.unit),
    )
    return tuple(Filter(label, value) for label, value in facts)


def _months(statement: YearStatement, at: YearAt) -> Table:
    return months_table(AT.format(employer=at.employer), statement.months, at.sections)


def _tax(statement: YearStatement, at: YearAt) -> Table:
    columns = (Column(_ITEM), Column(_AMOUNT, Kind.MONEY))
    rows = [(line.label, line.amount) for line in at.tax]
    return Table.of(TAX_AT.format(employer=at.employer, year=statement.year), columns, rows)
