"""What stands on a payslip: a person's month as lines that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vocabulary.bad_input import BadInput
from vocabulary.money import Fen, yuan
from vocabulary.periods import Month
from vocabulary.text import Text

NOT_ADDING_UP = Text(
    "应发 {gross} 减扣款 {deducted} 不等于实发 {net}", "Gross {gross} less deductions {deducted} is not the net {net}"
)


@dataclass(frozen=True, slots=True)
class PayLine:
    """One line of a slip: the element, its amount (fen; deductions are positive) and, in few words, how it came out."""

    label: Text
    amount: Fen
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Payslip:
    """One person's month. Raises BadInput when earnings less deductions are not ``net``: such a slip is never printed.

    ``employer`` is what the employer pays on top, ``year_to_date`` what the tax year holds so far, ``mark`` a word
    in the head such as "Draft"; ``paid_by`` names the agency where that is not the issuer; ``account`` arrives masked.
    """

    issuer: Text | str
    month: Month
    name: str
    staff_number: str
    unit: Text | str
    post: Text | str
    staffing_type: Text
    earnings: tuple[PayLine, ...]
    deductions: tuple[PayLine, ...]
    net: Fen
    employer: tuple[PayLine, ...] = ()
    year_to_date: tuple[PayLine, ...] = ()
    paid_on: date | None = None
    paid_by: Text | str = ""
    account: str = ""
    fingerprint: str = ""
    notes: tuple[Text, ...] = ()
    mark: Text | None = None

    def __post_init__(self) -> None:
        if self.gross - self.deducted != self.net:
            amounts = {"gross": yuan(self.gross), "deducted": yuan(self.deducted), "net": yuan(self.net)}
            raise BadInput(NOT_ADDING_UP.format(**amounts), f"{self.staff_number} {self.month}")

    @property
    def gross(self) -> Fen:
        """应发: all earnings, fen."""
        return sum(line.amount for line in self.earnings)

    @property
    def deducted(self) -> Fen:
        """扣款合计: all that is withheld from the person, fen."""
        return sum(line.amount for line in self.deductions)

    @property
    def employer_cost(self) -> Fen:
        """单位缴纳合计: what the employer pays on top of the gross, fen."""
        return sum(line.amount for line in self.employer)
