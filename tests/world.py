"""A small world that everybody can keep in mind.

City 上海 → district 徐宁区 → streets 北桥 (N) and 南桥 (S). Each street has a post of inspectors (P1) and one of
call-takers (P2).
At N: 王芳 (N001, establishment), 李强 (N002, contract), 张敏 (N003, dispatched by 申服), 赵刚 (N004, 4050).
At S the same four again: 周红 (S001), 吴军 (S002), 郑丽 (S003), 孙平 (S004).
One user per role at N, named like the role (`hr_officer`, `finance`, `finance_approver`, `unit_manager`, `leader`,
`auditor`, `grid_worker` who is 李强), an `administrator` at the city, and `other_worker` who is 吴军 of S.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, UnitQuota
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.system.user import user_by_login, viewer_of
from hr.services.system.login import hasher
from vocabulary.terms import (
    ContractKind,
    Education,
    PostFamily,
    RetirementGroup,
    Role,
    Sex,
    StaffingType,
    UnitKind,
    UnitNature,
)

PASSWORD = "long-enough-for-tests"
OPENED = date(2020, 1, 1)
_PEOPLE = {
    "N": (("N001", "王芳"), ("N002", "李强"), ("N003", "张敏"), ("N004", "赵刚")),
    "S": (("S001", "周红"), ("S002", "吴军"), ("S003", "郑丽"), ("S004", "孙平")),
}
_TYPES = (
    StaffingType.ESTABLISHMENT,
    StaffingType.CONTRACT,
    StaffingType.DISPATCHED,
    StaffingType.ASSISTANT_4050,
)


def build() -> None:
    """Fill an empty database."""
    with unit_of_work(system_viewer("world"), "world.build"):
        city = _unit("SH", "上海市", UnitKind.CITY, None)
        district = _unit("XN", "徐宁区网格化管理中心", UnitKind.DISTRICT, city)
        agency = Agency(code="SF", name="申服人力资源有限公司", service_fee_fen=12_000)
        db.session.add(agency)
        streets = [
            _unit("N", "北桥街道网格化管理中心", UnitKind.STREET_TOWN, district),
            _unit("S", "南桥街道网格化管理中心", UnitKind.STREET_TOWN, district),
        ]
        for street in streets:
            _people_of(street, agency)
        _users(streets, city)


def _unit(code: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    nature = UnitNature.PUBLIC_INSTITUTION
    unit = Unit(code=code, name=name, kind=kind, nature=nature, parent=parent, path="", opened_on=OPENED)
    db.session.add(unit)
    db.session.flush()
    unit.place_under(parent)
    db.session.add(UnitQuota(unit=unit, staffing_type=None, quota=30, valid_from=OPENED))
    return unit


def _people_of(street: Unit, agency: Agency) -> None:
    inspectors = Post(unit=street, code="P1", name="网格巡查员", family=PostFamily.GRID_INSPECTOR, opened_on=OPENED)
    callers = Post(unit=street, code="P2", name="受理员", family=PostFamily.CALL_TAKER, opened_on=OPENED)
    inspectors.headcount_plan, callers.headcount_plan = 20, 10
    db.session.add_all([inspectors, callers])
    db.session.flush()
    for order, ((number, name), staffing_type) in enumerate(zip(_PEOPLE[street.code], _TYPES, strict=True)):
        person = _person(number, name, order, street)
        _employ(person, staffing_type, street, agency if staffing_type is StaffingType.DISPATCHED else None, inspectors)


def _person(number: str, name: str, order: int, street: Unit) -> Person:
    person = Person(
        staff_number=number,
        name=name,
        sex=Sex.FEMALE if order % 2 == 0 else Sex.MALE,
        born_on=date(1980 + order, 3, 5),
        id_number=resident_id(f"310104{1980 + order}0305{11 + order + (0 if street.code == 'N' else 40):03d}"),
        mobile=f"1380000{number[1:]:>04}",
        education=Education.COLLEGE,
        retirement_group=RetirementGroup.FEMALE_50 if order % 2 == 0 else RetirementGroup.MALE_60,
        first_worked_on=date(2005, 7, 1),
        home_unit=street,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _employ(person: Person, staffing_type: StaffingType, street: Unit, agency: Agency | None, post: Post) -> None:
    start = date(2023, 1, 1)
    employment = Employment(
        person=person, staffing_type=staffing_type, host_unit=street, agency=agency, starts_on=start
    )
    db.session.add(employment)
    db.session.flush()
    db.session.add(
        Contract(employment=employment, kind=ContractKind.FIXED, starts_on=start, ends_on=date(2026, 12, 31))
    )
    db.session.add(Assignment(employment=employment, unit=street, post=post, is_primary=True, starts_on=start))


def _users(streets: list[Unit], city: Unit) -> None:
    password = hasher().hash(PASSWORD)
    own = {"grid_worker": "N002", "other_worker": "S002"}
    for login in [*(role.value for role in Role), "other_worker"]:
        number = own.get(login)
        person_id = db.session.scalar(select(Person.id).where(Person.staff_number == number)) if number else None
        user = User(login=login, name=login.replace("_", " "), password_hash=password, person_id=person_id)
        role = Role.GRID_WORKER if login == "other_worker" else Role(login)  # type: ignore[call-arg]
        at = city if role is Role.ADMINISTRATOR else streets[login == "other_worker"]
        db.session.add(user)
        db.session.flush()
        db.session.add(RoleGrant(user_id=user.id, role=role, unit_id=at.id, valid_from=OPENED))


def resident_id(first_17: str) -> str:
    """A number with the right check character (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights, strict=True)) % 11]


def viewer(login: str) -> Viewer:
    """The viewer that a user of this world is."""
    user = user_by_login(login)
    assert user is not None
    return viewer_of(user, language="zh")
