"""The report of a simulation: what it shows, and what it keeps from who may not see few people."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from reports.charts.changes import ChangeBand, SumChange, change_bands, change_bars
from reports.charts.images import to_svg
from reports.charts.theme import ChartWords
from reports.document import Card, Cards, Document, Figure, Note, Rank, Stamp, Table
from reports.pdf.document_pdf import document_pdf
from reports.simulation.content import GroupLine, GroupTable, MeasureLine, Outcomes, SimulationReport, Sums
from reports.simulation.document import TOO_FEW, signed, simulation_document
from reports.simulation.workbook import PersonLine, simulation_xlsx
from vocabulary.terms import FundSource, StaffingType
from vocabulary.text import LANGUAGES, Language, Text

STAMP = Stamp(datetime(2026, 11, 1, 9, 30, tzinfo=UTC), "finance", "f" * 64)
SHOWN = GroupLine(
    ("北桥", StaffingType.CONTRACT.label), 7, 5, 1, Sums(100_00, 130_00), Sums(200_00, 240_00), Sums(90_00, 95_00)
)
HIDDEN = GroupLine(("南桥", StaffingType.DISPATCHED.label), 2)
REPORT = SimulationReport(
    name="夜班 60",
    issuer="徐宁区",
    period=Text("2026-10", "2026-10"),
    base=Text("批次", "the run"),
    changes=(Text("夜班津贴 → 60.00", "Night shift rate → 60.00"),),
    people=9,
    measures=(
        MeasureLine(Text("用工成本", "Employer's cost"), Sums(200_00, 240_00)),
        MeasureLine(Text("实发合计", "Net"), Sums(0, 5_00)),
    ),
    outcomes=Outcomes(5, 1, 3, 40_00, 5_00, 1, 0, 2),
    bands=(
        ChangeBand(Text("−0–50", "−0–50"), 1, -1),
        ChangeBand(Text("不变", "The same"), 3, 0),
        ChangeBand(Text("+0–50", "+0–50"), 5, 1),
    ),
    tables=(GroupTable(Text("按中心", "By centre"), (Text("中心", "Centre"), Text("性质", "Type")), (SHOWN, HIDDEN)),),
)


def cards(document: Document) -> dict[str, Card]:
    return {card.label.en: card for block in document.blocks if isinstance(block, Cards) for card in block.cards}


def tables(document: Document) -> dict[str, Table]:
    return {block.title.en: block for block in document.blocks if isinstance(block, Table)}


def test_the_first_card_is_what_it_costs_a_month_and_the_next_a_year() -> None:
    shown = cards(simulation_document(REPORT))
    assert shown["Employer's cost, a month"].value == "+40.00"
    assert shown["A year"].value == "+480.00"
    assert (shown["Net pay up"].value, shown["Net pay down"].value, shown["The same"].value) == (5, 1, 3)
    assert shown["Newly below the minimum wage"].tone == "bad"
    assert shown["Can't be computed"].value == 2


def test_rates_of_change_are_of_what_there_was_and_nothing_has_none() -> None:
    rows = tables(simulation_document(REPORT))["Cost and pay"].rows
    assert rows[0].cells[1:] == (200_00, 240_00, 40_00, 0.2, 480_00)
    assert rows[1].cells[4] is None


def test_a_total_stands_below_groups_only_where_none_is_hidden() -> None:
    table = tables(simulation_document(REPORT))["By centre"]
    assert [row.rank for row in table.rows] == [Rank.PLAIN, Rank.PLAIN]
    assert table.rows[1].cells[2:] == (2, None, None, None, None, None, None, None)
    whole = replace(REPORT, tables=(replace(REPORT.tables[0], lines=(SHOWN, SHOWN)),))
    total = tables(simulation_document(whole))["By centre"].rows[-1]
    assert total.rank is Rank.TOTAL
    assert total.cells[2:] == (14, 10, 2, 60_00, 400_00, 480_00, 80_00, 10_00)


def test_too_few_people_show_no_figure_at_all() -> None:
    document = simulation_document(replace(REPORT, outcomes=None))
    assert not any(isinstance(block, Cards | Table | Figure) for block in document.blocks)
    assert TOO_FEW in [line for block in document.blocks if isinstance(block, Note) for line in block.lines]


def test_a_simulation_without_changes_says_so() -> None:
    first = simulation_document(replace(REPORT, changes=())).blocks[0]
    assert isinstance(first, Note)
    assert "Nothing yet" in first.lines[0].en


@pytest.mark.parametrize(("fen", "said"), [(0, "0.00"), (5, "+0.05"), (-123_456, "-1,234.56")])
def test_a_difference_carries_its_sign(fen: int, said: str) -> None:
    assert signed(fen) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_prints_in_either_language(language: Language) -> None:
    assert document_pdf(simulation_document(REPORT), language, STAMP).startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_of_changes_say_everything_in_one_language(language: Language) -> None:
    words = ChartWords(Text("要点", "Point"), Text("横轴", "Across"), Text("", ""))
    bands = to_svg(change_bands(REPORT.bands, words, language))
    assert Text("不变", "The same").in_(language) in bands
    bars = to_svg(change_bars([SumChange("甲", 5_000), SumChange("乙", -12_345)], words, language))
    assert "+50.00" in bars
    assert "123.45" in bars


def test_the_workbook_lists_people_only_for_who_may_see_them() -> None:
    person = PersonLine(
        "N001", "王芳", "北桥", StaffingType.CONTRACT.label, FundSource.FISCAL.label,
        Sums(1_00, 2_00), Sums(3_00, 5_00), Sums(9_00, 4_00),
    )  # fmt: skip
    document = simulation_document(REPORT)
    book = _opened(simulation_xlsx(document, [person], "en", STAMP))
    assert [cell.value for cell in book["Everybody"][2]] == [
        "N001", "王芳", "北桥", "Contract", "Fiscal appropriation", 1, 2, 1, 3, 5, 2, 9, 4, -5,
    ]  # fmt: skip
    assert [cell.value for cell in book["Cost and pay"][1]][3] == "A month (yuan) (Difference)"
    assert ("What is changed", "Night shift rate → 60.00") in book["About"].iter_rows(values_only=True)
    assert "Everybody" not in _opened(simulation_xlsx(document, None, "en", STAMP)).sheetnames


def _opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))
