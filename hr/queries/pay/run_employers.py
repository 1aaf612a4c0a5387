"""The employers whose people a run pays: each withholds its own taxes, and each but an agency pays by its own bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.bank_file import PayFile
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.refusals import OutOfScope

AGENCY, UNIT = "agency:", "unit:"


@dataclass(frozen=True, slots=True)
class RunEmployer:
    """An employer of record in a run: its key as slips have it, its name, its people and their net pay (fen).

    ``unit`` is the centre; None for a dispatch agency.
    """

    key: str
    name: str
    unit: Unit | None
    people: int
    net: int

    @property
    def is_agency(self) -> bool:
        """Whether a dispatch agency employs and pays these people."""
        return self.unit is None


def employers_of(run: PayRun) -> list[RunEmployer]:
    """The employers of a run that was looked up within scope, centres first in the order of the tree."""
    rows = db.session.execute(
        select(Payslip.employer, func.count(Payslip.person_id.distinct()), func.sum(Payslip.net_fen))
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
        .group_by(Payslip.employer)
    ).all()
    units, agencies = _units([key for key, _, _ in rows]), _agencies()
    found = [
        RunEmployer(key, units[key].name if key in units else agencies.get(key, key), units.get(key), people, int(net))
        for key, people, net in rows
    ]
    return sorted(found, key=lambda one: (one.is_agency, one.unit.path if one.unit else one.name))


def employer_in(run: PayRun, key: str) -> RunEmployer:
    """One of them; OutOfScope for an employer that the run does not pay for."""
    for employer in employers_of(run):
        if employer.key == key:
            return employer
    raise OutOfScope(f"employer {key} in pay run {run.id}")


def _units(keys: list[str]) -> Mapping[str, Unit]:
    ids = [int(key.removeprefix(UNIT)) for key in keys if key.startswith(UNIT)]
    return {f"{UNIT}{unit.id}": unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(ids)))}


def _agencies() -> Mapping[str, str]:
    return {f"{AGENCY}{row.id}": row.name for row in db.session.execute(select(Agency.id, Agency.name))}


def files_of(run: PayRun) -> list[PayFile]:
    """The files of a run that were taken out, the newest first."""
    statement = select(PayFile).where(PayFile.pay_run_id == run.id).order_by(PayFile.id.desc())
    return list(db.session.scalars(statement))
