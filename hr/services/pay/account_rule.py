"""Choosing another account than the shipped one for a part of pay, from a month on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.pay.account_rule import AccountRule
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.account_chart import rule_of
from hr.refusals import Refusal
from hr.services.pay.dated_rows import end_with, give_way
from vocabulary.periods import Month
from vocabulary.terms import AccountRole, FundSource, PostFamily, UnitNature
from vocabulary.text import Text

_WITH_ELEMENT = (AccountRole.ELEMENT, AccountRole.SOURCE, AccountRole.BUDGET_SOURCE)


@dataclass(frozen=True, slots=True)
class AccountWish:
    """An account for a role at a unit and below, from ``start`` on; empty selectors match everything."""

    unit_id: int
    role: AccountRole
    account: str
    account_name: str
    start: Month
    element: str = ""
    unit_nature: UnitNature | None = None
    fund_source: FundSource | None = None
    post_family: PostFamily | None = None


def set_account(wish: AccountWish, *, viewer: Viewer) -> AccountRule:
    """Put an account on file; the row with the same selectors ends the day before.

    Raises Refusal when the role calls for an element and there is none, or a row begins later already.
    """
    with unit_of_work(viewer, "account_rule.set") as session:
        unit = unit_of(wish.unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        if wish.role in _WITH_ELEMENT and not wish.element:
            raise Refusal(Text("请选择项目", "Choose what it is for"), "element")
        rows = session.scalars(select(AccountRule).where(AccountRule.unit_id == unit.id, AccountRule.role == wish.role))
        give_way([row for row in rows if _selectors(row) == _selectors(wish)], wish.start)
        row = AccountRule(
            unit_id=unit.id,
            role=wish.role,
            element=wish.element,
            unit_nature=wish.unit_nature,
            fund_source=wish.fund_source,
            post_family=wish.post_family,
            account=wish.account,
            account_name=wish.account_name,
            valid_from=wish.start.first_day,
        )
        session.add(row)
    return row


def _selectors(of: AccountRule | AccountWish) -> tuple[object, ...]:
    return of.element, of.unit_nature, of.fund_source, of.post_family


def end_account(rule_id: int, last: Month, *, viewer: Viewer) -> None:
    """Let a row be in force to the end of ``last``; then the next one up, or the shipped account, holds again."""
    with unit_of_work(viewer, "account_rule.end"):
        end_with(rule_of(rule_id, viewer=viewer), last)
