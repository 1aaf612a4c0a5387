"""One element of a run beside the month before, person by person: who moved most, who is new, who is gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, or_, select
from sqlalchemy.orm import aliased

from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.pay.slip_documents import RunNames
from hr.refusals import OutOfScope
from payroll.formula.figure import Figure
from vocabulary.text import Text


def compared_figure(run: PayRun, name: str) -> Figure:
    """The figure of the run's slips called ``name``; OutOfScope where they have none."""
    for figure in RunNames.of(run).figures:
        if figure.name == name:
            return figure
    raise OutOfScope(f"figure {name}")


def movers_list(run: PayRun, figure: str) -> Listing:
    """Everybody for whom the figure (fen) differs from last month's, in a run looked up within scope."""
    now, before = aliased(Payslip), aliased(Payslip)
    amounts = (_amount(before, figure), _amount(now, figure))
    change = amounts[1] - amounts[0]
    here = select(Unit.id).where(Unit.path.startswith(run.unit.path, autoescape=True))
    return Listing(
        select(func.coalesce(now.id, before.id).label("slip_id"))
        .select_from(Employment)
        .outerjoin(now, and_(now.employment_id == Employment.id, now.pay_run_id == run.id))
        .outerjoin(before, _before(before, run, here))
        .join(Person, Person.id == Employment.person_id)
        .join(Unit, Unit.id == func.coalesce(now.unit_id, before.unit_id))
        .where(change != 0),
        columns=(*_who(), *_sums(*amounts)),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=(_moved(change, now.id, before.id),),
        sort="change",
        descending=True,
        key=Employment.id,
    )


def _before(before: Any, run: PayRun, here: Any) -> ColumnElement[bool]:
    return and_(before.employment_id == Employment.id, before.month == run.month + -1, before.unit_id.in_(here))


def _amount(slip: Any, figure: str) -> ColumnElement[int]:
    return func.coalesce(cast(slip.figures[figure].as_string(), BigInteger), 0)


def _who() -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="slip_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="slip_id"),
        ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
    )


def _sums(before: ColumnElement[int], now: ColumnElement[int]) -> tuple[ListColumn, ...]:
    return (
        ListColumn("before", Text("上月", "Last month"), before, "money"),
        ListColumn("now", Text("本月", "This month"), now, "money"),
        ListColumn("change", Text("变动", "Change"), now - before, "money", sort_by=func.abs(now - before)),
    )


def _moved(change: ColumnElement[int], now_id: Any, before_id: Any) -> Choice:
    options = {
        "up": (Text("增加", "More"), change > 0),
        "down": (Text("减少", "Less"), change < 0),
        "one": (Text("只在一个月有工资条", "Paid in one month only"), or_(now_id.is_(None), before_id.is_(None))),
    }
    labels = [(key, label) for key, (label, _) in options.items()]
    return Choice("moved", Text("变动", "Change"), labels, {key: condition for key, (_, condition) in options.items()})
