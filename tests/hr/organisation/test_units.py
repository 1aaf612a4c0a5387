"""Units, their quotas and posts, and agencies: who may change what, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, UnitQuota
from hr.permissions.viewer import Grant, Viewer
from hr.queries.organisation.unit import tree, unit_options
from hr.queries.staff.establishment import colleagues, post_lines, quota_lines, unit_counts
from hr.refusals import OutOfScope, Refusal
from hr.services.organisation import agency, post, quota, unit
from hr.services.organisation.agency import AgencyWish
from hr.services.organisation.post import PostWish
from hr.services.organisation.unit import UnitWish
from hr.services.staff.closing import close_post, close_unit
from tests import world
from tests.hr.staff import found
from vocabulary.terms import PostFamily, Role, StaffingType, UnitKind, UnitNature

ON = date(2026, 6, 1)


def unit_wish(**changed: object) -> UnitWish:
    wish = {
        "code": "N-01",
        "name": "北桥居委工作站",
        "kind": UnitKind.STATION,
        "nature": UnitNature.PUBLIC_INSTITUTION,
        "opened_on": ON,
    }
    return UnitWish(**(wish | changed))  # type: ignore[arg-type]


def post_wish(**changed: object) -> PostWish:
    wish = {"code": "P3", "name": "派遣员", "family": PostFamily.CASE_ROUTER, "headcount_plan": 3, "opened_on": ON}
    return PostWish(**(wish | changed))  # type: ignore[arg-type]


def district_officer() -> Viewer:
    at = found.unit("XN")
    return Viewer(user_id=None, name="district", grants=(Grant(Role.HR_OFFICER, at.id, at.path),))


def test_a_new_unit_takes_its_place_below_its_parent(app: Flask) -> None:
    parent = found.unit("N")
    made = unit.add(parent.id, unit_wish(), viewer=world.viewer("hr_officer"))
    assert made.path == f"{found.unit('N').path}{made.id}/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"code": "S"}, "code"), ({"kind": UnitKind.STREET_TOWN}, "kind"), ({"housing_fund_ppm": -1}, "housing_fund_ppm")],
)
def test_a_unit_that_can_not_be_is_refused(app: Flask, changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        unit.add(found.unit("N").id, unit_wish(**changed), viewer=world.viewer("hr_officer"))
    assert refused.value.field == field


def test_nobody_adds_a_unit_elsewhere(app: Flask) -> None:
    for login in ("hr_officer", "administrator", "auditor"):
        with pytest.raises(OutOfScope):
            unit.add(found.unit("S").id, unit_wish(), viewer=world.viewer(login))


def test_a_changed_unit_keeps_its_place_and_kind(app: Flask) -> None:
    before = found.unit("N").path
    wish = unit_wish(code="N", name="新北桥", kind=UnitKind.CITY, housing_fund_ppm=50_000)
    changed = unit.change(found.unit("N").id, wish, viewer=world.viewer("hr_officer"))
    assert (changed.name, changed.path, changed.kind, changed.housing_fund_ppm) == (
        "新北桥",
        before,
        UnitKind.STREET_TOWN,
        50_000,
    )


def test_a_unit_with_people_or_units_below_stays_open(app: Flask) -> None:
    officer = district_officer()
    for code in ("N", "XN"):
        with pytest.raises(Refusal):
            close_unit(found.unit(code).id, ON, viewer=officer)
    made = unit.add(found.unit("N").id, unit_wish(), viewer=officer)
    post.add(made.id, post_wish(), viewer=officer)
    close_unit(made.id, date(2026, 12, 31), viewer=officer)
    assert found.unit("N-01").closed_on == found.post("N-01", "P3").closed_on == date(2026, 12, 31)


def quotas() -> list[tuple[int, date, date | None]]:
    rows = db.session.scalars(
        select(UnitQuota).join(UnitQuota.unit).where(Unit.code == "N").order_by(UnitQuota.valid_from)
    )
    return [(row.quota, row.valid_from, row.valid_to) for row in rows]


def test_a_quota_ends_one_row_and_begins_the_next(app: Flask) -> None:
    quota.set_quota(found.unit("N").id, None, 28, ON, viewer=world.viewer("hr_officer"))
    assert quotas() == [(30, world.OPENED, date(2026, 5, 31)), (28, ON, None)]


def test_a_quota_never_reaches_back_behind_the_present_one(app: Flask) -> None:
    for number, on, field in (
        (-1, ON, "quota"),
        (28, world.OPENED, "valid_from"),
        (28, date(2019, 1, 1), "valid_from"),
    ):
        with pytest.raises(Refusal) as refused:
            quota.set_quota(found.unit("N").id, None, number, on, viewer=world.viewer("hr_officer"))
        assert refused.value.field == field
    assert quotas() == [(30, world.OPENED, None)]


def test_quotas_stand_against_the_people_on_post(app: Flask) -> None:
    quota.set_quota(found.unit("N").id, StaffingType.DISPATCHED, 0, world.OPENED, viewer=world.viewer("hr_officer"))
    lines = {line.staffing_type: line for line in quota_lines(found.unit("N").id, ON, viewer=world.viewer("leader"))}
    assert (lines[None].quota, lines[None].on_post, lines[None].vacant) == (30, 4, 26)
    assert lines[StaffingType.DISPATCHED].vacant == -1
    assert lines[StaffingType.ESTABLISHMENT].vacant is None


def test_counts_of_a_unit_include_those_below(app: Flask) -> None:
    counts = unit_counts(ON, viewer=district_officer())
    assert (counts[found.unit("XN").id].quota, counts[found.unit("XN").id].on_post) == (90, 8)
    assert (counts[found.unit("N").id].quota, counts[found.unit("N").id].on_post) == (30, 4)
    assert set(unit_counts(ON, viewer=world.viewer("leader"))) == {found.unit("N").id}


def test_posts_say_how_many_hold_them(app: Flask) -> None:
    lines = post_lines(found.unit("N").id, ON, viewer=world.viewer("leader"))
    assert [(line.post.code, line.post.headcount_plan, line.on_post) for line in lines] == [
        ("P1", 20, 4),
        ("P2", 10, 0),
    ]


def test_who_works_at_a_unit_is_for_those_who_see_people(app: Flask) -> None:
    names = {one.name for one in colleagues(found.unit("N").id, ON, viewer=world.viewer("unit_manager"))}
    assert names == {"王芳", "李强", "张敏", "赵刚"}
    for login in ("leader", "administrator"):
        with pytest.raises(OutOfScope):
            colleagues(found.unit("N").id, ON, viewer=world.viewer(login))


def test_the_tree_and_the_switcher_begin_where_the_scope_does(app: Flask) -> None:
    [root] = tree(viewer=district_officer())
    assert (root.unit.code, [child.unit.code for child in root.children]) == ("XN", ["N", "S"])
    assert [(one.code, one.depth) for one in unit_options(viewer=world.viewer("leader"))] == [("N", 0)]
    assert tree(viewer=world.viewer("grid_worker")) == []


def test_a_post_is_added_changed_and_closed(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    made = post.add(found.unit("N").id, post_wish(), viewer=officer)
    post.change(made.id, post_wish(headcount_plan=5), viewer=officer)
    assert found.post("N", "P3").headcount_plan == 5
    close_post(made.id, date(2026, 12, 31), viewer=officer)
    assert found.post("N", "P3").closed_on == date(2026, 12, 31)


def test_a_post_in_use_or_of_a_code_in_use_is_refused(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    with pytest.raises(Refusal) as refused:
        post.add(found.unit("N").id, post_wish(code="P1"), viewer=officer)
    assert refused.value.field == "code"
    with pytest.raises(Refusal) as refused:
        close_post(found.post("N", "P1").id, ON, viewer=officer)
    assert refused.value.field == "on"
    with pytest.raises(OutOfScope):
        post.change(found.post("S", "P1").id, post_wish(), viewer=officer)
    assert len(db.session.scalars(select(Post)).all()) == 4


def test_agencies_are_kept_by_the_district(app: Flask) -> None:
    wish = AgencyWish(code="ZY", name="中远派遣", service_fee_fen=15_000)
    with pytest.raises(OutOfScope):
        agency.add(wish, viewer=world.viewer("hr_officer"))
    made = agency.add(wish, viewer=district_officer())
    agency.change(made.id, AgencyWish(code="ZY", name="中远人力", service_fee_fen=15_000), viewer=district_officer())
    assert db.session.scalars(select(Agency.name).order_by(Agency.code)).all() == ["申服人力资源有限公司", "中远人力"]
    with pytest.raises(Refusal):
        agency.add(AgencyWish(code="SF", name="又一家"), viewer=district_officer())
