"""What the checks of a run found: by kind, and whom each is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from hr.database import db
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from payroll.finding_titles import title_of
from vocabulary.text import Text

PAGE = 50


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one code: whether they block, how many there are, and what their kind is called."""

    code: str
    blocks: bool
    count: int
    title: Text


@dataclass(frozen=True, slots=True)
class PersonFinding:
    """A finding with whom it is about (nobody in particular: None) and their slip; who has left may have none."""

    code: str
    blocks: bool
    text: Text
    employment_id: int | None
    staff_number: str | None
    name: str | None
    slip_id: int | None


def groups_of(run: PayRun) -> list[FindingGroup]:
    """The findings of a run, looked up within scope, by code: blocking ones first."""
    rows = db.session.execute(
        select(PayRunFinding.code, PayRunFinding.blocks, func.count(PayRunFinding.id))
        .where(PayRunFinding.pay_run_id == run.id)
        .group_by(PayRunFinding.code, PayRunFinding.blocks)
        .order_by(PayRunFinding.blocks.desc(), PayRunFinding.code)
    )
    return [FindingGroup(code, blocks, count, title_of(code)) for code, blocks, count in rows]


def findings_of_run(run: PayRun, code: str | None = None, page: int = 1) -> Sequence[PersonFinding]:
    """A page of the findings of a run (of one code, or all): blocking ones first, then by code and name."""
    statement = (
        select(PayRunFinding, Person.staff_number, Person.name, Payslip.id)
        .outerjoin(
            Payslip,
            and_(Payslip.pay_run_id == PayRunFinding.pay_run_id, Payslip.employment_id == PayRunFinding.employment_id),
        )
        .outerjoin(Employment, Employment.id == PayRunFinding.employment_id)
        .outerjoin(Person, Person.id == Employment.person_id)
        .where(PayRunFinding.pay_run_id == run.id)
        .order_by(PayRunFinding.blocks.desc(), PayRunFinding.code, Person.name_key, PayRunFinding.id)
    )
    if code is not None:
        statement = statement.where(PayRunFinding.code == code)
    rows = db.session.execute(statement.limit(PAGE).offset((max(1, page) - 1) * PAGE))
    return [
        PersonFinding(one.code, one.blocks, Text(one.text_zh, one.text_en), one.employment_id, number, name, slip_id)
        for one, number, name, slip_id in rows
    ]
