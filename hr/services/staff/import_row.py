"""One row of a staff file: what it would change, or why it can't be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_scale import PayScale
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.refusals import Refusal
from hr.services.staff.import_places import Places
from hr.services.staff.wishes import Certificate, ContractTerms, FirstStanding, Hire, Identity, Leaving
from intake.errors import BadCell
from vocabulary.terms import FundSource, SeparationReason
from vocabulary.text import Text

Values = Mapping[str, Any]
Fault = tuple[str, BadCell]
_KEY_OF_FIELD = {
    "starts_on": "joined_on",
    "agency_id": "agency",
    "post_id": "post",
    "on": "left_on",
    "ends_on": "left_on",
}
_KEY_OF_FIELD |= {"kind": "separation_kind"}
_MEND = Text(
    "核对此格；属于业务变动的，请在系统内办理", "Check this cell; what is a change of fact is done on the pages"
)


@dataclass(slots=True)
class RowPlan:
    """What a row changes; ``person`` and ``employment`` are those on file, None where the row makes them."""

    number: int
    person: Person | None = None
    employment: Employment | None = None
    post: Post | None = None
    hire: Hire | None = None
    corrections: dict[str, Any] = field(default_factory=dict)
    fund_source: FundSource | None = None
    contract: ContractTerms | None = None
    standing: FirstStanding | None = None
    leaving: Leaving | None = None
    certificate: Certificate | None = None
    account: tuple[str, str] | None = None

    @property
    def changes(self) -> bool:
        """Whether anything would be different afterwards."""
        deeds = (self.hire, self.corrections, self.fund_source, self.contract, self.standing)
        return any((*deeds, self.leaving, self.certificate, self.account))


class Faults:
    """Gathers what is wrong with one row, so that everything is said at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    @contextmanager
    def about(self, key: str) -> Iterator[None]:
        """Note a BadCell under ``key``, a Refusal under the column of the field it blames (else ``key``)."""
        try:
            yield
        except BadCell as bad:
            self.found.append((key, bad))
        except Refusal as refusal:
            blamed = _KEY_OF_FIELD.get(refusal.field or "", refusal.field or key)
            self.found.append((blamed, BadCell("refused", refusal.reason, _MEND)))


@dataclass(slots=True)
class Named:
    """What the codes of a row stand for; None where the row names nothing, or something unknown."""

    unit: Unit | None = None
    post: Post | None = None
    agency: Agency | None = None
    scale: PayScale | None = None


def named(values: Values, places: Places, faults: Faults) -> Named:
    """Look up every code of the row."""
    found = Named()
    with faults.about("host_unit"):
        found.unit = places.unit(values["host_unit"])
    if found.unit is not None:
        with faults.about("post"):
            found.post = places.post(found.unit, values["post"])
        if values["pay_scale"] is not None:
            with faults.about("pay_scale"):
                found.scale = places.scale(found.unit, values["pay_scale"])
    if values["agency"] is not None:
        with faults.about("agency"):
            found.agency = places.agency(values["agency"])
    return found


def identity_of(values: Values) -> Identity:
    """Who the row says the person is."""
    return Identity(
        staff_number=values["staff_number"],
        name=values["name"],
        id_number=values["id_number"],
        id_type=values["id_type"],
        sex=values["sex"],
        born_on=values["born_on"],
        retirement_group=values["retirement_group"],
        education=values["education"],
        mobile=values["mobile"],
        first_worked_on=values["first_worked_on"],
    )


def hire_of(values: Values, at: Named, identity: Identity | None, person_id: int | None) -> Hire:
    """The employment that the row begins."""
    assert at.post is not None
    return Hire(
        post_id=at.post.id,
        staffing_type=values["staffing_type"],
        starts_on=values["joined_on"],
        identity=identity,
        person_id=person_id,
        agency_id=at.agency.id if at.agency else None,
        fund_source=values["fund_source"] or FundSource.FISCAL,
        contract=contract_of(values),
        standing=standing_of(values, at),
    )


def contract_of(values: Values) -> ContractTerms | None:
    """The contract of the row, if it has one."""
    if values["contract_kind"] is None:
        return None
    return ContractTerms(
        kind=values["contract_kind"],
        starts_on=values["contract_starts_on"],
        ends_on=values["contract_ends_on"],
        number=values["contract_number"],
        probation_ends_on=values["probation_ends_on"],
    )


def standing_of(values: Values, at: Named) -> FirstStanding | None:
    """The pay standing of the row, if it has one."""
    if at.scale is None:
        return None
    return FirstStanding(pay_scale_id=at.scale.id, grade=values["grade"], step=values["step"])


def leaving_of(values: Values) -> Leaving | None:
    """How the row says that the employment ended, if it does."""
    left_on: date | None = values["left_on"]
    if left_on is None:
        return None
    reason = values["separation_reason"] or SeparationReason.OTHER
    return Leaving(on=left_on, kind=values["separation_kind"], reason=reason)


def certificate_of(values: Values) -> Certificate | None:
    """The certificate of the row, if it has one."""
    if values["certificate"] is None:
        return None
    issued_on = values["certificate_issued_on"]
    return Certificate(name=values["certificate"], issued_on=issued_on, level=values["certificate_level"])
