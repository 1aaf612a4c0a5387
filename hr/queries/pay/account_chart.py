"""The chart of accounts of a unit: what ships with the program, and the rows of the unit and those above it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.account_rule import AccountRule
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.parameter_book import book_for
from hr.refusals import OutOfScope
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.formula.figure import Figure, FigureKind
from reports.voucher import Account, AccountChoice, Chart, shipped_choices
from vocabulary.periods import Month

BOOKED = (
    FigureKind.EARNING,
    FigureKind.GROSS_DEDUCTION,
    FigureKind.EMPLOYEE_CONTRIBUTION,
    FigureKind.TAX,
    FigureKind.NET_DEDUCTION,
    FigureKind.EMPLOYER_CONTRIBUTION,
)
"""The figures of a slip that money moves by; the others are sums of them, or workings."""


def chart_for(unit: Unit, month: Month) -> Chart:
    """The accounts in force for a unit on the last day of a month."""
    rows = db.session.execute(
        select(AccountRule, Unit.path)
        .join(Unit, Unit.id == AccountRule.unit_id)
        .where(AccountRule.unit_id.in_(unit.ancestor_ids))
    )
    own = [_choice(rule, path.count("/")) for rule, path in rows]
    return Chart([*shipped_choices(), *own], month.last_day)


def _choice(rule: AccountRule, depth: int) -> AccountChoice:
    return AccountChoice(
        rule.role,
        Account(rule.account, rule.account_name),
        rule.element,
        rule.unit_nature,
        rule.fund_source,
        rule.post_family,
        rule.valid_from,
        rule.valid_to,
        own=True,
        depth=depth,
    )


def rules_seen(*, viewer: Viewer) -> Sequence[tuple[AccountRule, Unit]]:
    """The rows of the units whose pay the viewer sees, and of those above them, which hold there too."""
    paths = db.session.scalars(select(Unit.path).where(within(Unit.path, viewer, Action.PAY_READ))).all()
    ids = {int(part) for path in paths for part in path.strip("/").split("/")}
    rows = db.session.execute(
        select(AccountRule, Unit)
        .join(Unit, Unit.id == AccountRule.unit_id)
        .where(AccountRule.unit_id.in_(sorted(ids)))
        .order_by(AccountRule.role, AccountRule.element, Unit.path, AccountRule.valid_from.desc())
    )
    return [(rule, unit) for rule, unit in rows]


def rule_of(rule_id: int, *, viewer: Viewer) -> AccountRule:
    """A row that the viewer may change, or OutOfScope."""
    rule = db.session.scalar(
        select(AccountRule)
        .join(Unit, Unit.id == AccountRule.unit_id)
        .where(AccountRule.id == rule_id, within(Unit.path, viewer, Action.PAY_PREPARE))
    )
    if rule is None:
        raise OutOfScope(f"account rule {rule_id}")
    return rule


def booked_figures(month: Month) -> list[Figure]:
    """The figures of a month's slip that are booked, in its order."""
    elements = catalogue(book_for(month))
    monthly = monthly_figures(elements)
    return [f for element in elements for f in element.figures if f.name in monthly and f.kind in BOOKED]


def without_account(figures: Sequence[Figure], rules: Sequence[AccountRule], month: Month) -> list[Figure]:
    """Those of ``figures`` that neither the shipped chart nor any of ``rules`` gives an account to in ``month``."""
    choices = [*shipped_choices(), *(_choice(rule, 0) for rule in rules)]
    known = {choice.element for choice in choices if choice.holds(month.last_day)}
    return [figure for figure in figures if figure.name not in known]
