"""Pay runs within a viewer's scope."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_WHO = (
    ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="slip_id"),
    ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="slip_id"),
    ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
)
COMPUTE, RECOMPUTE = "pay_run.compute", "pay_run.recompute_one"
"""The deeds by which somebody becomes a maker of a run."""


def makers_of(run: PayRun) -> frozenset[int]:
    """The users who ever computed the run or a slip of it, by the audit trail, or submitted it: none may approve it."""
    found = db.session.scalars(
        select(AuditEntry.user_id).where(
            AuditEntry.table_name == PayRun.__tablename__,
            AuditEntry.row_key == str(run.id),
            AuditEntry.deed.in_((COMPUTE, RECOMPUTE)),
            AuditEntry.user_id.is_not(None),
        )
    )
    makers = {*found, run.computed_by_id, run.submitted_by_id}
    return frozenset(user_id for user_id in makers if user_id is not None)


def run_of(run_id: int, *, viewer: Viewer, action: Action = Action.PAY_READ, for_change: bool = False) -> PayRun:
    """The run, if the viewer may do ``action`` there; ``for_change`` locks its row until the unit of work ends."""
    statement = (
        select(PayRun).join(PayRun.unit).options(contains_eager(PayRun.unit)).where(PayRun.id == run_id)
    ).where(within(Unit.path, viewer, action))
    if for_change:
        statement = statement.with_for_update(of=PayRun).execution_options(populate_existing=True)
    run = db.session.scalar(statement)
    if run is None:
        raise OutOfScope(f"pay run {run_id}")
    return run


def run_for(month: Month, unit_code: str | None, *, viewer: Viewer, action: Action = Action.PAY_READ) -> PayRun:
    """The run of a month at a unit; without a unit code the only one there is."""
    statement = select(PayRun).join(PayRun.unit).where(PayRun.month == month).where(within(Unit.path, viewer, action))
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    runs = db.session.scalars(statement.limit(2)).all()
    if len(runs) != 1:
        raise OutOfScope(f"pay run {month} {unit_code or ''}: {len(runs)} found")
    return runs[0]


def runs_overlapping(session: Session, unit: Unit, month: Month) -> Sequence[PayRun]:
    """Runs of the month at the unit, above it or below it: they would pay the same people."""
    return session.scalars(
        select(PayRun)
        .join(PayRun.unit)
        .where(PayRun.month == month)
        .where(or_(Unit.path.startswith(unit.path, autoescape=True), Unit.id.in_(unit.ancestor_ids)))
    ).all()


def recent_runs(*, viewer: Viewer, limit: int = 24) -> Sequence[PayRun]:
    """The newest runs that the viewer may see."""
    return db.session.scalars(
        select(PayRun)
        .join(PayRun.unit)
        .options(contains_eager(PayRun.unit))
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .order_by(PayRun.month.desc(), Unit.path)
        .limit(limit)
    ).all()


def month_to_open(fallback: Month, *, viewer: Viewer) -> Month:
    """The month after the latest run at the units where the viewer prepares pay; ``fallback`` before the first."""
    latest = db.session.scalar(
        select(func.max(PayRun.month)).join(PayRun.unit).where(within(Unit.path, viewer, Action.PAY_PREPARE))
    )
    return fallback if latest is None else latest + 1


def slip_list(run: PayRun) -> Listing:
    """The slips of a run looked up within scope, as a list."""
    statement = (
        select(Payslip.id.label("slip_id"))
        .join(Person, Person.id == Payslip.person_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.pay_run_id == run.id)
    )
    return Listing(
        statement,
        columns=(
            *_WHO,
            ListColumn("staffing_type", Text("用工性质", "Staffing type"), Payslip.staffing_type, "term"),
            ListColumn("grade", Text("岗位等级", "Grade"), Payslip.grade),
            ListColumn("gross", Text("应发", "Gross"), Payslip.gross_fen, "money"),
            ListColumn("deductions", Text("扣款", "Deductions"), Payslip.deductions_fen, "money"),
            ListColumn("net", Text("实发", "Net"), Payslip.net_fen, "money"),
            ListColumn("employer_cost", Text("用工成本", "Employer's cost"), Payslip.employer_cost_fen, "money"),
            ListColumn("failed", Text("未能计算", "Failed"), Payslip.failure_zh.is_not(None), "yes_no", shown=False),
        ),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=(
            Choice(
                "staffing_type",
                Text("用工性质", "Staffing type"),
                [(kind.value, kind.label) for kind in StaffingType],
                {kind.value: Payslip.staffing_type == kind for kind in StaffingType},
            ),
        ),
        sort="unit",
        key=Payslip.id,
    )


def compared_list(run: PayRun) -> Listing:
    """The slips of a run looked up within scope beside those of the month before, whichever run paid them (fen)."""
    before = aliased(Payslip)
    same = and_(before.employment_id == Payslip.employment_id, before.month == run.month + -1)
    change = Payslip.net_fen - func.coalesce(before.net_fen, 0)
    return Listing(
        select(Payslip.id.label("slip_id"))
        .join(Person, Person.id == Payslip.person_id)
        .join(Employment, Employment.id == Payslip.employment_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .outerjoin(before, same)
        .where(Payslip.pay_run_id == run.id),
        columns=(
            *_WHO,
            ListColumn("gross_before", Text("上月应发", "Gross before"), before.gross_fen, "money"),
            ListColumn("gross", Text("本月应发", "Gross now"), Payslip.gross_fen, "money"),
            ListColumn("net_before", Text("上月实发", "Net before"), before.net_fen, "money"),
            ListColumn("net", Text("本月实发", "Net now"), Payslip.net_fen, "money"),
            ListColumn("change", Text("实发变动", "Change of net"), change, "money", sort_by=func.abs(change)),
        ),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=(_moved(change, before.id.is_(None), Employment.ends_on < run.month.first_day),),
        sort="change",
        descending=True,
        key=Payslip.id,
    )


def _moved(change: ColumnElement[int], is_first: ColumnElement[bool], has_left: ColumnElement[bool]) -> Choice:
    labels = {
        "up": Text("增加", "More"),
        "down": Text("减少", "Less"),
        "new": Text("本月新增", "New this month"),
        "back_pay": Text("离职后补发", "Back pay after leaving"),
    }
    here = {"new": and_(is_first, not_(func.coalesce(has_left, false()))), "back_pay": and_(is_first, has_left)}
    conditions = {"up": change > 0, "down": change < 0, **here}
    return Choice("moved", Text("变动", "Change"), list(labels.items()), conditions)
