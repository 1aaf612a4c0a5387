"""What a voucher is made from: sums of a month's pay, and the bills of dispatch agencies."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary.money import Fen
from vocabulary.terms import FundSource, PostFamily, Term, UnitNature
from vocabulary.text import Text


class AmountKind(Term):
    """What an amount is in pay, and so by which entry it is booked."""

    EARNING = "earning", "应发项目", "Earning"
    OFF_GROSS = "off_gross", "应发扣减", "Taken off gross"
    OWN_CONTRIBUTION = "own_contribution", "个人缴费", "Own contribution"
    TAX = "tax", "个人所得税", "Income tax"
    OFF_NET = "off_net", "税后扣款", "Taken off net"
    EMPLOYER_CONTRIBUTION = "employer_contribution", "单位缴费", "Employer's contribution"


@dataclass(frozen=True, slots=True)
class Budget:
    """By what the two ledgers are split: the nature of the unit, and who pays."""

    nature: UnitNature
    fund: FundSource


@dataclass(frozen=True, slots=True)
class PayAmount:
    """The sum of one element over people alike (fen; deductions positive). ``element`` is the code of the figure."""

    budget: Budget
    family: PostFamily | None
    kind: AmountKind
    element: str
    label: Text
    amount: Fen


@dataclass(frozen=True, slots=True)
class AgencyBill:
    """What the unit owes a dispatch agency for the month (fen, tax and fee included)."""

    budget: Budget
    agency: str
    amount: Fen
