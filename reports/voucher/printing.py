"""The voucher on the page and on paper, as a workbook, and as the text file that accounting software takes in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.document import Block, Card, Cards, Cell, Column, Document, Filter, Kind, Note, Rank, Row, Table
from reports.table_export import Sheet
from reports.voucher.entries import Entry, Ledger, Line
from vocabulary.bad_input import BadInput
from vocabulary.money import Fen, yuan
from vocabulary.periods import Month
from vocabulary.text import Language, Text

TITLE = Text("{month} 工资记账凭证", "Pay voucher {month}")
LINES = Text("分录", "Lines")
SUMMARY = Text("摘要", "Summary")
CODE = Text("科目编码", "Account")
NAME = Text("科目名称", "Account name")
DEBIT = Text("借方", "Debit")
CREDIT = Text("贷方", "Credit")
FUND = Text("经费来源", "Fund source")
LEDGER = Text("账套", "Ledger")
DATE = Text("日期", "Date")
NUMBER = Text("分录号", "Entry")
UNIT = Text("核算单位", "Accounting unit")
NATURE = Text("单位性质", "Nature of the unit")
AT_MONTH_END = Text("月末", "At the month's end")
ON_PAYMENT = Text("付款时", "On payment")
_UNBALANCED = Text("“{summary}”借贷不平", "“{summary}” does not balance")
_BASIS = Note(
    Text("依据", "Basis"),
    (
        Text(
            "政府会计制度（财会〔2017〕25号）：2211 应付职工薪酬；付款时平行登记预算会计。",
            "Government accounting system (财会〔2017〕25号): 2211 pay payable; budget entries on payment.",
        ),
        Text(
            "科目默认值可信度为中，明细科目编码为通行做法，请按本单位科目表核对；负数为红字。",
            "Shipped accounts are of medium confidence and sub-account numbers mere practice: check them against your "
            "chart. Negative amounts are reversals.",
        ),
        Text(
            "基金支付的生育津贴不是本单位费用：计入 1218 与 2307，转付时不登记预算会计。",
            "The fund's maternity allowance is no expense: 1218 and 2307, with no budget entry when passed on.",
        ),
        Text(
            "派遣人员由派遣单位发薪，本单位列支劳务费，不通过 2211 核算。",
            "Dispatched staff are paid by their agency: a service bought, outside 2211.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class PayVoucher:
    """The entries of one accounting unit's month. Raises BadInput for an entry that does not balance.

    ``claimable``: subsidies (fen) that may be claimed for the month and are in none of the entries.
    """

    unit: str
    month: Month
    entries: tuple[Entry, ...]
    paid_on: date | None = None
    filters: tuple[Filter, ...] = ()
    claimable: Fen = 0

    def __post_init__(self) -> None:
        for entry in self.entries:
            if not entry.balances:
                raise BadInput(_UNBALANCED.format(summary=entry.summary), entry.summary.en)

    def total(self, ledger: Ledger) -> Fen:
        """What is booked on either side of a ledger."""
        return sum(entry.total(ledger)[0] for entry in self.entries)

    def day(self, entry: Entry) -> date:
        """When an entry is booked: on the day of payment where that is known, else at the month's end."""
        return self.paid_on if entry.on_payment and self.paid_on else self.month.last_day


def voucher_document(issuer: str, vouchers: Sequence[PayVoucher]) -> Document:
    """The vouchers of a month: cards of both ledgers, and a table for each accounting unit."""
    month = vouchers[0].month if vouchers else ""
    cards = [
        Card(ledger.label, sum(v.total(ledger) for v in vouchers), Kind.MONEY, Text("借方＝贷方", "Debits = credits"))
        for ledger in Ledger
    ]
    entries = Card(Text("分录笔数", "Entries"), sum(len(v.entries) for v in vouchers), Kind.COUNT)
    tables = [_table(voucher) for voucher in vouchers]
    filters = vouchers[0].filters if vouchers else ()
    blocks: tuple[Block, ...] = (Cards((entries, *cards)), *tables, *_not_booked(vouchers), _BASIS)
    return Document(TITLE.format(month=month), issuer, blocks, None, filters)


