"""The columns of a bank's file and how wide they are where width counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.bank_file.payees import Payment
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan
from vocabulary.text import Text

Form = Literal["csv", "xls", "txt"]
AMOUNT = "金额"
_WIDTHS = {
    "序号": 6,
    "账号": 32,
    "开户行": 60,
    "户名": 60,
    AMOUNT: 15,
    "备注": 40,
    "证件类型": 30,
    "证件号码": 20,
    "币种": 6,
    "用途": 30,
}
_BAD_WIDTHS = Text(
    "列宽须为 {n} 个 1 至 200 的整数，以逗号分隔，依次对应：{columns}",
    "Widths are {n} whole numbers from 1 to 200, separated by commas, for: {columns}",
)
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class BankLayout:
    """What a bank wants: the form and encoding of its file, its extra columns, and the widths of a fixed-width one.

    An empty ``currency`` or ``purpose`` leaves its column out; empty ``widths`` are the usual ones.
    """

    form: Form = "csv"
    encoding: str = "gb18030"
    with_heading: bool = True
    with_id_number: bool = False
    currency: str = ""
    purpose: str = ""
    remark: str = ""
    widths: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns, the extra ones after the six that every bank has."""
        extra = [
            *(("证件类型", "证件号码") if self.with_id_number else ()),
            *(("币种",) if self.currency else ()),
            *(("用途",) if self.purpose else ()),
        ]
        return ("序号", "账号", "开户行", "户名", AMOUNT, "备注", *extra)

    def cells(self, number: int, payment: Payment) -> tuple[str, ...]:
        """The line of a payment as text, in the order of the headings; the amount in yuan with two decimals."""
        ids = (payment.id_type, payment.id_number) if self.with_id_number else ()
        more = tuple(text for text in (self.currency, self.purpose) if text)
        first = (str(number), payment.account, payment.bank, payment.holder, yuan(payment.amount), self.remark)
        return (*first, *ids, *more)

    def column_widths(self) -> Sequence[int]:
        """Bytes of each column of a fixed-width file. Raises BadInput for widths that do not fit the columns."""
        if not self.widths.strip():
            return [_WIDTHS[heading] for heading in self.headings]
        parts = [part.strip() for part in self.widths.replace("，", ",").split(",")]
        right = all(part.isdecimal() and 1 <= int(part) <= _WIDEST for part in parts)
        if not right or len(parts) != len(self.headings):
            words = _BAD_WIDTHS.format(n=len(self.headings), columns="、".join(self.headings))
            raise BadInput(words, "widths")
        return [int(part) for part in parts]
