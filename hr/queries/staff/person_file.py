"""Everything on file about one person that a viewer may see, as their page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hr.clock import today
from hr.database import db
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.staff.separation import Separation
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.employment import employments_of
from hr.queries.staff.person import masked_account, masked_id, masked_mobile, person_of
from vocabulary.terms import SeparationKind
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for the timeline."""

    on: date
    what: Text
    note: Text | None = None
    icon: str = "dot"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A bank account with its number masked, and where its change stands."""

    id: int
    bank_name: str
    masked: str
    valid_from: date
    valid_to: date | None
    proposed_by: str | None
    confirmed: bool
    is_pending: bool
    is_cooling: bool
    may_confirm: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What the viewer may do on this page."""

    is_own: bool
    edit: bool
    id_number: bool
    mobile: bool
    bank: bool
    bank_write: bool


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person's page: masked identity, employments with their contracts and assignments, and what else is on file."""

    person: Person
    rights: Rights
    id_number: str
    mobile: str | None
    employments: Sequence[Employment]
    separations: dict[int, Separation]
    qualifications: Sequence[Qualification]
    accounts: Sequence[AccountLine]
    timeline: Sequence[Event]

    @property
    def current(self) -> Employment | None:
        """The employment in force today, if any."""
        return next((one for one in self.employments if today() in one.range), None)


def person_file(person_id: int, *, viewer: Viewer) -> PersonFile:
    """The file of a person in scope, or one's own; OutOfScope otherwise. Bank accounts only for who may see them."""
    person = person_of(person_id, viewer=viewer, own=True)
    rights = rights_on(person, viewer)
    employments = employments_of(person_id)
    separations = _separations(person_id)
    held = select(Qualification).where(Qualification.person_id == person_id)
    qualifications = db.session.scalars(held.order_by(Qualification.issued_on.desc())).all()
    return PersonFile(
        person=person,
        rights=rights,
        id_number=masked_id(person.id_number),
        mobile=masked_mobile(person.mobile) if person.mobile else None,
        employments=employments,
        separations=separations,
        qualifications=qualifications,
        accounts=_accounts(person_id, viewer, rights) if rights.bank else (),
        timeline=sorted(_events(employments, separations, qualifications), key=lambda e: e.on, reverse=True),
    )


def rights_on(person: Person, viewer: Viewer) -> Rights:
    """What ``viewer`` may do about ``person``."""
    path, is_own = person.home_unit.path, viewer.is_person(person.id)
    edit = viewer.may(Action.STAFF_WRITE, path)
    return Rights(
        is_own=is_own,
        edit=edit,
        id_number=is_own or viewer.may(Action.ID_NUMBER_READ, path),
        mobile=is_own or edit,
        bank=is_own or viewer.may(Action.BANK_READ, path),
        bank_write=is_own or viewer.may(Action.BANK_WRITE, path),
    )


def _separations(person_id: int) -> dict[int, Separation]:
    rows = db.session.scalars(select(Separation).join(Separation.employment).where(Employment.person_id == person_id))
    return {row.employment_id: row for row in rows}


def _accounts(person_id: int, viewer: Viewer, rights: Rights) -> list[AccountLine]:
    rows = db.session.execute(
        select(BankAccount, User.name)
        .outerjoin(User, User.id == BankAccount.proposed_by_id)
        .where(BankAccount.person_id == person_id)
        .order_by(BankAccount.valid_from.desc())
    )
    return [_line(account, proposed_by, viewer, rights) for account, proposed_by in rows]


def _line(account: BankAccount, proposed_by: str | None, viewer: Viewer, rights: Rights) -> AccountLine:
    confirmed = account.confirmed_at is not None
    cooling = confirmed and account.valid_from > today()
    somebody_else = viewer.user_id is not None and viewer.user_id != account.proposed_by_id and not rights.is_own
    return AccountLine(
        id=account.id,
        bank_name=account.bank_name,
        masked=masked_account(account.account),
        valid_from=account.valid_from,
        valid_to=account.valid_to,
        proposed_by=proposed_by,
        confirmed=confirmed,
        is_pending=not confirmed,
        is_cooling=cooling,
        may_confirm=not confirmed and rights.bank_write and somebody_else,
        may_withdraw=rights.bank_write and (not confirmed or cooling),
    )


def _events(
    employments: Sequence[Employment], separations: dict[int, Separation], held: Sequence[Qualification]
) -> Iterator[Event]:
    for employment in employments:
        yield from _employment_events(employment, separations.get(employment.id))
    for one in held:
        yield Event(one.issued_on, Text("取得证书", "Certificate"), Text(one.name, one.name), "award")


def _employment_events(employment: Employment, separation: Separation | None) -> Iterator[Event]:
    agency = employment.agency
    where = Text(agency.name, agency.name) if agency else Text(employment.host_unit.name, employment.host_unit.name)
    note = Text("{kind} · {where}", "{kind} · {where}").format(kind=employment.staffing_type.label, where=where)
    yield Event(employment.starts_on, Text("开始用工", "Employment begins"), note, "box-arrow-in-right")
    for contract in employment.contracts:
        until = Text("{kind}，至 {end}", "{kind}, until {end}").format(
            kind=contract.kind.label, end=contract.ends_on or "—"
        )
        yield Event(contract.starts_on, Text("订立合同", "Contract"), until, "file-earmark-text")
    for one in employment.assignments:
        what = Text("任职", "Assignment") if one.is_primary else Text("兼任", "Further post")
        place = f"{one.unit.name} · {one.post.name}"
        yield Event(one.starts_on, what, Text(place, place), "geo-alt")
    if separation is not None:
        is_move = separation.kind is SeparationKind.CONVERSION
        what = Text("转换用工性质", "Conversion") if is_move else Text("离职", "Separation")
        why = Text("{kind} · {reason}", "{kind} · {reason}")
        note = (
            separation.kind.label if is_move else why.format(kind=separation.kind.label, reason=separation.reason.label)
        )
        yield Event(separation.on, what, note, "box-arrow-right")
