"""Double entries of a month's pay in both ledgers (平行记账): accrual, withholding, payment with its budget side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.voucher.amounts import AgencyBill, AmountKind, Budget, PayAmount
from reports.voucher.chart import Account, Chart, no_account
from vocabulary.money import Fen
from vocabulary.terms import AccountRole, Term
from vocabulary.text import Text


class Ledger(Term):
    """账套."""

    FINANCIAL = "financial", "财务会计", "Financial ledger"
    BUDGET = "budget", "预算会计", "Budget ledger"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an amount (fen, negative for a reversal 红字) on the debit or the credit side of an account."""

    ledger: Ledger
    account: Account
    budget: Budget
    debit: Fen = 0
    credit: Fen = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What is booked together. Its debits equal its credits in each ledger, to the fen.

    ``on_payment``: booked when the money goes out; the others are booked at the month's end.
    """

    summary: Text
    lines: tuple[Line, ...]
    on_payment: bool = False

    def total(self, ledger: Ledger) -> tuple[Fen, Fen]:
        """The sums of its debits and of its credits in a ledger."""
        lines = [line for line in self.lines if line.ledger is ledger]
        return sum(line.debit for line in lines), sum(line.credit for line in lines)

    @property
    def balances(self) -> bool:
        """Whether debits equal credits in each ledger."""
        return all(debit == credit for debit, credit in map(self.total, Ledger))


Sums = dict[tuple[Budget, Account], Fen]
_EARNED = {AmountKind.EARNING: 1, AmountKind.OFF_GROSS: -1}


@dataclass
class _Books:
    """Collects the lines of one entry, an account a line."""

    debits: Sums = field(default_factory=lambda: defaultdict(int))
    credits: Sums = field(default_factory=lambda: defaultdict(int))
    budget: list[Line] = field(default_factory=list)

    def entry(self, summary: Text, *, on_payment: bool = False) -> list[Entry]:
        """The entry, or none where there is nothing to book."""
        lines = [
            *(Line(Ledger.FINANCIAL, account, budget, debit=fen) for (budget, account), fen in _sorted(self.debits)),
            *(Line(Ledger.FINANCIAL, account, budget, credit=fen) for (budget, account), fen in _sorted(self.credits)),
            *self.budget,
        ]
        return [Entry(summary, tuple(lines), on_payment)] if lines else []


def _sorted(sums: Sums) -> list[tuple[tuple[Budget, Account], Fen]]:
    return [
        (key, fen)
        for key, fen in sorted(sums.items(), key=lambda item: (item[0][0].nature, item[0][0].fund, item[0][1]))
        if fen
    ]


def pay_entries(amounts: Sequence[PayAmount], chart: Chart) -> list[Entry]:
    """The entries of on-book pay: accrue, withhold, pay net, tax and contributions (财会〔2017〕25号, 2211).

    Raises BadInput that names every element without an account.
    """
    refuse_without_account([(amounts, chart)])
    owed: Sums = defaultdict(int)
    passed_on: Sums = defaultdict(int)
    entries = _accrued(amounts, chart, owed, passed_on)
    for kind, summary in _WITHHELD.items():
        entries += _withheld([a for a in amounts if a.kind is kind], summary, chart, owed)
    entries += _paid(_due(owed), "net", Text("支付实发工资", "Pay net wages"), chart)
    entries += _paid(_due(passed_on), "passed_on", _PASSED_ON, chart, budgeted=False)
    for what, kinds, summary in _REMITTED:
        due: Sums = defaultdict(int)
        for amount in amounts:
            if amount.kind in kinds:
                due[amount.budget, _element_account(amount, chart)] += amount.amount
        entries += _paid(due, what, summary, chart)
    return entries


def refuse_without_account(centres: Iterable[tuple[Sequence[PayAmount], Chart]]) -> None:
    """Raises BadInput that names every element that a centre's chart has no account for, each once."""
    lacking = {
        amount.element: amount.label
        for amounts, chart in centres
        for amount in amounts
        if chart.find(AccountRole.ELEMENT, amount.budget, element=amount.element) is None
    }
    if lacking:
        raise no_account(list(lacking.values()), ", ".join(lacking))


def _due(owed: Sums) -> Sums:
    return {key: fen for key, fen in owed.items() if fen}


_PASSED_ON = Text("转付生育津贴等代收款项", "Pass on what the fund pays through the unit")
_ACCRUED: tuple[tuple[tuple[AmountKind, ...], Text], ...] = (
    ((AmountKind.EARNING, AmountKind.OFF_GROSS), Text("计提工资", "Accrue wages")),
    (
        (AmountKind.EMPLOYER_CONTRIBUTION,),
        Text("计提单位承担的社会保险费和住房公积金", "Accrue employer contributions"),
    ),
)
_WITHHELD = {
    AmountKind.OWN_CONTRIBUTION: Text("代扣个人承担的社会保险费和住房公积金", "Withhold own contributions"),
    AmountKind.TAX: Text("代扣个人所得税", "Withhold income tax"),
    AmountKind.OFF_NET: Text("代扣其他款项", "Withhold other deductions"),
}
_REMITTED: tuple[tuple[str, tuple[AmountKind, ...], Text], ...] = (
    ("tax", (AmountKind.TAX,), Text("缴纳个人所得税", "Remit income tax")),
    (
        "contributions",
        (AmountKind.OWN_CONTRIBUTION, AmountKind.EMPLOYER_CONTRIBUTION),
        Text("缴纳社会保险费和住房公积金", "Remit contributions"),
    ),
)


