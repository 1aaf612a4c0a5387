"""Back pay: a settled month as it ought to have been against what was paid, figure by figure; never tax.

Tax is withheld on what is paid when it is paid (公告2018年第61号 art. 6), so a corrected month changes the tax of the
month in which the difference is paid, and not its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from payroll.columns import COLUMNS, TAX_COLUMNS
from payroll.elements import back_pay
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.engine import run
from payroll.formula.figure import Figure, FigureKind
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from vocabulary.money import Fen, share
from vocabulary.text import Text

TAXED, UNTAXED, COUNTED = "back_pay_taxed", "back_pay_untaxed", "back_pay_counted"
WAGES = frozenset({TAXED, UNTAXED})
BACK_COLUMNS = tuple(name for name in COLUMNS if name.startswith("back_"))
PAID_ONCE = frozenset({"labour_service", "severance"})
"""Single payments taxed by themselves: what is missing of one is paid as another, in the month that it is paid in."""
NOT_LOOKED_AT = TAX_COLUMNS | {*BACK_COLUMNS, "employment_id", "inputs_approved", "net_deduction_amount"}
"""The inputs of a paid month that no difference comes from."""
_DEDUCTION_SHARE = "wage_payment.deduction_share"
_IN_WAGES = (FigureKind.EARNING, FigureKind.GROSS_DEDUCTION)
_CONTRIBUTIONS = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.EMPLOYER_CONTRIBUTION)
_CORRECTED = (*_IN_WAGES, *_CONTRIBUTIONS)
_OTHER_NAMES = {
    "annuity_employee": "back_occupational_annuity_employee",
    "annuity_employer": "back_occupational_annuity_employer",
}


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a figure's difference goes: the input column ``into``, with ``sign`` -1 for what is taken off gross.

    ``counted``: it is part of the wages by which contribution bases are set.
    """

    figure: str
    label: Text
    into: str
    sign: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a settled month as it counts in pay (fen): ``paid`` so far, and what it is ``now``."""

    posting: Posting
    paid: Fen
    now: Fen

    @property
    def owed(self) -> Fen:
        """What is still to be paid; below zero what was paid too much."""
        return self.now - self.paid


def postings(book: Book) -> dict[str, Posting]:
    """By figure, everything of a monthly slip under ``book`` that a correction can change: neither tax nor totals nor
    single payments."""
    elements = catalogue(book)
    monthly = monthly_figures(elements)
    figures = [f for element in elements for f in element.figures if f.name in monthly and f.kind in _CORRECTED]
    return {f.name: _posting(f) for f in figures if f.name not in back_pay.FIGURES | PAID_ONCE}


def _posting(figure: Figure) -> Posting:
    if figure.kind in _CONTRIBUTIONS:
        into = _OTHER_NAMES.get(figure.name, f"back_{figure.name}")
        return Posting(figure.name, figure.label, into, 1, counted=False)
    if figure.kind is FigureKind.GROSS_DEDUCTION:
        return Posting(figure.name, figure.label, TAXED, -1, counted=True)
    # What is added to a year-end bonus later is no second bonus: it is taxed with the wages of the month.
    into = TAXED if figure.taxed or figure.bonus else UNTAXED
    return Posting(figure.name, figure.label, into, 1, figure.in_contribution_base)


def recomputed(inputs: Inputs, book: Book) -> Result:
    """The figures of a settled month that can be corrected, from inputs and rules as they are now."""
    return run(inputs, book, targets=postings(book))


def differences(
    known: Mapping[str, Posting], paid: Mapping[str, Fen], made_good: Mapping[str, Fen], now: Mapping[str, Fen]
) -> list[Difference]:
    """The figures that differ, in the order of ``known`` (the postings of the books of then and now).

    ``paid``: the figures of the month's slip (none: an empty mapping); ``made_good``: what earlier back pay has posted
    for the month; ``now``: the recomputed figures.
    """
    found = []
    for name, posting in known.items():
        before = posting.sign * paid.get(name, 0) + made_good.get(name, 0)
        after = posting.sign * now.get(name, 0)
        if before != after:
            found.append(Difference(posting, before, after))
    return found


def deduction_limits(inputs: Inputs, book: Book) -> list[Fen]:
    """What may be taken off each person's wages of a month at most: fen, by row, of a month without back pay.

    A share of the month's wages, of which at least the minimum wage is to be left (劳部发〔1994〕489号 art. 16).
    """
    result = run(inputs, book, targets=("gross", "minimum_wage_pay", "minimum_wage_due"))
    rate = book.whole(_DEDUCTION_SHARE, inputs.month.first_day)
    spare = result.column("minimum_wage_pay") - result.column("minimum_wage_due")
    return [max(0, int(limit)) for limit in np.minimum(share(result.column("gross"), rate), spare)]


def taken(owed: Sequence[tuple[Posting, Fen]], *, deduct_up_to: Fen = 0) -> list[Fen]:
    """What of each difference of one person, oldest first, is posted in one month.

    Contributions are withheld and paid over as they are due (社会保险法 art. 60). Wages are paid when they are owed in
    all; where too much was paid, nothing is taken back but up to ``deduct_up_to`` fen, the oldest first.
    """
    wages = sum(amount for posting, amount in owed if posting.into in WAGES)
    left = deduct_up_to + sum(amount for posting, amount in owed if posting.into in WAGES and amount > 0)
    posted = []
    for posting, amount in owed:
        if posting.into not in WAGES or wages >= 0:
            posted.append(amount)
        elif not deduct_up_to:
            posted.append(0)
        else:
            part = max(amount, -left) if amount < 0 else amount
            left += min(part, 0)
            posted.append(part)
    return posted


def back_columns(posted: Iterable[tuple[Posting, Fen]]) -> dict[str, Fen]:
    """The input columns of the paying month: sums of what is posted."""
    sums: defaultdict[str, Fen] = defaultdict(int)
    for posting, amount in posted:
        sums[posting.into] += amount
        if posting.counted:
            sums[COUNTED] += amount
    return {name: amount for name, amount in sums.items() if amount}