_CLAIMABLE = Text(
    "“4050”用人单位岗位补贴和社保补贴，按本月人员测算 {sum} 元：事后申领、审批后拨付，批准前不能确定，所以不计提。"
    "到账时借 1002 银行存款、贷 4609 其他收入，同时借 8001 资金结存、贷 6609 其他预算收入（通行做法，可信度为中）。",
    "Post and insurance subsidies for 4050 staff, {sum} yuan by this month's people: claimed afterwards and paid once "
    "approved, so uncertain until then and not accrued. On receipt debit 1002 bank, credit 4609 other income, and in "
    "the budget ledger debit 8001, credit 6609 other budget income (usual practice, medium confidence).",
)


def _not_booked(vouchers: Sequence[PayVoucher]) -> Iterator[Note]:
    """What money may be expected for the month that no entry speaks of, and why."""
    claimable = sum(voucher.claimable for voucher in vouchers)
    if claimable:
        yield Note(Text("未入账的补贴", "Subsidies not booked"), (_CLAIMABLE.format(sum=yuan(claimable)),))


_COLUMNS = (
    Column(LEDGER),
    Column(CODE),
    Column(NAME),
    Column(FUND),
    Column(DEBIT, Kind.MONEY),
    Column(CREDIT, Kind.MONEY),
)


def _table(voucher: PayVoucher) -> Table:
    title = Text(voucher.unit, voucher.unit)
    return Table(title, _COLUMNS, tuple(_rows(voucher)))


def _rows(voucher: PayVoucher) -> Iterator[Row]:
    for number, entry in enumerate(voucher.entries, start=1):
        when = ON_PAYMENT if entry.on_payment else AT_MONTH_END
        head = Text("{n}. {summary}（{when}）", "{n}. {summary} ({when})")
        yield Row((head.format(n=number, summary=entry.summary, when=when),), Rank.GROUP)
        yield from (Row(_cells(line)) for line in entry.lines)
    for ledger in Ledger:
        total = voucher.total(ledger)
        yield Row(
            (Text("{ledger}合计", "{ledger}: total").format(ledger=ledger.label), "", "", "", total, total), Rank.TOTAL
        )


def _cells(line: Line) -> tuple[Cell, ...]:
    side = (line.debit or None, line.credit or None)
    return line.ledger.label, line.account.code, line.account.name, line.budget.fund.label, *side


_FLAT = (
    Column(DATE, Kind.DATE),
    Column(UNIT),
    Column(NUMBER, Kind.COUNT),
    Column(SUMMARY),
    Column(LEDGER),
    Column(CODE),
    Column(NAME),
    Column(NATURE),
    Column(FUND),
    Column(DEBIT, Kind.MONEY),
    Column(CREDIT, Kind.MONEY),
)


def voucher_sheets(vouchers: Sequence[PayVoucher]) -> list[Sheet]:
    """A line a row, to filter and to add up."""
    return [Sheet(LINES, _FLAT, [Row(cells) for cells in _flat(vouchers)])]


def _flat(vouchers: Sequence[PayVoucher]) -> Iterator[tuple[Cell, ...]]:
    for voucher in vouchers:
        for number, entry in enumerate(voucher.entries, start=1):
            for line in entry.lines:
                yield (
                    *(voucher.day(entry), voucher.unit, number, entry.summary, line.ledger.label),
                    *(line.account.code, line.account.name, line.budget.nature.label, line.budget.fund.label),
                    *(line.debit or None, line.credit or None),
                )


def voucher_csv(vouchers: Sequence[PayVoucher], language: Language = "zh") -> bytes:
    """The lines as CSV in UTF-8 with a byte order mark, which spreadsheets and accounting software both know."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.heading.in_(language) for column in _FLAT])
    for cells in _flat(vouchers):
        writer.writerow([_written(cell, column, language) for cell, column in zip(cells, _FLAT, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell, column: Column, language: Language) -> str:
    if cell is None:
        return ""
    if column.kind is Kind.MONEY and isinstance(cell, int):
        return yuan(cell)
    return _plain(cell.in_(language) if isinstance(cell, Text) else str(cell))


def _plain(words: str) -> str:
    """Text that a spreadsheet would run as a formula is quoted."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