def _accrued(amounts: Sequence[PayAmount], chart: Chart, owed: Sums, passed_on: Sums) -> list[Entry]:
    """Debit the expense, credit what is owed; wages owed to people are noted in ``owed``.

    What is debited to no expense (the fund's maternity allowance: a claim on the fund) is noted in ``passed_on``.
    """
    entries: list[Entry] = []
    for kinds, summary in _ACCRUED:
        books = _Books()
        for amount in (a for a in amounts if a.kind in kinds):
            fen = _EARNED.get(amount.kind, 1) * amount.amount
            expense = _expense(amount, chart)
            account = _element_account(amount, chart)
            books.debits[amount.budget, expense] += fen
            books.credits[amount.budget, account] += fen
            if amount.kind in _EARNED:
                (owed if expense.is_expense else passed_on)[amount.budget, account] += fen
        entries += books.entry(summary)
    return entries


def _withheld(amounts: Sequence[PayAmount], summary: Text, chart: Chart, owed: Sums) -> list[Entry]:
    """Debit wages owed, credit whom the money goes to instead."""
    books = _Books()
    for amount in amounts:
        books.credits[amount.budget, _element_account(amount, chart)] += amount.amount
    for budget, fen in _by_budget(books.credits).items():
        basic = chart.account(AccountRole.WITHHELD, budget, what=AccountRole.WITHHELD.label)
        for account, part in _taken_from(owed, budget, basic, fen):
            owed[budget, account] -= part
            books.debits[budget, account] += part
    return books.entry(summary)


def _taken_from(owed: Sums, budget: Budget, basic: Account, fen: Fen) -> list[tuple[Account, Fen]]:
    """Out of which wages owed: basic pay first, then the next accounts; what exceeds them all overdraws basic pay."""
    others = sorted(account for of, account in owed if of == budget and account != basic)
    parts: list[tuple[Account, Fen]] = []
    for account in (basic, *others):
        part = min(max(owed.get((budget, account), 0), 0), fen)
        if part > 0:
            parts.append((account, part))
            fen -= part
    return [*parts, (basic, fen)] if fen else parts


def _paid(due: Sums, what: str, summary: Text, chart: Chart, *, budgeted: bool = True) -> list[Entry]:
    """Debit what was owed, credit where the money comes from; beside it the budget's expenditure and funds.

    Money of others on its way through is in no budget (``budgeted`` False).
    """
    books = _Books()
    for key, fen in due.items():
        books.debits[key] += fen
    for budget, fen in _by_budget(due).items():
        source = chart.account(AccountRole.SOURCE, budget, element=what, what=summary)
        books.credits[budget, source] += fen
        books.budget += _budget_side(budget, source, fen, chart) if budgeted else []
    return books.entry(summary, on_payment=True)


def _budget_side(budget: Budget, source: Account, fen: Fen, chart: Chart) -> list[Line]:
    if not fen:
        return []
    spent = chart.account(AccountRole.BUDGET_EXPENSE, budget, what=budget.nature.label)
    funds = chart.account(
        AccountRole.BUDGET_SOURCE, budget, element=source.code, what=Text(source.name, f"{source.code} {source.name}")
    )
    return [Line(Ledger.BUDGET, spent, budget, debit=fen), Line(Ledger.BUDGET, funds, budget, credit=fen)]


def _by_budget(sums: Sums) -> dict[Budget, Fen]:
    found: dict[Budget, Fen] = defaultdict(int)
    for (budget, _), fen in sums.items():
        found[budget] += fen
    return found


def _element_account(amount: PayAmount, chart: Chart) -> Account:
    return chart.account(AccountRole.ELEMENT, amount.budget, element=amount.element, what=amount.label)


def _expense(amount: PayAmount, chart: Chart) -> Account:
    return chart.account(
        AccountRole.EXPENSE,
        amount.budget,
        element=amount.element,
        family=amount.family,
        what=AccountRole.EXPENSE.label,
    )


def agency_entries(bills: Iterable[AgencyBill], chart: Chart) -> list[Entry]:
    """The entries of agency bills: a service bought and paid for, never 2211."""
    entries: list[Entry] = []
    for bill in bills:
        names = {"agency": bill.agency}
        books = _Books()
        cost = chart.account(AccountRole.AGENCY_COST, bill.budget, what=AccountRole.AGENCY_COST.label)
        payable = chart.account(AccountRole.AGENCY_PAYABLE, bill.budget, what=AccountRole.AGENCY_PAYABLE.label)
        books.debits[bill.budget, cost] += bill.amount
        books.credits[bill.budget, payable] += bill.amount
        entries += books.entry(Text("确认{agency}劳务派遣费用", "Dispatched staff: bill of {agency}").format(**names))
        paid = Text("支付{agency}劳务派遣费用", "Dispatched staff: pay {agency}").format(**names)
        entries += _paid({(bill.budget, payable): bill.amount}, "agency", paid, chart)
    return entries
