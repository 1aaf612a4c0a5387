"""What the small world needs to be paid: a scale, standing, bases, and shift rates that are the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart
from hr.models.pay.pay_standing import ContributionBase, PayStanding
from hr.models.staff.employment import Employment
from hr.permissions.viewer import system_viewer
from vocabulary.terms import ShiftKind, StaffingType

START = date(2023, 1, 1)
CELL = 520_000
FIXED = 300_000
NIGHT = 6_000


def pay_everybody() -> None:
    """Put everybody of tests/world.py on a scale."""
    with unit_of_work(system_viewer("pay world"), "test.pay"):
        city = db.session.scalars(select(Unit).where(Unit.code == "SH")).one()
        scale = PayScale(code="SH", name="示例薪级表", unit_id=city.id, is_example=True)
        db.session.add(scale)
        db.session.flush()
        for part, grade, step, amount in (
            (ScalePart.GRADE_STEP, "G3", 2, CELL),
            (ScalePart.POST_WAGE, "管理九级", 0, 255_000),
            (ScalePart.STEP_WAGE, "", 12, 130_000),
        ):
            db.session.add(
                PayScaleCell(
                    pay_scale_id=scale.id, part=part, grade=grade, step=step, amount_fen=amount, valid_from=START
                )
            )
        for kind, amount in ((ShiftKind.MIDDLE, 3_000), (ShiftKind.NIGHT, NIGHT)):
            db.session.add(ShiftRate(unit_id=city.id, shift_kind=kind, amount_fen=amount, valid_from=START))
        db.session.add(
            PayItem(
                unit_id=city.id, code="post", name="岗位津贴", kind=PayItemKind.FIXED, amount=30_000, valid_from=START
            )
        )
        for employment in db.session.scalars(select(Employment)).all():
            _stand(employment, scale)


def cells() -> Sequence[PayScaleCell]:
    """Every cell of the scale."""
    return db.session.scalars(select(PayScaleCell)).all()


def _stand(employment: Employment, scale: PayScale) -> None:
    place: dict[str, object] = {"pay_scale_id": scale.id, "grade": "G3", "step": 2}
    if employment.staffing_type is StaffingType.ESTABLISHMENT:
        place = {"pay_scale_id": scale.id, "grade": "管理九级", "step": 12, "performance_basic_fen": 280_000}
    if employment.staffing_type is StaffingType.ASSISTANT_4050:
        place = {"fixed_wage_fen": FIXED}
    db.session.add(PayStanding(employment_id=employment.id, valid_from=START, **place))
    db.session.add(
        ContributionBase(
            employment_id=employment.id, social_base_fen=800_000, housing_base_fen=800_000, valid_from=START
        )
    )
