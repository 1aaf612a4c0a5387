"""A run's contributions as a list with a line a person, to search, to sort and to take away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.pay.contributions import FIGURES
from hr.queries.pay.run_employers import employers_of
from reports.contributions import Side
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

_EMPLOYER_ONLY = (ContributionItem.MATERNITY, ContributionItem.WORK_INJURY)
_SELDOM = (
    ContributionItem.MATERNITY,
    ContributionItem.OCCUPATIONAL_ANNUITY,
    ContributionItem.SUPPLEMENTARY_FUND,
)


def contribution_list(run: PayRun) -> Listing:
    """Everybody's bases and contributions of a run looked up within scope."""
    statement = (
        select(Payslip.id.label("slip_id"))
        .join(Person, Person.id == Payslip.person_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
    )
    return Listing(
        statement,
        columns=(*_who(), *_bases(), *_amounts()),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=(_employers(run),),
        sort="unit",
        key=Payslip.id,
    )


def _who() -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="slip_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="slip_id"),
        ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
    )


def _bases() -> tuple[ListColumn, ...]:
    return (
        ListColumn("social_base", Text("社保基数", "Social base"), _figure("social_contribution_base"), "money"),
        ListColumn("housing_base", Text("公积金基数", "Fund base"), _figure("housing_contribution_base"), "money"),
    )


def _amounts() -> tuple[ListColumn, ...]:
    heading = Text("{item}（{side}）", "{item} ({side})")
    return tuple(
        ListColumn(
            f"{item.value}_{side.value}",
            heading.format(item=item.label, side=side.label),
            _figure(name),
            "money",
            shown=item not in _SELDOM,
        )
        for (item, side), name in FIGURES.items()
        if side is Side.EMPLOYER or item not in _EMPLOYER_ONLY
    )


def _figure(name: str) -> Any:
    return func.coalesce(Payslip.figures[name].as_integer(), 0)


def _employers(run: PayRun) -> Choice:
    employers = employers_of(run)
    return Choice(
        "employer",
        Text("缴费单位", "Withholding unit"),
        [(one.key, Text(one.name, one.name)) for one in employers],
        {one.key: Payslip.employer == one.key for one in employers},
    )
