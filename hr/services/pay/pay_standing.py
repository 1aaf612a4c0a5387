"""Where somebody stands on a scale: a new standing from a month on ends the one before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.pay.pay_scale import PayScale, ScalePart, parts_paid, place_in
from hr.models.pay.pay_standing import PayStanding
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_scale import cell_on, scales_at
from hr.queries.pay.pay_standing import employment_seen
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.refusals import Refusal
from hr.services.pay.dated_rows import put
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_OWN = Text("不能维护自己的薪酬资料", "Nobody sets their own pay")
_NO_CELL = Text(
    "薪级表“{scale}”在 {month} 没有{part}“{place}”",
    "The scale “{scale}” has no {part} “{place}” in {month}",
)


@dataclass(frozen=True, slots=True)
class StandingWish:
    """Where an employment is to stand from ``start`` on: a place on a scale, a fixed wage, or a rate by the hour (fen).

    ``dated_back``: it is meant to reach into locked months, and their difference is paid as back pay.
    ``correction``: why the row from ``start`` on was wrong, and is put right in its place.
    """

    employment_id: int
    start: Month
    reason: str
    pay_scale_id: int | None = None
    grade: str | None = None
    step: int | None = None
    rank: str | None = None
    fixed_wage_fen: int = 0
    hourly_rate_fen: int = 0
    performance_basic_fen: int = 0
    performance_incentive_fen: int = 0
    dated_back: bool = False
    correction: str = ""


def set_standing(wish: StandingWish, *, viewer: Viewer) -> PayStanding:
    """Place an employment; the standing before ends the day before ``wish.start``.

    Raises OutOfScope without PAY_STANDING_WRITE at the person's unit; Refusal for one's own standing, a month that is
    paid, a scale that does not hold there, or a place that it does not have.
    """
    with unit_of_work(viewer, "pay_standing.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=(Action.PAY_STANDING_WRITE,))
        refuse_own(employment, viewer)
        if not wish.reason.strip():
            raise Refusal(Text("请填写调整原因", "Say why"), "reason")
        refuse_outside(employment, wish.start)
        settled = last_settled_of(Payslip.employment_id == employment.id)
        refuse_settled(wish.start, settled, dated_back=wish.dated_back)
        _refuse_unfit(wish, employment)
        row = PayStanding(
            employment_id=employment.id,
            pay_scale_id=wish.pay_scale_id,
            grade=wish.grade,
            step=wish.step,
            rank=wish.rank,
            fixed_wage_fen=wish.fixed_wage_fen,
            hourly_rate_fen=wish.hourly_rate_fen,
            performance_basic_fen=wish.performance_basic_fen,
            performance_incentive_fen=wish.performance_incentive_fen,
            valid_from=max(wish.start.first_day, employment.starts_on),
            reason=wish.reason.strip()[:120],
        )
        rows = session.scalars(select(PayStanding).where(PayStanding.employment_id == employment.id)).all()
        return put(session, rows, row, correction=wish.correction)


def refuse_own(employment: Employment, viewer: Viewer) -> None:
    """Raises Refusal when somebody sets what they are paid themselves."""
    if viewer.is_person(employment.person_id):
        raise Refusal(_OWN)


def refuse_outside(employment: Employment, start: Month) -> None:
    """Raises Refusal for a month in which the employment does not run."""
    if not employment.range.overlaps(start.range):
        raise Refusal(Text("该月不在用工关系期间内", "The employment does not run in that month"), "start")


def _refuse_unfit(wish: StandingWish, employment: Employment) -> None:
    if wish.hourly_rate_fen:
        _refuse_beside_hourly(wish, employment)
        return
    if employment.staffing_type is StaffingType.ASSISTANT_4050:
        _refuse_unpaid(wish)
        return
    if wish.pay_scale_id is None or wish.step is None or not wish.grade:
        raise Refusal(Text("请选择薪级表、岗位等级和薪级", "Choose scale, grade and step"), "place")
    scale = next((one for one in scales_at(employment.person.home_unit) if one.id == wish.pay_scale_id), None)
    if scale is None:
        raise Refusal(Text("该薪级表不适用于此人所在机构", "The scale does not hold at their unit"), "place")
    for part in parts_paid(employment.staffing_type, employment.person.home_unit.nature):
        _refuse_no_cell(scale, part, wish)


def _refuse_beside_hourly(wish: StandingWish, employment: Employment) -> None:
    """Part-time work by the hour (劳动合同法 art. 68) has no monthly wage beside it; the establishment has none."""
    if employment.staffing_type is StaffingType.ESTABLISHMENT:
        raise Refusal(Text("在编人员不按小时计酬", "Nobody on the establishment is paid by the hour"), "hourly_rate")
    if wish.fixed_wage_fen or wish.pay_scale_id is not None:
        raise Refusal(Text("按小时计酬的不再填月薪", "Pay by the hour has no monthly wage beside it"), "hourly_rate")


def _refuse_unpaid(wish: StandingWish) -> None:
    if wish.pay_scale_id is not None or wish.fixed_wage_fen <= 0:
        raise Refusal(
            Text("“4050”协管按固定月薪或小时工资，请填写其一", "4050 assistants have a fixed wage or an hourly rate"),
            "fixed_wage",
        )


def _refuse_no_cell(scale: PayScale, part: ScalePart, wish: StandingWish) -> None:
    grade, step = place_in(part, wish.grade, wish.step, wish.rank)
    if cell_on(scale.id, part, grade, step, wish.start.last_day) is None:
        place = " ".join(str(word) for word in (grade, step) if word)
        raise Refusal(_NO_CELL.format(scale=scale.name, part=part.label, place=place, month=wish.start), "place")
