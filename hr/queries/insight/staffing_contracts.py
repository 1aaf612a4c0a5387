"""Contracts and certificates of people, as the staffing rules look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from analytics.establishment.inputs import CertificateFact, ContractFact
from hr.database import db
from hr.models.staff.employment import Contract
from hr.models.staff.qualification import Qualification
from hr.queries.insight.staffing_people import Employee
from vocabulary.terms import ContractKind
from vocabulary.text import Text

_COUNTED_FROM = date(2008, 1, 1)
"""Fixed terms are counted from the day on which the Labour Contract Law came into force (art. 97)."""


def contracts(employees: Sequence[Employee], employments: Select[Any]) -> Iterator[ContractFact]:
    """The last contract signed of each of ``employments`` (a statement of ids), even one that is still to begin."""
    held: defaultdict[int, list[Contract]] = defaultdict(list)
    signed = select(Contract).where(Contract.employment_id.in_(employments))
    for contract in db.session.scalars(signed.order_by(Contract.employment_id, Contract.starts_on)):
        held[contract.employment_id].append(contract)
    for one in employees:
        if own := held.get(one.employment_id):
            yield _fact(one, own)


def _fact(one: Employee, signed: Sequence[Contract]) -> ContractFact:
    last = signed[-1]
    return ContractFact(
        person=str(one.person_id),
        staffing_type=one.staffing_type,
        kind=last.kind,
        start=last.starts_on,
        end=last.range.last,
        probation_months=_probation_months(last),
        fixed_terms=_fixed_terms(signed),
        service_since=one.starts_on,
    )


def _probation_months(contract: Contract) -> int:
    """Months from the first day of the contract to the last of the probation; a begun month counts."""
    if contract.probation_ends_on is None:
        return 0
    start, after = contract.starts_on, contract.probation_ends_on + timedelta(days=1)
    whole = (after.year - start.year) * 12 + after.month - start.month
    return whole + (after.day > start.day)


def _fixed_terms(signed: Sequence[Contract]) -> int:
    """How many fixed terms in a row the last contract ends."""
    terms = 0
    for contract in reversed(signed):
        if contract.kind is not ContractKind.FIXED or contract.starts_on < _COUNTED_FROM:
            break
        terms += 1
    return terms


def certificates(people: Select[Any], on: date) -> Iterator[CertificateFact]:
    """Of each kind of certificate that somebody holds, the one that runs longest; those without end are no matter."""
    latest: dict[tuple[int, str], date | None] = {}
    rows = select(Qualification.person_id, Qualification.name, Qualification.expires_on)
    rows = rows.where(Qualification.person_id.in_(people), Qualification.issued_on <= on)
    for person_id, name, expires in db.session.execute(rows):
        before = latest.get((person_id, name), date.min)
        latest[person_id, name] = None if expires is None or before is None else max(before, expires)
    for (person_id, name), expires in latest.items():
        if expires is not None:
            yield CertificateFact(str(person_id), Text(f"“{name}”证书", f"The certificate “{name}”"), expires)
