"""Who can be paid by the bank's file, and who is held back for which reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vocabulary.money import Fen
from vocabulary.terms import Term

_FORMULA_BEGINS = ("=", "+", "-", "@")
_SEPARATORS = frozenset(',;|"')


class Problem(Term):
    """不能代发的原因."""

    NEGATIVE = "negative", "实发为负数", "The net is negative"
    ZERO = "zero", "实发为零，无需发放", "The net is zero: nothing to pay"
    NO_ACCOUNT = "no_account", "没有银行账号", "No bank account on record"
    NOT_CONFIRMED = "not_confirmed", "账号待另一人确认", "The account waits to be confirmed by a second person"
    COOLING_OFF = "cooling_off", "账号变更冷静期未满", "The account's cooling-off is not over"
    HOLDER_DIFFERS = "holder_differs", "户名与姓名不符", "The account is in another name"
    ODD_SIGNS = (
        "odd_signs",
        "户名、账号或开户行含有代发文件不容的字符",
        "Name, account or bank has signs that no file takes",
    )


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody to be paid: ``account`` empty when none counts, and then ``waiting`` says whether one is on its way."""

    staff_number: str
    name: str
    net: Fen
    account: str = ""
    bank: str = ""
    holder: str = ""
    id_type: str = ""
    id_number: str = ""
    waiting: Problem | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of the file: ``amount`` is fen and positive."""

    account: str
    bank: str
    holder: str
    amount: Fen
    id_type: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who is not in the file, and why."""

    payee: Payee
    problem: Problem


def sorted_out(payees: Iterable[Payee]) -> tuple[list[Payment], list[Held]]:
    """The lines of the file and those held back, both in the order given; everybody is in exactly one of the two."""
    payments, held = [], []
    for payee in payees:
        problem = problem_of(payee)
        if problem is None:
            payments.append(_payment(payee))
        else:
            held.append(Held(payee, problem))
    return payments, held


def problem_of(payee: Payee) -> Problem | None:
    """What keeps somebody out of the file; the net first, since without one nothing else matters."""
    if payee.net <= 0:
        return Problem.NEGATIVE if payee.net < 0 else Problem.ZERO
    if not payee.account:
        return payee.waiting or Problem.NO_ACCOUNT
    if _plain(payee.holder) != _plain(payee.name):
        return Problem.HOLDER_DIFFERS
    return Problem.ODD_SIGNS if _odd([payee.holder, payee.account, payee.bank]) else None


def _payment(payee: Payee) -> Payment:
    return Payment(payee.account, payee.bank, payee.holder, payee.net, payee.id_type, payee.id_number)


def _plain(name: str) -> str:
    """A name without what banks and people write differently: blanks, the dot in minority names, letter case."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum()).casefold()


def _odd(texts: Sequence[str]) -> bool:
    """Signs that end a field or run as a formula: a bank's program and a spreadsheet would read something else."""
    return any(
        text.startswith(_FORMULA_BEGINS) or any(c in _SEPARATORS or unicodedata.category(c) == "Cc" for c in text)
        for text in texts
    )
