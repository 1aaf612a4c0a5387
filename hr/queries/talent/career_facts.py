"""The dated facts that a ladder looks at, of many people at once: one statement for each kind of fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from analytics.career.facts import (
    Appraisal,
    Bar,
    Certificate,
    LevelHeld,
    LoadIndex,
    PersonFacts,
    Schooling,
    Training,
)
from analytics.career.ladder import Ladder
from analytics.career.merits import HoldsCertificate
from analytics.career.requirements import AllOf, AnyOf, Requirement
from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.talent import appraisal as talent
from hr.models.talent.career_ladder import LevelStanding
from hr.queries.talent.service import employments_where, service_began
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_ENDINGS = ("职业技能等级证书", "技能等级证书", "等级证书", "证书")
ByPerson = Mapping[int, list[Any]]


class FactsOf:
    """What is on file about ``people`` (a statement of person ids), read once for all ladders."""

    def __init__(self, people: Select[Any], on: date) -> None:
        self._on = on
        employments = employments_where(Employment.person_id.in_(people))
        began = service_began(employments)
        self._hired = {one.person_id: began[one.id] for one in employments if one.starts_on <= on}
        self._people = {row.id: row for row in db.session.execute(select(Person.id, Person.born_on, Person.education)
                                                                  .where(Person.id.in_(people)))}  # fmt: skip
        self.standings = _by_person(LevelStanding, people)
        self._appraisals = _by_person(talent.Appraisal, people)
        self._qualifications = _by_person(Qualification, people)
        self._trainings = _by_person(talent.TrainingRecord, people)
        self._bars = _by_person(talent.DisciplinaryMeasure, people)
        self._loads = _by_person(Workload, people)

    def of(self, person_id: int, ladder: Ladder) -> PersonFacts:
        """The facts of one person as ``ladder`` names levels and certificates."""
        codes = certificate_codes(ladder)
        person = self._people[person_id]
        return PersonFacts(
            person=str(person_id),
            hired=self._hired.get(person_id, self._on),
            levels=tuple(_level(row, ladder) for row in self.standings[person_id] if row.ladder_code == ladder.code),
            appraisals=tuple(Appraisal(row.year, row.grade, row.decided_on) for row in self._appraisals[person_id]),
            certificates=tuple(
                Certificate(codes.get(row.name, row.name), row.issued_on, row.level, row.expires_on)
                for row in self._qualifications[person_id]
            ),
            trainings=tuple(Training(row.held_on, row.minutes / 60) for row in self._trainings[person_id]),
            schooling=(Schooling(person.education, person.born_on),) if person.education else (),
            loads=tuple(
                LoadIndex(row.month.last_day, row.load_index)
                for row in self._loads[person_id]
                if row.load_index is not None
            ),
            bars=tuple(Bar(row.decided_on, row.bars_until) for row in self._bars[person_id]),
        )


def certificate_codes(ladder: Ladder) -> dict[str, str]:
    """By the names under which certificates are on file (with or without 职业技能等级证书), the ladder's codes."""
    codes: dict[str, str] = {}
    for wanted in _certificates(requirement for level in ladder.levels for requirement in level.requires):
        names = {wanted.name, wanted.title.zh, wanted.title.en}
        names |= {wanted.title.zh.removesuffix(ending) for ending in _ENDINGS}
        codes |= dict.fromkeys(names, wanted.name)
    return codes


def _certificates(requirements: Iterator[Requirement]) -> Iterator[HoldsCertificate]:
    for requirement in requirements:
        if isinstance(requirement, HoldsCertificate):
            yield requirement
        elif isinstance(requirement, AllOf | AnyOf):
            yield from _certificates(iter(requirement.parts))


def _by_person(model: Any, people: Select[Any]) -> ByPerson:
    columns = model.__table__.c
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(select(*columns).where(columns.person_id.in_(people)).order_by(columns.id)):
        found[row.person_id].append(row)
    return found


def _level(row: Any, ladder: Ladder) -> LevelHeld:
    if not 1 <= row.level <= len(ladder.levels):
        raise BadInput(
            Text(
                "通道“{name}”没有第{n}级，请核对层级记录", "“{name}” has no level number {n}: check the standings"
            ).format(name=ladder.name, n=row.level),
            "level",
        )
    return LevelHeld(ladder.levels[row.level - 1].code, row.since)
