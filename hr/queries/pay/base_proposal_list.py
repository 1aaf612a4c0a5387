"""The list of contribution bases that are proposed for a month."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased

from hr.models.organisation.unit import Unit
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.pay_standing import ContributionBase
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.pay.base_proposal import Limits
from vocabulary.periods import Month
from vocabulary.terms import BaseGround
from vocabulary.text import Text


def proposal_list(start: Month, limits: Limits, *, viewer: Viewer) -> Listing:
    """The proposals for ``start`` as a list, beside the base in force before."""
    before = aliased(ContributionBase)
    statement = (
        select(BaseProposal.id.label("proposal_id"))
        .join(Employment, Employment.id == BaseProposal.employment_id)
        .join(Person, Person.id == Employment.person_id)
        .join(Unit, Unit.id == Person.home_unit_id)
        .outerjoin(before, and_(before.employment_id == BaseProposal.employment_id, _in_force_before(before, start)))
        .where(BaseProposal.valid_from == start.first_day, within(Unit.path, viewer, Action.PAY_READ))
    )
    approved = BaseProposal.approved_at.is_not(None)
    return Listing(
        statement,
        columns=(*_who(), *_bases(limits), *_standing(before, approved)),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=_choices(approved),
        sort="unit",
        key=BaseProposal.id,
    )


def _who() -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="proposal_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="proposal_id"),
        ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
        ListColumn("ground", Text("依据", "Rests on"), BaseProposal.ground, "term"),
        ListColumn("wage_total", Text("工资总额", "Wages"), BaseProposal.wage_total_fen, "money", shown=False),
        ListColumn("months", Text("月数", "Months"), BaseProposal.wage_months, "number", shown=False),
        ListColumn("computed", Text("月平均工资", "Monthly average"), BaseProposal.computed_fen, "money"),
    )


def _bases(limits: Limits) -> tuple[ListColumn, ...]:
    return (
        ListColumn("social_base", Text("社保申报基数", "Social base"), BaseProposal.social_base_fen, "money"),
        ListColumn(
            "social_used",
            Text("社保缴费基数", "Between limits"),
            _kept(BaseProposal.social_base_fen, limits.social),
            "money",
        ),
        ListColumn("housing_base", Text("公积金申报基数", "Fund base"), BaseProposal.housing_base_fen, "money"),
        ListColumn(
            "housing_used",
            Text("公积金缴存基数", "Fund, between limits"),
            _kept(BaseProposal.housing_base_fen, limits.housing),
            "money",
        ),
    )


def _standing(before: Any, approved: Any) -> tuple[ListColumn, ...]:
    return (
        ListColumn("before", Text("现社保基数", "Present social base"), before.social_base_fen, "money", shown=False),
        ListColumn("reason", Text("调整说明", "Reason"), BaseProposal.reason, shown=False),
        ListColumn("approved", Text("已审批", "Approved"), approved, "yes_no"),
        ListColumn("approved_by", Text("审批人", "Approved by"), BaseProposal.approved_by, shown=False),
    )


def _in_force_before(before: Any, start: Month) -> Any:
    day = (start + -1).last_day
    return and_(before.valid_from <= day, or_(before.valid_to.is_(None), before.valid_to >= day))


def _kept(column: Any, limits: tuple[int, int] | None) -> Any:
    if limits is None:
        return column
    floor, ceiling = limits
    return case((column < floor, floor), (column > ceiling, ceiling), else_=column)


def _choices(approved: Any) -> tuple[Choice, ...]:
    return (
        Choice(
            "state",
            Text("状态", "State"),
            [("waiting", Text("待审批", "Waiting")), ("approved", Text("已审批", "Approved"))],
            {"waiting": ~approved, "approved": approved},
        ),
        Choice(
            "ground_is",
            Text("依据", "Rests on"),
            [(ground.value, ground.label) for ground in BaseGround],
            {ground.value: BaseProposal.ground == ground for ground in BaseGround},
        ),
    )
