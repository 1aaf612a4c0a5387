"""Contracts that run out soon: whom to talk to about renewal."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from analytics.law import value_on
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.queries.staff.employment import in_force
from hr.queries.staff.person import seen_by
from vocabulary.text import Text


def notice_days(on: date) -> int:
    """How many days ahead an ending contract is to be spoken of: the staffing rule in force on ``on``."""
    rule = value_on("staffing", "contract_ending_notice", on)
    return int(rule.value) if rule else 0


def contracts_ending(*, viewer: Viewer, on: date, within_days: int) -> Listing:
    """Contracts that end within so many days of ``on``, or have lapsed, with none after them and nobody leaving."""
    viewer.require(Action.STAFF_READ)
    until = on + timedelta(days=within_days)
    newer = aliased(Contract)
    is_last = (
        ~select(newer.id).where(newer.employment_id == Employment.id, newer.starts_on > Contract.starts_on).exists()
    )
    statement = (
        select(Contract.id)
        .join(Contract.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .where(seen_by(viewer), in_force(Employment, on), Employment.ends_on.is_(None))
        .where(Contract.ends_on <= until, is_last)
    )
    return Listing(
        statement=statement,
        columns=(
            ListColumn("employment_id", Text("用工编号", "Employment"), Employment.id, "number", shown=False),
            ListColumn("person_id", Text("人员编号", "Person"), Person.id, "number", shown=False),
            ListColumn("staff_number", Text("工号", "Staff no."), Person.staff_number, link="person_id"),
            ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="person_id"),
            ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.code),
            ListColumn("staffing_type", Text("用工性质", "Staffing type"), Employment.staffing_type, "term"),
            ListColumn("kind", Text("合同期限类型", "Contract kind"), Contract.kind, "term"),
            ListColumn("starts", Text("起始", "From"), Contract.starts_on, "date"),
            ListColumn("ends", Text("终止", "Ends"), Contract.ends_on, "date", link="employment_id"),
        ),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        sort="ends",
        key=Contract.id,
    )
