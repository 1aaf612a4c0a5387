"""The summary by unit × staffing type × fund source: sums that are the sums of their lines."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from reports.document import Rank, Table
from reports.pay_summary import Measure, PaySummary, SummaryLine, summary_document, summary_xlsx
from reports.pdf.document_pdf import document_pdf
from reports.pdf.look import A3_LANDSCAPE
from tests.pure.reports.samples import CENTRE, STAMP, text_of
from vocabulary.periods import Month
from vocabulary.terms import FundSource, StaffingType
from vocabulary.text import Text

GROUP = Text("应发", "Gross pay")
MEASURES = (
    Measure(Text("基本工资", "Base pay"), GROUP),
    Measure(Text("高温津贴", "Heat"), GROUP),
    Measure(Text("应发合计", "Gross"), GROUP, headline=True),
)


def line(unit: str, kind: StaffingType, fund: FundSource, people: int, gross: int) -> SummaryLine:
    return SummaryLine(unit, kind.label, fund.label, people, (gross, 0, gross))


SUMMARY = PaySummary(
    CENTRE,
    Month(2026, 10),
    MEASURES,
    (
        line("=北桥", StaffingType.CONTRACT, FundSource.FISCAL, 3, 900_000),
        line("=北桥", StaffingType.CONTRACT, FundSource.PROJECT, 1, 250_000),
        line("=北桥", StaffingType.DISPATCHED, FundSource.PROJECT, 2, 500_000),
        line("南桥", StaffingType.CONTRACT, FundSource.FISCAL, 4, 1_000_001),
    ),
)


def tables() -> list[Table]:
    return [block for block in summary_document(SUMMARY).blocks if isinstance(block, Table)]


def cells(row: Any) -> tuple[Any, ...]:
    return tuple(cell.zh if isinstance(cell, Text) else cell for cell in row.cells)


def test_units_have_subtotals_and_a_type_that_two_funds_pay_has_one_too() -> None:
    rows = [(row.rank, *cells(row)) for row in tables()[0].rows]
    assert rows == [
        (Rank.GROUP, "=北桥"),
        (Rank.PLAIN, "聘用", "财政拨款", 3, 900_000, 900_000),
        (Rank.PLAIN, "聘用", "项目经费", 1, 250_000, 250_000),
        (Rank.SUBTOTAL, "聘用小计", "", 4, 1_150_000, 1_150_000),
        (Rank.PLAIN, "劳务派遣", "项目经费", 2, 500_000, 500_000),
        (Rank.SUBTOTAL, "机构小计", "", 6, 1_650_000, 1_650_000),
        (Rank.GROUP, "南桥"),
        (Rank.PLAIN, "聘用", "财政拨款", 4, 1_000_001, 1_000_001),
        (Rank.SUBTOTAL, "机构小计", "", 4, 1_000_001, 1_000_001),
        (Rank.TOTAL, "总计", "", 10, 2_650_001, 2_650_001),
    ]


def test_all_units_together_are_summed_by_type_and_fund() -> None:
    rows = [(row.rank, *cells(row)) for row in tables()[1].rows]
    assert rows[0] == (Rank.PLAIN, "聘用", "财政拨款", 7, 1_900_001, 1_900_001)
    assert rows[-1] == (Rank.TOTAL, "总计", "", 10, 2_650_001, 2_650_001)


def test_a_measure_that_nobody_has_takes_no_column() -> None:
    assert [column.heading.zh for column in tables()[0].columns] == [
        "用工性质",
        "经费来源",
        "人数",
        "基本工资",
        "应发合计",
    ]


@pytest.mark.parametrize(("language", "words"), [("zh", "总计"), ("en", "Total")])
def test_it_prints_in_both_languages(language: str, words: str) -> None:
    file = document_pdf(summary_document(SUMMARY), language, STAMP, paper=A3_LANDSCAPE)  # type: ignore[arg-type]
    assert words in text_of(file)
    assert "26,500.01" in text_of(file)


def test_the_workbook_has_subtotals_a_sheet_of_all_units_and_lines_to_pivot() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_xlsx(SUMMARY, "zh", STAMP)))
    assert book.sheetnames == ["工资汇总表", "全部机构", "明细（可透视）", "说明"]
    first = list(book.worksheets[0].iter_rows(values_only=True))
    assert first[0] == ("机构", "用工性质", "经费来源", "人数", "应发：基本工资", "应发合计")
    assert first[-1] == ("总计", None, None, 10, 26500.01, 26500.01)
    plain = list(book.worksheets[2].iter_rows(values_only=True))
    assert sum(row[3] for row in plain[1:]) == 10
    assert book.worksheets[0]["A2"].data_type == "s"
    assert book.worksheets[0]["A2"].quotePrefix


def test_nobody_at_all_still_prints() -> None:
    empty = PaySummary(CENTRE, Month(2026, 10), MEASURES, ())
    assert "总计" in text_of(document_pdf(summary_document(empty), "zh", STAMP))
