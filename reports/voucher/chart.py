"""Which account is used for what: the shipped chart, with the unit's own choices before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from reports.voucher.amounts import Budget
from vocabulary.bad_input import BadInput
from vocabulary.terms import AccountRole, FundSource, PostFamily, UnitNature
from vocabulary.text import Text

_EXPENSES = "5"  # the class of expense accounts, 财会〔2017〕25号 part 2
_NONE = Text("“{what}”没有对应的会计科目，请先在科目对照中设置", "There is no account for “{what}”: choose one first")


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """A ledger account: its number and its name, sub-accounts included."""

    code: str
    name: str

    @property
    def is_expense(self) -> bool:
        """Whether what is debited to it costs the unit something; else it is somebody else's money passing through."""
        return self.code.startswith(_EXPENSES)


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account for a role on dates; an empty selector matches everything. ``own``: chosen by the unit, not shipped.

    ``depth`` is how far down the tree the choosing unit lies: the nearer choice comes first.
    """

    role: AccountRole
    account: Account
    element: str = ""
    nature: UnitNature | None = None
    fund: FundSource | None = None
    family: PostFamily | None = None
    valid_from: date = date.min
    valid_to: date | None = None
    own: bool = False
    depth: int = 0
    source: str = ""
    confidence: str = ""

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def rank(self) -> tuple[int, ...]:
        """The order in which choices are preferred, greatest first: the unit's own, the nearest, the most exact."""
        exact = sum(bool(selector) for selector in (self.nature, self.fund, self.family))
        return int(self.own), self.depth, int(bool(self.element)), exact


class Chart:
    """The accounts in force on a day."""

    def __init__(self, choices: Iterable[AccountChoice], on: date) -> None:
        self._by_role: dict[AccountRole, list[AccountChoice]] = {}
        for choice in sorted(choices, key=lambda c: c.rank, reverse=True):
            if choice.holds(on):
                self._by_role.setdefault(choice.role, []).append(choice)

    def account(
        self, role: AccountRole, budget: Budget, *, element: str = "", family: PostFamily | None = None, what: Text
    ) -> Account:
        """The account for a role; raises BadInput that names ``what`` is without one."""
        found = self.find(role, budget, element=element, family=family)
        if found is None:
            raise no_account([what], element or role.value)
        return found

    def find(
        self, role: AccountRole, budget: Budget, *, element: str = "", family: PostFamily | None = None
    ) -> Account | None:
        """The account for a role, None where there is none."""
        for choice in self._by_role.get(role, ()):
            if (
                choice.element in {"", element}
                and choice.nature in {None, budget.nature}
                and choice.fund in {None, budget.fund}
                and choice.family in {None, family}
            ):
                return choice.account
        return None


def no_account(what: Sequence[Text], place: str) -> BadInput:
    """The refusal of vouchers that names everything that is without an account."""
    names = Text("”“".join(one.zh for one in what), "”, “".join(one.en for one in what))
    return BadInput(_NONE.format(what=names), place)


@cache
def shipped_choices() -> tuple[AccountChoice, ...]:
    """The chart of 财会〔2017〕25号 as shipped (reports/law/gov_accounting.yaml), one choice for each element."""
    text = resources.files("reports.law").joinpath("gov_accounting.yaml").read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    return tuple(choice for rule in document["rules"] for choice in _choices(rule, document))


def _choices(rule: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[AccountChoice]:
    for element in rule.get("elements", [""]):
        yield AccountChoice(
            AccountRole.of(rule["role"]),
            Account(rule["account"], rule["name"]),
            element,
            UnitNature.of(rule["nature"]) if "nature" in rule else None,
            FundSource.of(rule["fund"]) if "fund" in rule else None,
            PostFamily.of(rule["family"]) if "family" in rule else None,
            valid_from=document["from"],
            source=document["source"],
            confidence=document["confidence"],
        )
