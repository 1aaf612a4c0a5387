"""What an agency says it paid against the slips of a month, person by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.agency_payment import AgencyPayment
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency_terms import fee_terms, terms_on
from hr.queries.pay.agency_statement import AgencySlip, agency_slips
from reports.agency import Due, Paid, PaymentReview, payment_findings
from reports.document import Filter
from vocabulary.periods import Month
from vocabulary.text import Text

_IDENTITY_DIGITS = 8  # resident IDs, travel permits and passports have as many or more; a list says not which it gives
_NO_SLIPS = Filter(Text("说明", "Note"), Text("本月工资尚未计算", "The month's pay is not computed yet"))
_NO_LIST = Filter(
    Text("说明", "Note"), Text("尚未导入派遣单位发放清单", "The agency's list has not been brought in yet")
)


def payments_of(agency: Agency, month: Month, *, viewer: Viewer) -> Sequence[AgencyPayment]:
    """The lines of an agency's list at the units whose pay the viewer sees."""
    return db.session.scalars(
        select(AgencyPayment)
        .join(Unit, Unit.id == AgencyPayment.unit_id)
        .where(AgencyPayment.agency_id == agency.id, AgencyPayment.month == month)
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .order_by(AgencyPayment.id)
    ).all()


def review_of(agency: Agency, month: Month, *, viewer: Viewer) -> PaymentReview:
    """The agency's list of a month, compared. Without slips or without a list there is nothing to compare."""
    terms = terms_on(agency, month.last_day)
    slips = agency_slips(agency, month, fee_terms(agency, terms), viewer=viewer)
    lines = payments_of(agency, month, viewer=viewer)
    due, paid = _due(slips), {_who(line): _paid(line) for line in lines}
    both = bool(due) and bool(paid)
    found = payment_findings(due, paid, last_day_of_payment(month, terms.pay_day if terms else None)) if both else []
    names = {str(slip.person_id): (slip.line.staff_number, slip.line.name) for slip in slips}
    names |= {key: named for line in lines if (key := _who(line)) not in names and (named := _named(line))}
    filters = () if both else ((_NO_SLIPS,) if not due else (_NO_LIST,))
    return PaymentReview(_issuer(slips), agency.name, month, len(due), len(paid), tuple(found), names, filters)


def _issuer(slips: Sequence[AgencySlip]) -> str:
    units = {slip.line.unit for slip in slips}
    return units.pop() if len(units) == 1 else ""


def _due(slips: Sequence[AgencySlip]) -> Mapping[str, Due]:
    """By person; who moved inside the month may have two slips."""
    found: dict[str, Due] = {}
    for slip in slips:
        line, before = slip.line, found.get(str(slip.person_id), Due(0, 0, 0, 0))
        found[str(slip.person_id)] = Due(
            before.gross + line.gross,
            before.net + line.net,
            before.own_contributions + line.own_contributions,
            before.employer_contributions + line.employer_contributions,
        )
    return found


def _paid(line: AgencyPayment) -> Paid:
    return Paid(
        line.gross_fen, line.net_fen, line.employee_contributions_fen, line.employer_contributions_fen, line.paid_on
    )


def _who(line: AgencyPayment) -> str:
    return str(line.person_id) if line.person_id else f"?{line.id}"


def _named(line: AgencyPayment) -> tuple[str, str]:
    """Of somebody who has no slip: the name in the list with the staff number, or the end of an identity number."""
    number = line.identity
    is_identity = sum(letter.isdigit() for letter in number) >= _IDENTITY_DIGITS
    return (f"…{number[-4:]}" if is_identity else number), line.name


def last_day_of_payment(month: Month, pay_day: int | None) -> date | None:
    """The last day on which wages of a month may be paid: that of the next month, or its last one; None: not agreed."""
    if pay_day is None:
        return None
    following = month + 1
    return following.first_day.replace(day=min(pay_day, following.days))
