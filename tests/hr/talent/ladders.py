"""A short ladder, and facts that put the people of the small world on it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.talent.appraisal import Appraisal, DisciplinaryMeasure, TrainingRecord
from hr.models.talent.career_ladder import LevelStanding
from hr.permissions.viewer import system_viewer
from hr.services.talent.career_ladder import LadderWish, save_ladder
from vocabulary.terms import AppraisalGrade, PostFamily

ON = date(2026, 6, 30)
SHORT = """
code: short
name: {zh: 短通道, en: Short ladder}
source: {zh: 测试, en: A test}
confidence: low
levels:
  - code: one
    name: {zh: 初级, en: Junior}
    requires:
      - {kind: years_in_job, years: 1}
  - code: two
    name: {zh: 中级, en: Middle}
    requires:
      - {kind: years_at_level, years: 2}
      - {kind: certificate, name: grid_worker, rank: 4, title: {zh: 网格员职业技能等级证书, en: worker certificate}}
      - {kind: appraisals, at_least: qualified, count: 2, years: 2}
      - {kind: training_hours, hours: 10, months: 12}
      - {kind: no_bar}
  - code: three
    name: {zh: 高级, en: Senior}
    requires:
      - {kind: years_at_level, years: 4}
"""


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def person(number: str) -> Person:
    return db.session.scalars(select(Person).where(Person.staff_number == number)).one()


def save(text: str = SHORT, at: str = "SH", since: date = date(2023, 1, 1)) -> None:
    wish = LadderWish(text, PostFamily.GRID_INSPECTOR, unit(at).id, since)
    save_ladder(wish, viewer=system_viewer("test"))


def people() -> None:
    """N001 has everything, N002 lacks half a year, N003 the certificate, N004 stands on no level."""
    with unit_of_work(system_viewer("test"), "test.ladder") as session:
        for number, since in (("N001", date(2024, 1, 1)), ("N002", date(2025, 1, 1)), ("N003", date(2024, 1, 1))):
            who = person(number)
            session.add(LevelStanding(person=who, ladder_code="short", level=1, since=since))
            for year in (2024, 2025):
                decided = date(year + 1, 1, 31)
                session.add(Appraisal(person=who, year=year, grade=AppraisalGrade.QUALIFIED, decided_on=decided))
            session.add(TrainingRecord(person=who, course="巡查", held_on=date(2026, 3, 1), minutes=600))
            if number != "N003":
                held = Qualification(person=who, name="网格员", issued_on=date(2023, 1, 1), level=4, expires_on=None)
                session.add(held)


def bar(number: str, until: date) -> None:
    with unit_of_work(system_viewer("test"), "test.bar") as session:
        session.add(DisciplinaryMeasure(person_id=person(number).id, decided_on=date(2026, 1, 1), bars_until=until))
