"""What a dispatch agency is owed for a month, from the slips of the people it sends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import SETTLED, WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency_terms import fee_terms, terms_on
from hr.queries.pay.run_employers import AGENCY
from reports.agency import AgencyPerson, AgencyStatement, FeeTerms
from reports.document import Filter
from vocabulary.periods import Month
from vocabulary.terms import FundSource, UnitNature
from vocabulary.text import Text

_NOT_ALL_SETTLED = Filter(
    Text("状态", "State"), Text("部分工资未审批，仅供核对", "Some pay is not approved: to be looked through only")
)


def key_of(agency_id: int) -> str:
    """The agency as slips name it."""
    return f"{AGENCY}{agency_id}"


@dataclass(frozen=True, slots=True)
class AgencySlip:
    """A dispatched worker's slip with where they worked and who pays for it."""

    person_id: int
    unit: Unit
    centre_id: int
    fund: FundSource
    settled: bool
    line: AgencyPerson


def agency_slips(agency: Agency, month: Month, terms: FeeTerms, *, viewer: Viewer) -> list[AgencySlip]:
    """The slips of an agency's people in a month, at the units whose pay the viewer sees."""
    here = within(Unit.path, viewer, Action.PAY_READ)
    return _slips(_statement(month).where(Payslip.employer == key_of(agency.id), here), {agency.id: terms})


def _statement(month: Month) -> Select[Any]:
    columns: tuple[Any, ...] = (Payslip, Unit, Person, PayRun.state)
    statement: Select[Any] = (
        select(*columns)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.month == month, Payslip.failure_zh.is_(None), PayRun.state.in_(WITH_SLIPS))
        .order_by(Unit.path, Person.name_key, Payslip.id)
    )
    return statement


def _slips(statement: Select[Any], terms: Mapping[int, FeeTerms]) -> list[AgencySlip]:
    rows = db.session.execute(statement).all()
    centres = _names({centre_id_of(unit.path) for _, unit, _, _ in rows})
    found = []
    for slip, unit, person, state in rows:
        centre = centre_id_of(unit.path)
        line = _priced(slip, person, centres[centre], terms[int(slip.employer.removeprefix(AGENCY))])
        found.append(AgencySlip(slip.person_id, unit, centre, slip.fund_source, state in SETTLED, line))
    return found


def _names(ids: Iterable[int]) -> dict[int, str]:
    return {row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(sorted(ids))))}


def _priced(slip: Payslip, person: Person, centre: str, terms: FeeTerms) -> AgencyPerson:
    fee = terms.fee_on(slip.employer_cost_fen)
    tax = sum(amount for name, amount in slip.figures.items() if name in _TAXES)
    return AgencyPerson(
        unit=centre,
        staff_number=person.staff_number,
        name=person.name,
        gross=slip.gross_fen,
        own_contributions=own_contributions(slip),
        tax=tax,
        net=slip.net_fen,
        employer_contributions=slip.employer_cost_fen - slip.gross_fen,
        fee=fee,
        fee_tax=terms.tax_on(slip.employer_cost_fen, fee),
    )


_TAXES = frozenset({"income_tax", "annual_bonus_tax", "labour_service_tax", "severance_tax"})


def own_contributions(slip: Payslip) -> int:
    """What is withheld for social insurance and the housing fund, earlier months included (fen)."""
    return sum(amount for name, amount in slip.figures.items() if name.endswith("_employee"))


def statement_of(agency: Agency, month: Month, *, viewer: Viewer) -> AgencyStatement:
    """The agency's statement of a month for the units whose pay the viewer sees."""
    terms = fee_terms(agency, terms_on(agency, month.last_day))
    slips = agency_slips(agency, month, terms, viewer=viewer)
    issuers = sorted({slip.line.unit for slip in slips})
    issuer = issuers[0] if len(issuers) == 1 else ""
    filters = () if all(slip.settled for slip in slips) else (_NOT_ALL_SETTLED,)
    return AgencyStatement(issuer, agency.name, month, terms, tuple(slip.line for slip in slips), filters)


@dataclass(frozen=True, slots=True)
class CentreBill:
    """What a centre owes an agency for a run's month, from one fund."""

    centre_id: int
    nature: UnitNature
    fund: FundSource
    agency: str
    owed: int


def bills_of(run: PayRun) -> list[CentreBill]:
    """The bills of a run that was looked up within scope, by centre, agency and fund."""
    slips = select(Payslip.employer).where(Payslip.pay_run_id == run.id, Payslip.employer.like(f"{AGENCY}%")).distinct()
    ids = [int(key.removeprefix(AGENCY)) for key in db.session.scalars(slips)]
    agencies = db.session.scalars(select(Agency).where(Agency.id.in_(ids)).order_by(Agency.code)).all()
    sums: defaultdict[tuple[int, UnitNature, FundSource, str], int] = defaultdict(int)
    for agency in agencies:
        terms = fee_terms(agency, terms_on(agency, run.month.last_day))
        own = _statement(run.month).where(Payslip.pay_run_id == run.id, Payslip.employer == key_of(agency.id))
        for slip in _slips(own, {agency.id: terms}):
            sums[slip.centre_id, slip.unit.nature, slip.fund, agency.name] += slip.line.owed
    return [CentreBill(*key, owed) for key, owed in sorted(sums.items())]


@dataclass(frozen=True, slots=True)
class AgencyMonth:
    """An agency with people in a month."""

    agency: Agency
    people: int


def agencies_of(month: Month, *, viewer: Viewer) -> Sequence[AgencyMonth]:
    """The agencies whose people are paid in a month at the units whose pay the viewer sees."""
    counted: defaultdict[int, int] = defaultdict(int)
    slips = (
        select(Payslip.employer)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.month == month, Payslip.employer.like(f"{AGENCY}%"), within(Unit.path, viewer, Action.PAY_READ))
    )
    for key in db.session.scalars(slips):
        counted[int(key.removeprefix(AGENCY))] += 1
    found = db.session.scalars(select(Agency).where(Agency.id.in_(sorted(counted))).order_by(Agency.code))
    return [AgencyMonth(agency, counted[agency.id]) for agency in found]
