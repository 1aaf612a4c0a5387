"""What is on file already about the people that a staff file names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hr.database import db
from hr.models.pay.pay_standing import PayStanding
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import taken_keys
from hr.sealing import blind_index

_CHUNK = 1_000  # as many values as one statement may safely carry
Certificate = tuple[str, int | None, date]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Known:
    """``people`` are those of the file whom the viewer maintains, by staff number; the keys taken lie anywhere."""

    people: Mapping[str, Person]
    staff_numbers: frozenset[str]
    id_indexes: frozenset[bytes]
    employments: Mapping[int, Sequence[Employment]]
    standings: Mapping[int, Sequence[PayStanding]]
    accounts: Mapping[int, Sequence[BankAccount]]
    certificates: Mapping[int, set[Certificate]]


def known(rows: Sequence[tuple[str, str]], viewer: Viewer) -> Known:
    """What is on file for these (staff number, identity number) pairs, in a few statements for each thousand."""
    numbers, indexes = set[str](), set[bytes]()
    for chunk in _chunks(rows):
        some_numbers, some_indexes = taken_keys([row[0] for row in chunk], [row[1] for row in chunk])
        numbers |= some_numbers
        indexes |= some_indexes
    people = _people(numbers, viewer)
    ids = [person.id for person in people.values()]
    employments = _grouped(_employments(), Employment.person_id, ids, "person_id")
    running = [employment.id for several in employments.values() for employment in several]
    certificates = _grouped(select(Qualification), Qualification.person_id, ids, "person_id")
    return Known(
        people=people,
        staff_numbers=frozenset(numbers),
        id_indexes=frozenset(indexes),
        employments=employments,
        standings=_grouped(select(PayStanding), PayStanding.employment_id, running, "employment_id"),
        accounts=_grouped(select(BankAccount), BankAccount.person_id, ids, "person_id"),
        certificates={
            person_id: {(one.name, one.level, one.issued_on) for one in several}
            for person_id, several in certificates.items()
        },
    )


def id_index(number: str) -> bytes:
    """The blind index under which an identity number of the file is compared."""
    return blind_index(number)


def _people(numbers: Iterable[str], viewer: Viewer) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for chunk in _chunks(numbers):
        statement = (
            select(Person)
            .join(Person.home_unit)
            .options(contains_eager(Person.home_unit))
            .where(Person.staff_number.in_(chunk))
        )
        for person in db.session.scalars(statement):
            if viewer.may(Action.STAFF_WRITE, person.home_unit.path):
                found[person.staff_number] = person
    return found


def _employments() -> Select[Any]:
    return (
        select(Employment)
        .options(
            joinedload(Employment.host_unit),
            joinedload(Employment.agency),
            selectinload(Employment.contracts),
            selectinload(Employment.assignments),
        )
        .order_by(Employment.starts_on)
    )


def _grouped(statement: Select[Any], column: Any, keys: Iterable[int], by: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for chunk in _chunks(keys):
        for row in db.session.scalars(statement.where(column.in_(chunk))):
            groups[getattr(row, by)].append(row)
    return groups


def _chunks(values: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
