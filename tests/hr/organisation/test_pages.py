"""The pages of units, posts and agencies."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.conftest import log_in
from tests.hr.staff import found


def test_the_tree_shows_ones_own_units_only(web: Flask) -> None:
    text = log_in(web, "leader").get("/units").text
    assert "北桥街道" in text
    assert "南桥街道" not in text
    whole = log_in(web, "administrator").get("/units").text
    assert "南桥街道" in whole


@pytest.mark.parametrize("role", ["hr_officer", "unit_manager", "leader", "finance", "auditor"])
def test_another_centres_unit_is_not_found(web: Flask, role: str) -> None:
    assert log_in(web, role).get(f"/units/{found.unit('S').id}").status_code == 404
    assert log_in(web, role).get(f"/units/{found.unit('XN').id}").status_code == 404


def test_leaders_see_figures_and_no_names(web: Flask) -> None:
    address = f"/units/{found.unit('N').id}"
    assert "李强" not in log_in(web, "leader").get(address).text
    assert "李强" in log_in(web, "unit_manager").get(address).text


@pytest.mark.parametrize("role", ["unit_manager", "leader", "finance", "auditor", "administrator", "grid_worker"])
def test_only_the_hr_officer_changes_units_and_posts(web: Flask, role: str) -> None:
    client = log_in(web, role)
    unit, post = found.unit("N").id, found.post("N", "P1").id
    for address in (
        "/units/new",
        f"/units/{unit}/edit",
        f"/units/{unit}/close",
        f"/units/{unit}/quotas/new",
        f"/units/{unit}/posts/new",
        f"/posts/{post}/edit",
        f"/posts/{post}/close",
        "/agencies/new",
        f"/agencies/{found.agency().id}/edit",
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address, data={}).status_code == 404, address


def test_units_quotas_and_posts_by_form(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    unit = found.unit("N").id
    station = {
        "parent_id": unit,
        "kind": "station",
        "code": "N-01",
        "name": "北桥居委工作站",
        "nature": "public_institution",
        "opened_on": "2026-01-01",
        "housing_fund_ppm": "7",
        "work_injury_ppm": "0.2",
    }
    assert client.post("/units/new", data=station | {"housing_fund_ppm": "seven"}).status_code == 400
    assert client.post("/units/new", data=station).status_code == 302
    made = found.unit("N-01")
    assert (made.housing_fund_ppm, made.supplementary_fund_ppm, made.work_injury_ppm) == (70_000, 0, 2_000)
    post = {
        "code": "P1",
        "name": "巡查员",
        "family": "grid_inspector",
        "headcount_plan": "4",
        "opened_on": "2026-01-01",
    }
    for address, data in (
        (f"/units/{made.id}/quotas/new", {"quota": "4", "valid_from": "2026-01-01", "staffing_type": ""}),
        (f"/units/{made.id}/posts/new", post | {"minimum_education": "college", "requirements": "熟悉本地"}),
    ):
        assert client.get(address).status_code == 200
        answer = client.post(address, data=data)
        assert answer.status_code == 302, answer.text
    text = client.get(f"/units/{made.id}").text
    for word in ("大专及以上", "熟悉本地", "北桥街道网格化管理中心"):
        assert word in text
    edited = client.get(f"/posts/{found.post('N-01', 'P1').id}/edit").text
    assert "熟悉本地" in edited


def test_a_refused_close_says_why_at_its_field(web: Flask) -> None:
    unit = found.unit("N").id
    answer = log_in(web, "hr_officer").post(f"/units/{unit}/close", data={"on": "2026-06-01"})
    assert answer.status_code == 400
    assert "尚有人员在此任职" in answer.text


def test_agencies_are_listed_and_shown(web: Flask) -> None:
    client = log_in(web, "finance")
    assert "申服人力资源有限公司" in client.get("/agencies").text
    assert "120.00" in client.get(f"/agencies/{found.agency().id}").text
    assert log_in(web, "grid_worker").get("/agencies").status_code == 404
