"""Pay scales 薪级表 of a unit and everything below it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from vocabulary.terms import StaffingType, Term, UnitNature


class ScalePart(Term):
    """薪级表单元格类别: establishment and civil-service-like pay add up two cells, every other scheme has one."""

    GRADE_STEP = "grade_step", "岗位等级×薪级", "Grade × step"
    POST_WAGE = "post_wage", "岗位工资", "Post wage"
    STEP_WAGE = "step_wage", "薪级工资", "Step wage"
    POSITION_WAGE = "position_wage", "职务职级工资", "Position wage"
    RANK_WAGE = "rank_wage", "级别工资", "Rank wage"

    @property
    def has_grade(self) -> bool:
        """Whether its cells are told apart by grade (of a rank wage: the rank)."""
        return self is not ScalePart.STEP_WAGE

    @property
    def has_step(self) -> bool:
        """Whether its cells are told apart by step."""
        return self not in (ScalePart.POST_WAGE, ScalePart.POSITION_WAGE)


def parts_paid(staffing_type: StaffingType, nature: UnitNature) -> tuple[ScalePart, ...]:
    """The cells that somebody of a staffing type is paid by at a unit; 4050 assistants have a wage of their own."""
    if staffing_type is StaffingType.ASSISTANT_4050:
        return ()
    if staffing_type is not StaffingType.ESTABLISHMENT:
        return (ScalePart.GRADE_STEP,)
    if nature is UnitNature.CIVIL_SERVICE_LIKE:
        return ScalePart.POSITION_WAGE, ScalePart.RANK_WAGE
    return ScalePart.POST_WAGE, ScalePart.STEP_WAGE


def place_in(part: ScalePart, grade: str | None, step: int | None, rank: str | None = None) -> tuple[str, int]:
    """Grade and step of the cell that pays a part of a standing; a rank wage has the rank for its grade."""
    known = (rank if part is ScalePart.RANK_WAGE else grade) if part.has_grade else None
    return known or "", (step or 0) if part.has_step else 0


class PayScale(Model):
    """薪级表: what a grade and step are worth a month; ``is_example`` marks tables shipped to be edited."""

    __tablename__ = "pay_scale"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    is_example: Mapped[bool] = mapped_column(default=False)

    cells: Mapped[list[PayScaleCell]] = relationship(back_populates="scale")


class PayScaleCell(Model):
    """One cell: whole fen a month, dated. A part without a grade has an empty one, a part without a step has step 0."""

    __tablename__ = "pay_scale_cell"
    __table_args__ = (
        CheckConstraint("amount_fen >= 0", name="not_negative"),
        Index(None, "pay_scale_id", "part", "grade", "step", "valid_from", unique=True),
    )

    id: Mapped[Key]
    pay_scale_id: Mapped[int] = mapped_column(ForeignKey("pay_scale.id"))
    part: Mapped[ScalePart] = mapped_column(default=ScalePart.GRADE_STEP)
    grade: Mapped[str] = mapped_column(String(20), default="")
    step: Mapped[int] = mapped_column(Integer)
    amount_fen: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    scale: Mapped[PayScale] = relationship(back_populates="cells")
