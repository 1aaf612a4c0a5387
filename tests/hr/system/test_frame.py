"""The frame of every page: search for a person, unit switcher, home page."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Grant, Viewer
from hr.queries.insight.dashboard import Home, home_of
from hr.queries.insight.home_card import HomeCard
from hr.queries.system.person_search import people_like
from hr.queries.system.unit_switch import unit_to_look_at, units_to_look_at
from tests import world
from tests.conftest import log_in
from vocabulary.terms import Role

DAY = date(2026, 11, 23)


def found(wanted: str, login: str = "hr_officer") -> list[str]:
    return [person.staff_number for person in people_like(wanted, viewer=world.viewer(login))]


@pytest.mark.parametrize("wanted", ["王芳", "王", "wang", "WangFang", "wang fang", "n001", "N001"])
def test_a_person_is_found_by_name_pinyin_or_number(app: Flask, wanted: str) -> None:
    assert "N001" in found(wanted)


@pytest.mark.parametrize("wanted", ["周红", "zhouhong", "S001", "", "  ", "%", "_"])
def test_nobody_is_found_outside_ones_scope_or_by_nothing(app: Flask, wanted: str) -> None:
    assert found(wanted) == []


def test_an_exact_number_comes_first_and_no_more_than_the_limit(app: Flask) -> None:
    assert found("N002")[0] == "N002"
    assert len(people_like("N", viewer=world.viewer("hr_officer"), limit=3)) == 3


@pytest.mark.parametrize("login", ["leader", "grid_worker", "administrator"])
def test_who_may_not_see_people_has_no_search(web: Flask, login: str) -> None:
    client = log_in(web, login)
    assert client.get("/search?q=N001").status_code == 404
    assert "person-search" not in client.get("/").get_data(as_text=True)


def test_one_hit_leads_straight_to_the_person(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    assert client.get("/search?q=N003").headers["Location"].startswith("/people/")
    assert "没有找到这个人" in client.get("/search?q=nobody").get_data(as_text=True)


def unit_id(code: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def test_the_switcher_offers_the_tree_in_scope(app: Flask) -> None:
    administrator, officer = world.viewer("administrator"), world.viewer("hr_officer")
    offered = [(unit.name[:2], unit.depth) for unit in units_to_look_at(viewer=administrator, now=None)]
    assert offered == [("上海", 0), ("徐宁", 1), ("北桥", 2), ("南桥", 2)]
    assert [unit.name[:2] for unit in units_to_look_at(viewer=officer, now=None)] == ["北桥"]
    assert unit_to_look_at(unit_id("S"), viewer=officer) is None


def test_a_narrowed_viewer_gains_nothing_and_loses_what_lies_beside() -> None:
    grants = (Grant(Role.FINANCE, 1, "/1/"), Grant(Role.LEADER, 3, "/1/2/3/"), Grant(Role.AUDITOR, 4, "/1/2/4/"))
    narrowed = Viewer(1, "x", grants).narrowed_to("/1/2/3/")
    assert narrowed.paths(Action.PAY_READ) == ("/1/2/3/",)
    assert narrowed.roles == {Role.FINANCE, Role.LEADER}
    assert not narrowed.may(Action.PAY_READ, "/1/2/4/")
    assert not Viewer(1, "x", grants[1:2]).narrowed_to("/9/").may(Action.UNIT_READ)


def test_the_unit_in_view_narrows_lists_but_not_the_page_of_one_thing(web: Flask) -> None:
    client = log_in(web, "administrator")
    other = client.get("/users?q=finance_approver").get_data(as_text=True)
    assert "finance_approver" in other
    client.post("/unit-in-view", data={"unit": unit_id("S"), "next": "/users"})
    assert "没有符合条件的记录" in client.get("/users?q=finance_approver").get_data(as_text=True)
    user_id = world.viewer("finance_approver").user_id
    assert client.get(f"/users/{user_id}").status_code == 200


@pytest.mark.parametrize("wanted", ["4711", "x", "1; DROP", "-1"])
def test_a_unit_that_there_is_not_can_not_be_looked_at(web: Flask, wanted: str) -> None:
    assert log_in(web, "administrator").post("/unit-in-view", data={"unit": wanted}).status_code == 404


def test_a_unit_outside_ones_scope_can_not_be_looked_at(web: Flask) -> None:
    assert log_in(web, "hr_officer").post("/unit-in-view", data={"unit": unit_id("S")}).status_code == 404


def home(login: str) -> Home:
    return home_of(world.viewer(login), DAY)


def card(shown: Home, heading: str) -> HomeCard:
    return next(card for card in shown.cards if heading in card.label.zh)


def test_the_home_page_counts_who_is_on_the_books_by_staffing_type(app: Flask) -> None:
    counted = card(home("leader"), "在册人数")
    assert counted.value == 4
    assert counted.note is not None
    assert "劳务派遣 1" in counted.note.zh


def test_contracts_that_end_within_sixty_days_wait_for_the_hr_officer_by_name(app: Flask) -> None:
    shown = home("hr_officer")
    assert card(shown, "合同 60 天内到期").value == 4
    waiting = [matter for matters in shown.waiting.values() for matter in matters]
    assert [str(matter.subject) for matter in waiting] == ["李强", "王芳", "张敏", "赵刚"]
    assert {matter.due for matter in waiting} == {date(2026, 12, 31)}
    assert card(home_of_day("hr_officer", date(2026, 11, 1)), "合同 60 天内到期").value == 4
    assert card(home_of_day("hr_officer", date(2026, 10, 31)), "合同 60 天内到期").value == 0


def home_of_day(login: str, day: date) -> Home:
    return home_of(world.viewer(login), day)


def test_a_leader_is_shown_no_names(app: Flask) -> None:
    assert home("leader").waiting == {}


def test_a_worker_sees_their_own_figures_and_nothing_of_others(app: Flask) -> None:
    labels = [card.label.zh for card in home("grid_worker").cards]
    assert labels == ["最近工资条（实发，元）", "我的负荷指数", "我的层级", "我的合同到期日"]
    assert card(home("grid_worker"), "合同到期日").value == "2026-12-31"


def test_finance_and_approver_each_see_the_runs_that_wait_for_them(app: Flask) -> None:
    prepared = {"待计算的发薪批次", "待核对的发薪批次", "待提交的发薪批次"}
    decided = {"待审批的发薪批次", "待登记发放的批次", "待锁定的批次"}
    assert {card.label.zh for card in home("finance").cards} & (prepared | decided) == prepared
    assert {card.label.zh for card in home("finance_approver").cards} & (prepared | decided) == decided


def test_a_user_without_roles_is_told_whom_to_ask(web: Flask) -> None:
    client = log_in(web, "administrator")
    page = client.post("/users/new", data={"login": "new.one", "name": "X"}).get_data(as_text=True)
    password = page.split('class="secret">')[1].split("<")[0]
    fresh = web.test_client()
    fresh.post("/login", data={"login": "new.one", "password": password})
    new = "another-long-password"
    fresh.post("/password", data={"old": password, "new": new, "again": new})
    assert "请联系系统管理员" in fresh.get("/").get_data(as_text=True)
