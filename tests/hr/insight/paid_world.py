"""A paid month of fourteen street centres, in which dispatched workers are paid a planted share less than others."""

from __future__ import annotations

import math
from datetime import date
from random import Random

from sqlalchemy import insert, select

from hr.database import db, unit_of_work
from hr.models.casework.workload import Workload
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from tests.world import resident_id
from vocabulary.periods import Month
from vocabulary.terms import (
    Education,
    FundSource,
    PayRunState,
    PostFamily,
    RetirementGroup,
    Sex,
    StaffingType,
    UnitKind,
    UnitNature,
)

MONTH = Month(2026, 9)
STREETS = 14
PEOPLE_A_STREET = 16
_TYPES = (StaffingType.CONTRACT, StaffingType.DISPATCHED)


def build(gap: float = -0.08, *, streets: int = STREETS, state: PayRunState = PayRunState.COMPUTED) -> None:
    """Fill the small world: every other worker is dispatched and paid ``gap`` less at the same post, years and load."""
    chance = Random(5)
    with unit_of_work(system_viewer("paid world"), "test.paid") as session:
        district = session.scalars(select(Unit).where(Unit.code == "XN")).one()
        agency = session.scalars(select(Agency)).one()
        run = PayRun(unit_id=district.id, month=MONTH, state=state, opened_by="test")
        session.add(run)
        session.flush()
        slips, loads = [], []
        for street in range(streets):
            unit, post = _street(street, district)
            for employment in _workers(street, unit, agency):
                load = math.exp(chance.gauss(0, 0.2))
                years = MONTH.last_day.year - employment.starts_on.year
                pay = 520_000 * math.exp(0.02 * years + 0.2 * math.log(load) + chance.gauss(0, 0.02))
                pay *= 1 + gap if employment.staffing_type is StaffingType.DISPATCHED else 1
                slips.append(slip(run, employment, unit, post, int(pay)))
                loads.append(_load(employment, unit, load, chance))
        session.execute(insert(Payslip), slips)
        session.execute(insert(Workload), loads)


def _street(number: int, district: Unit) -> tuple[Unit, Post]:
    nature = UnitNature.PUBLIC_INSTITUTION
    unit = Unit(
        code=f"T{number:02}",
        name=f"第{number}街道中心",
        kind=UnitKind.STREET_TOWN,
        nature=nature,
        parent=district,
        path="",
        opened_on=date(2020, 1, 1),
    )
    db.session.add(unit)
    db.session.flush()
    unit.place_under(district)
    post = Post(unit=unit, code="P1", name="巡查员", family=PostFamily.GRID_INSPECTOR, opened_on=date(2020, 1, 1))
    db.session.add(post)
    db.session.flush()
    return unit, post


def _workers(street: int, unit: Unit, agency: Agency) -> list[Employment]:
    numbers = [street * PEOPLE_A_STREET + number for number in range(PEOPLE_A_STREET)]
    employments = [_worker(number, unit, agency) for number in numbers]
    db.session.add_all(employments)
    db.session.flush()
    return employments


def _worker(number: int, unit: Unit, agency: Agency) -> Employment:
    staffing_type = _TYPES[number % 2]
    person = Person(
        staff_number=f"T{number:04}",
        name=f"工{number:04}",
        sex=Sex.MALE,
        born_on=date(1985, 1, 1),
        id_number=resident_id(f"310101{1970 + number // 900}0101{number % 900:03}"),
        education=list(Education)[number // 2 % 3],
        retirement_group=RetirementGroup.MALE_60,
        home_unit=unit,
    )
    return Employment(
        person=person,
        staffing_type=staffing_type,
        host_unit=unit,
        agency=agency if staffing_type is StaffingType.DISPATCHED else None,
        starts_on=date(2015 + number // 2 % 8, 7, 1),
    )


def slip(run: PayRun, employment: Employment, unit: Unit, post: Post, pay: int, **given: int) -> dict[str, object]:
    """A row of table payslip for the whole month, with nothing but its gross."""
    return {
        "pay_run_id": run.id,
        "month": MONTH,
        "person_id": employment.person_id,
        "employment_id": employment.id,
        "unit_id": unit.id,
        "post_id": post.id,
        "staffing_type": employment.staffing_type,
        "fund_source": FundSource.FISCAL,
        "employer": "unit:1",
        "grade": None,
        "gross_fen": pay,
        "deductions_fen": 0,
        "net_fen": pay,
        "employer_cost_fen": pay,
        "failure_zh": None,
        "failure_en": None,
        "figures": {"gross": pay, "one_off_taxed": 0},
        "inputs": {"month_days": 2200, "employed_days": 2200, "night_shifts": employment.id % 5, **given},
    }


def _load(employment: Employment, unit: Unit, load: float, chance: Random) -> dict[str, object]:
    halves = [6_000 * load * math.exp(chance.gauss(0, 0.05)) for _ in range(2)]
    shares = dict.fromkeys(("night_share", "weekend_share", "overdue_share", "outside_duty_share"), 0.0)
    return {
        "month": MONTH,
        "person_id": employment.person_id,
        "unit_id": unit.id,
        "events": 100,
        "case_minutes": sum(halves),
        "base_minutes": 0.0,
        "emergency_minutes": 0.0,
        "practical_minutes": 9_000.0,
        "load_index": load,
        "index_low": None,
        "index_high": None,
        "odd_minutes": halves[0],
        "even_minutes": halves[1],
        "reliability": None,
        **shares,
    }
