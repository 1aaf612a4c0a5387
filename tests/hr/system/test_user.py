"""Users and their roles: who may make, change and see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.listing import ListRequest, page_of
from hr.queries.system.user import user_of, users, viewer_of
from hr.refusals import OutOfScope, Refusal
from hr.services.system import role_grant
from hr.services.system import user as service
from tests import world
from tests.conftest import log_in
from vocabulary.terms import Role

DAY = date(2026, 11, 2)


def id_of(login: str) -> int:
    return db.session.scalars(select(User.id).where(User.login == login)).one()


def unit_id(code: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def logins(viewer: Viewer, **asked: object) -> set[str]:
    return {row.login for row in page_of(users(viewer), ListRequest(size=200, **asked)).rows}  # type: ignore[arg-type]


def administrator_of_n() -> Viewer:
    """An administrator whose scope is the street N alone."""
    user, _ = service.add("adm.n", "N", None, viewer=system_viewer("test"))
    role_grant.grant(user.id, Role.ADMINISTRATOR, unit_id("N"), DAY, viewer=system_viewer("test"))
    return viewer_of(user, language="zh", on=DAY)


def test_an_administrator_makes_a_user_with_a_password_that_must_be_changed(app: Flask) -> None:
    user, password = service.add(" Wang.Fang ", "王芳", None, viewer=world.viewer("administrator"))
    assert user.login == "wang.fang"
    assert user.must_change_password
    assert password is not None
    assert password not in user.password_hash


@pytest.mark.parametrize("login", ["finance", "FINANCE", "a", "王芳", "a b", "-x"])
def test_a_taken_or_odd_user_name_is_refused(app: Flask, login: str) -> None:
    with pytest.raises(Refusal) as refused:
        service.add(login, "X", None, viewer=world.viewer("administrator"))
    assert refused.value.field == "login"


@pytest.mark.parametrize("login", ["hr_officer", "finance", "unit_manager", "leader", "auditor", "grid_worker"])
def test_nobody_but_administrators_makes_users(app: Flask, login: str) -> None:
    with pytest.raises(OutOfScope):
        service.add("new.one", "X", None, viewer=world.viewer(login))


def test_nobody_grants_a_role_to_themself(app: Flask) -> None:
    administrator = world.viewer("administrator")
    assert administrator.user_id is not None
    with pytest.raises(Refusal):
        role_grant.grant(administrator.user_id, Role.FINANCE, unit_id("N"), DAY, viewer=administrator)


def test_an_administrator_of_one_street_grants_nothing_at_another(app: Flask) -> None:
    viewer = administrator_of_n()
    user, _ = service.add("new.one", "X", None, viewer=viewer)
    with pytest.raises(OutOfScope):
        role_grant.grant(user.id, Role.LEADER, unit_id("S"), DAY, viewer=viewer)
    role_grant.grant(user.id, Role.LEADER, unit_id("N"), DAY, viewer=viewer)


def test_an_administrator_of_one_street_does_not_touch_users_with_roles_elsewhere(app: Flask) -> None:
    viewer = administrator_of_n()
    role_grant.grant(id_of("leader"), Role.LEADER, unit_id("S"), DAY, viewer=world.viewer("administrator"))
    for login in ("leader", "other_worker", "administrator"):
        with pytest.raises(OutOfScope):
            service.disable(id_of(login), viewer=viewer)
        with pytest.raises(OutOfScope):
            service.reset_password(id_of(login), viewer=viewer)


def test_users_of_the_other_street_are_not_listed(app: Flask) -> None:
    seen = logins(world.viewer("auditor"))
    assert {"finance", "auditor", "grid_worker"} <= seen
    assert not {"other_worker", "administrator"} & seen
    assert "other_worker" in logins(world.viewer("administrator"))


def test_the_list_filters_by_role_and_state_and_finds_by_name(app: Flask) -> None:
    administrator = world.viewer("administrator")
    service.disable(id_of("leader"), viewer=administrator)
    assert logins(administrator, chosen={"role": "finance"}) == {"finance"}
    assert logins(administrator, chosen={"state": "disabled"}) == {"leader"}
    assert logins(administrator, search="grid") == {"grid_worker"}


def test_an_ended_grant_gives_nothing_from_that_day_and_ends_the_session(app: Flask) -> None:
    user = db.session.get_one(User, id_of("finance"))
    grant_id = db.session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == user.id)).one()
    epoch = user.epoch
    role_grant.end(grant_id, DAY, viewer=world.viewer("administrator"))
    user = db.session.get_one(User, user.id)
    assert viewer_of(user, on=DAY - timedelta(days=1)).roles == {Role.FINANCE}
    assert viewer_of(user, on=DAY).roles == frozenset()
    assert user.epoch == epoch + 1


def test_the_same_role_at_the_same_unit_is_not_granted_twice(app: Flask) -> None:
    with pytest.raises(Refusal):
        role_grant.grant(id_of("finance"), Role.FINANCE, unit_id("N"), DAY, viewer=world.viewer("administrator"))


def test_a_grid_workers_role_needs_a_staff_record(app: Flask) -> None:
    with pytest.raises(Refusal):
        role_grant.grant(id_of("leader"), Role.GRID_WORKER, unit_id("N"), DAY, viewer=world.viewer("administrator"))


def test_a_user_is_linked_only_to_a_person_in_scope_who_has_none(app: Flask) -> None:
    viewer = administrator_of_n()
    assert service.person_to_link("N001", viewer=viewer)
    for number in ("N002", "S001", "X999"):
        with pytest.raises(Refusal):
            service.person_to_link(number, viewer=viewer)


def test_nobody_disables_themself_or_resets_their_own_password(app: Flask) -> None:
    administrator = world.viewer("administrator")
    assert administrator.user_id is not None
    with pytest.raises(Refusal):
        service.disable(administrator.user_id, viewer=administrator)
    with pytest.raises(Refusal):
        service.reset_password(administrator.user_id, viewer=administrator)


def test_an_auditor_reads_users_and_changes_none(app: Flask) -> None:
    auditor = world.viewer("auditor")
    assert user_of(id_of("finance"), viewer=auditor).login == "finance"
    for deed in (service.disable, service.enable, service.reset_password):
        with pytest.raises(OutOfScope):
            deed(id_of("finance"), viewer=auditor)


def test_the_pages_make_a_user_grant_a_role_and_show_both(web: Flask) -> None:
    client = log_in(web, "administrator")
    page = client.post("/users/new", data={"login": "wang.fang", "name": "王芳", "staff_number": "N001"})
    assert "一次性密码" in page.get_data(as_text=True)
    user_id = id_of("wang.fang")
    form = {"role": "hr_officer", "unit_id": unit_id("N"), "valid_from": "2026-11-02"}
    assert client.post(f"/users/{user_id}/grants", data=form).status_code == 302
    shown = client.get(f"/users/{user_id}").get_data(as_text=True)
    assert "人事专员" in shown
    assert "北桥街道网格化管理中心" in shown
    grant_id = db.session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == user_id)).one()
    assert client.post(f"/users/{user_id}/grants/{grant_id}/end").status_code == 302
    assert db.session.get_one(RoleGrant, grant_id).valid_to is not None


def test_a_refused_grant_is_shown_on_its_field(web: Flask) -> None:
    client = log_in(web, "administrator")
    form = {"role": "finance", "unit_id": unit_id("N"), "valid_from": "2026-11-02"}
    page = client.post(f"/users/{id_of('finance')}/grants", data=form)
    assert page.status_code == 400
    assert "该用户在此机构已有这一角色" in page.get_data(as_text=True)


def test_an_auditor_of_one_street_sees_no_grant_at_another(web: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test") as session:
        session.add(
            RoleGrant(user_id=id_of("leader"), role=Role.LEADER, unit_id=unit_id("S"), valid_from=date(2026, 1, 1))
        )
    page = log_in(web, "auditor").get(f"/users/{id_of('leader')}").get_data(as_text=True)
    assert "北桥街道" in page
    assert "南桥街道" not in page
