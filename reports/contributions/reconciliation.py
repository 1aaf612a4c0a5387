"""The reconciliation as a report: sums of the differences by kind, and each of them with how it was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.contributions.differences import Difference, rounding_of, sums_by_kind
from reports.document import Block, Card, Cards, Cell, Column, Document, Filter, Kind, Note, Row, Table
from reports.table_export import Sheet
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

TITLE = Text("{month} 社保公积金核定对账", "Reconciliation with the bureau {month}")
BY_KIND = Text("差异汇总", "Differences by kind")
EACH = Text("逐项差异", "Each difference")


@dataclass(frozen=True, slots=True)
class SettledDifference:
    """A difference, whose it is, and what was done about it ("" while nothing was)."""

    difference: Difference
    staff_number: str
    name: str
    settled: Text | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What of a withholding unit's month was compared: lines in all (ours and theirs), and the differences."""

    issuer: str
    month: Month
    compared: int
    found: tuple[SettledDifference, ...]
    filters: tuple[Filter, ...] = ()


_KIND_COLUMNS = (
    Column(Text("差异类别", "Kind")),
    Column(Text("项数", "Lines"), Kind.COUNT),
    Column(Text("个人差额", "Own"), Kind.MONEY),
    Column(Text("单位差额", "Employer"), Kind.MONEY),
)
_OURS, _THEIRS, _MORE = Text("本系统", "Ours"), Text("核定表", "The bureau's"), Text("差额", "Difference")
_BASE, _OWN, _EMPLOYER = Text("基数", "Base"), Text("个人", "Own"), Text("单位", "Employer")
_COLUMNS = (
    Column(Text("工号", "Staff no.")),
    Column(Text("姓名", "Name")),
    Column(Text("险种", "Item")),
    Column(Text("类别", "Kind")),
    *(Column(head, Kind.MONEY, group=_OURS) for head in (_BASE, _OWN, _EMPLOYER)),
    *(Column(head, Kind.MONEY, group=_THEIRS) for head in (_BASE, _OWN, _EMPLOYER)),
    *(Column(head, Kind.MONEY, group=_MORE) for head in (_OWN, _EMPLOYER)),
    Column(Text("处理", "Settled")),
)
_OF = Text("共核对 {n} 项", "of {n} lines compared")
_SIGN = Text("差额＝核定表－本系统，正数为应多缴。", "Difference: the bureau's less ours; positive is to be paid more.")
_ROUNDING = Text(
    "取整差：基数一致，社保每方相差不超过 {social} 分、公积金不超过 {fund} 分。",
    "Rounding: the same base, and at most {social} fen a side ({fund} for the fund).",
)
_NO_BASE = Text(
    "核定表没有基数时，两方同比例变动视为基数不同。",
    "Where the list has no bases, both sides moving alike means another base.",
)


def reconciliation_document(report: Reconciliation, *, each: bool = True) -> Document:
    """Cards, sums by kind, with ``each`` every difference, and the method."""
    blocks: list[Block] = [_cards(report), summary_table([one.difference for one in report.found])]
    if report.found and each:
        blocks.append(Table(EACH, _COLUMNS, tuple(Row(cells) for cells in _rows(report.found))))
    blocks.append(_method())
    return Document(TITLE.format(month=report.month), report.issuer, tuple(blocks), None, report.filters)


def _method() -> Note:
    social, fund = rounding_of(ContributionItem.PENSION), rounding_of(ContributionItem.HOUSING_FUND)
    lines = (_SIGN, _ROUNDING.format(social=social, fund=fund), _NO_BASE)
    return Note(Text("口径", "How it was compared"), lines)


def reconciliation_sheets(report: Reconciliation) -> list[Sheet]:
    """Each difference a line, and the sums by kind."""
    each = Sheet(EACH, _flat_columns(), (Row(cells) for cells in _rows(report.found)))
    return [each, Sheet.of(summary_table([one.difference for one in report.found]))]


def summary_table(found: Sequence[Difference]) -> Table:
    """How many differences of each kind there are, and what they add up to."""
    rows = [Row((kind.label, *sums)) for kind, sums in sums_by_kind(found).items() if sums[0]]
    nothing = Text("没有差异", "No differences")
    return Table(BY_KIND, _KIND_COLUMNS, tuple(rows), None if rows else nothing)


def _cards(report: Reconciliation) -> Cards:
    waiting = sum(one.settled is None for one in report.found)
    own = sum(one.difference.employee for one in report.found)
    employer = sum(one.difference.employer for one in report.found)
    return Cards(
        (
            Card(Text("差异项数", "Differences"), len(report.found), Kind.COUNT, _OF.format(n=report.compared)),
            Card(Text("待处理", "To be settled"), waiting, Kind.COUNT, tone="warn" if waiting else "good"),
            Card(Text("个人差额合计", "Own, in all"), own, Kind.MONEY),
            Card(Text("单位差额合计", "Employer, in all"), employer, Kind.MONEY),
        )
    )


def _rows(found: Sequence[SettledDifference]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        difference = one.difference
        sides: list[Cell] = []
        for line in (difference.ours, difference.theirs):
            sides += [line.base, line.employee, line.employer] if line else [None, None, None]
        yield (
            *(one.staff_number, one.name, difference.item.label, difference.kind.label),
            *sides,
            *(difference.employee, difference.employer),
            one.settled or "",
        )


def _flat_columns() -> tuple[Column, ...]:
    """The same columns with the heading of their group in their own, for a sheet has one heading row."""

    def named(column: Column) -> Column:
        if column.group is None:
            return column
        return Column(
            Text("{group}·{head}", "{group}: {head}").format(group=column.group, head=column.heading), column.kind
        )

    return tuple(named(column) for column in _COLUMNS)
