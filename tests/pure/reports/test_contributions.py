"""Contribution detail, and where the bureau's list and our figures part."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.contributions import (
    ContributionDetail,
    ContributionPerson,
    Difference,
    DifferenceKind,
    ItemLine,
    Reconciliation,
    SettledDifference,
    Side,
    contribution_document,
    contribution_sheets,
    differences,
    reconciliation_document,
    reconciliation_sheets,
)
from reports.contributions.differences import rounding_of, sums_by_kind
from reports.document import Cards, Document, Stamp, Table
from reports.pdf.document_pdf import document_pdf
from reports.table_export import write_workbook
from tests.pure.reports.samples import STAMP
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import LANGUAGES, Text

PENSION, HOUSING, INJURY = ContributionItem.PENSION, ContributionItem.HOUSING_FUND, ContributionItem.WORK_INJURY
OCTOBER = Month(2026, 10)


def line(base: str | None, employee: str, employer: str) -> ItemLine:
    return ItemLine(None if base is None else fen(base), fen(employee), fen(employer))


def kind_of(ours: ItemLine | None, theirs: ItemLine | None, item: ContributionItem = PENSION) -> DifferenceKind | None:
    mine = {} if ours is None else {("N001", item): ours}
    listed = {} if theirs is None else {("N001", item): theirs}
    found = differences(mine, listed)
    return found[0].kind if found else None


def test_equal_amounts_are_no_difference_even_when_the_list_has_no_bases() -> None:
    assert kind_of(line("8000", "640.00", "1280.00"), line(None, "640.00", "1280.00")) is None


def test_an_item_on_one_side_alone_is_missing_on_the_other() -> None:
    assert kind_of(None, line("8000", "640.00", "1280.00")) is DifferenceKind.MISSING_HERE
    assert kind_of(line("8000", "640.00", "1280.00"), None) is DifferenceKind.MISSING_THERE


def test_a_line_of_nothing_is_the_same_as_no_line() -> None:
    assert kind_of(line("8000", "0", "0"), None) is None
    assert kind_of(line("8000", "0", "0"), line("8000", "640.00", "0")) is DifferenceKind.MISSING_HERE


def test_another_base_is_told_by_the_base_or_by_both_sides_moving_alike() -> None:
    ours = line("8000", "640.00", "1280.00")
    assert kind_of(ours, line("9000", "720.00", "1440.00")) is DifferenceKind.BASE
    assert kind_of(ours, line(None, "720.00", "1440.00")) is DifferenceKind.BASE


def test_another_rate_moves_one_side_alone() -> None:
    ours = line("8000", "640.00", "1280.00")
    assert kind_of(ours, line("8000", "640.00", "1360.00")) is DifferenceKind.RATE
    assert kind_of(ours, line(None, "640.00", "1360.00")) is DifferenceKind.RATE


def test_an_item_that_only_the_employer_pays_can_not_tell_base_from_rate_without_a_base() -> None:
    assert kind_of(line("8000", "0", "16.00"), line(None, "0", "32.00"), INJURY) is DifferenceKind.RATE


@pytest.mark.parametrize(("item", "most"), [(PENSION, 9), (HOUSING, 99)])
def test_rounding_ends_where_the_rule_says(item: ContributionItem, most: int) -> None:
    ours = ItemLine(800_000, 64_000, 128_000)
    assert rounding_of(item) == most
    assert kind_of(ours, ItemLine(800_000, 64_000 + most, 128_000), item) is DifferenceKind.ROUNDING
    assert kind_of(ours, ItemLine(800_000, 64_000 + most + 1, 128_000), item) is DifferenceKind.RATE


def test_every_item_has_a_rounding() -> None:
    assert all(rounding_of(item) > 0 for item in ContributionItem)


_lines = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(list(ContributionItem))),
    st.builds(ItemLine, st.none() | st.integers(0, 4_000_000), st.integers(0, 300_000), st.integers(0, 600_000)),
)


@given(_lines, _lines)
def test_the_differences_add_up_to_the_bureaus_total_less_ours(ours: Any, theirs: Any) -> None:
    found = differences(ours, theirs)
    total = sum(line.employee + line.employer for line in theirs.values())
    total -= sum(line.employee + line.employer for line in ours.values())
    assert sum(one.employee + one.employer for one in found) == total
    assert sum(own + employer for _, own, employer in sums_by_kind(found).values()) == total


@given(_lines)
def test_a_list_compared_with_itself_has_no_differences(ours: Any) -> None:
    assert differences(ours, ours) == []


def people() -> tuple[ContributionPerson, ...]:
    amounts = {(PENSION, Side.EMPLOYEE): 64_000, (PENSION, Side.EMPLOYER): 128_000, (INJURY, Side.EMPLOYER): 1_600}
    back = {Month(2026, 9): {(PENSION, Side.EMPLOYEE): 800}, Month(2026, 8): {(PENSION, Side.EMPLOYER): 1_600}}
    return (
        ContributionPerson("北桥中心", "第一站", "N001", "王芳", 800_000, 800_000, amounts),
        ContributionPerson("申服人力", "第一站", "N003", "张敏", 800_000, 0, amounts, back),
    )


def tables(document: Document) -> dict[str, Table]:
    return {block.title.zh: block for block in document.blocks if isinstance(block, Table)}


def test_the_detail_sums_each_withholding_unit_by_item_and_shows_only_items_that_somebody_has() -> None:
    document = contribution_document(ContributionDetail("徐宁", OCTOBER, people()))
    totals = tables(document)["按缴费单位和险种"]
    plain = [row.cells for row in totals.rows if row.rank == "plain"]
    assert (
        plain
        == [
            (PENSION.label, 1, 64_000, 128_000, 192_000),
            (INJURY.label, 1, 0, 1_600, 1_600),
        ]
        * 2
    )
    assert [row.cells[0] for row in totals.rows if row.rank == "group"] == ["北桥中心", "申服人力"]


def test_back_payments_stand_by_the_month_they_belong_to_and_count_in_what_is_to_be_paid() -> None:
    document = contribution_document(ContributionDetail("徐宁", OCTOBER, people()))
    months = [row.cells[3] for row in tables(document)["补缴（按所属月份）"].rows]
    assert months == [Month(2026, 8), Month(2026, 9)]
    cards = document.blocks[0]
    assert isinstance(cards, Cards)
    assert cards.cards[-1].value == 2 * (64_000 + 129_600) + 2_400


def test_without_back_payments_there_is_no_table_and_no_sheet_for_them() -> None:
    detail = ContributionDetail("徐宁", OCTOBER, people()[:1])
    assert "补缴（按所属月份）" not in tables(contribution_document(detail))
    assert len(contribution_sheets(detail)) == 2
    assert len(contribution_sheets(ContributionDetail("徐宁", OCTOBER, people()))) == 3


def settled() -> Reconciliation:
    ours = {("N001", PENSION): line("8000", "640.00", "1280.00"), ("N001", HOUSING): line("8000", "560", "560")}
    theirs = {("N001", PENSION): line("8000", "640.05", "1280.00"), ("X", PENSION): line("8000", "640", "1280")}
    found = differences(ours, theirs)
    rows = [
        SettledDifference(one, one.who, "王芳", Text("下期调整", "Next run") if i else None)
        for i, one in enumerate(found)
    ]
    return Reconciliation("北桥", OCTOBER, 3, tuple(rows))


def test_the_reconciliation_counts_by_kind_and_says_what_waits() -> None:
    document = reconciliation_document(settled())
    kinds = {row.cells[0].zh: row.cells[1:] for row in tables(document)["差异汇总"].rows}  # type: ignore[union-attr]
    assert kinds == {
        "本系统无此项": (1, 64_000, 128_000),
        "核定表无此项": (1, -56_000, -56_000),
        "取整差": (1, 5, 0),
    }
    cards = document.blocks[0]
    assert isinstance(cards, Cards)
    assert [card.value for card in cards.cards[:2]] == [3, 1]


def test_a_reconciliation_without_differences_says_so() -> None:
    document = reconciliation_document(Reconciliation("北桥", OCTOBER, 3, ()))
    assert tables(document)["差异汇总"].note == Text("没有差异", "No differences")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_printed_and_written_as_workbooks(language: Any) -> None:
    stamp: Stamp = STAMP
    detail = ContributionDetail("徐宁", OCTOBER, people())
    pairs = (
        (contribution_document(detail), contribution_sheets(detail)),
        (reconciliation_document(settled()), reconciliation_sheets(settled())),
    )
    for document, sheets in pairs:
        assert document_pdf(document, language, stamp).startswith(b"%PDF")
        out = io.BytesIO()
        write_workbook(sheets, out, language, stamp)
        assert out.getvalue().startswith(b"PK")


def test_a_difference_is_what_the_bureau_asks_beyond_our_figure() -> None:
    one = Difference("N001", PENSION, DifferenceKind.BASE, line("8000", "640", "1280"), line("9000", "720", "1440"))
    assert (one.employee, one.employer) == (fen("80"), fen("160"))
