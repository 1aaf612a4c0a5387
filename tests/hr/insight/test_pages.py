"""The pages of turnover, equal pay and findings as each role sees them, and the same on paper."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import system_viewer
from tests.conftest import log_in
from tests.hr.insight import paid_world, study
from vocabulary.terms import Role

WINDOW = f"from={study.WINDOW.first}&to={study.WINDOW.last}"


def unit_id(code: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def grant(login: str, role: Role, code: str) -> None:
    with unit_of_work(system_viewer("test"), "test.grant") as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        session.add(RoleGrant(user_id=user.id, role=role, unit_id=unit_id(code), valid_from=study.WINDOW.first))


def words_of(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.split())


def test_the_studys_window_shows_its_rates_denominators_interval_and_funnel(web: Flask) -> None:
    study.build()
    address = f"/insight/turnover?unit={unit_id('STUDY')}&{WINDOW}"
    page = log_in(web, "hr_officer").get(address).get_data(as_text=True)
    for words in ("28.6%", "32.0%", "26.7%", "15.3%–47.1%", "8 → 应聘 4 → 到岗 2", "25.0%", "期初在岗人数", "核定人数"):
        assert words in page, words
    assert page.count("data-chart=") == 3
    assert "Kaplan–Meier" in page


def test_the_turnover_pdf_says_the_same_in_english(web: Flask) -> None:
    study.build()
    client = log_in(web, "leader")
    client.post("/language/en")
    text = words_of(client.get(f"/insight/turnover.pdf?unit={unit_id('STUDY')}&{WINDOW}").data)
    for words in ("28.6%", "32.0%", "26.7%", "15.3%–47.1%", "Vacanciesfilled", "Garwood"):
        assert words in text, words
    assert "研究员" not in text


def test_only_who_may_see_people_reaches_those_behind_a_number(web: Flask) -> None:
    study.build()
    address = f"/insight/turnover/people?what=losses&unit={unit_id('STUDY')}&{WINDOW}"
    listed = log_in(web, "hr_officer").get(address).get_data(as_text=True)
    assert "研究员000" in listed
    assert "研究员008" not in listed
    assert "薪酬待遇" in listed
    one_reason = log_in(web, "hr_officer").get(f"{address}&reason=pay&sort=last&dir=desc").get_data(as_text=True)
    assert "研究员001" in one_reason
    assert "研究员000" not in one_reason
    sheet = log_in(web, "hr_officer").get(f"{address}&export=xlsx")
    assert sheet.data.startswith(b"PK")
    leader = log_in(web, "leader")
    assert leader.get(address).status_code == 404
    page = leader.get(f"/insight/turnover?unit={unit_id('STUDY')}&{WINDOW}").get_data(as_text=True)
    assert "/insight/turnover/people" not in page
    assert "研究员" not in page


@pytest.mark.parametrize("by", ["staffing_type", "unit", "post", "tenure"])
def test_a_leader_never_sees_a_name_nor_the_figures_of_a_small_group(web: Flask, by: str) -> None:
    study.build()
    page = log_in(web, "leader").get(f"/insight/turnover?by={by}").get_data(as_text=True)
    assert page.count("<h1>") == 1
    for name in ("王芳", "李强", "张敏", "赵刚", "研究员"):
        assert name not in page
    if by == "unit":
        assert "不足 5 人的组不列数字" in page


@pytest.mark.parametrize(
    "path", ["/insight/turnover", "/insight/turnover.pdf", "/insight/turnover/people", "/insight/findings",
             "/insight/equal-pay", "/insight/equal-pay.pdf"],
)  # fmt: skip
@pytest.mark.parametrize("login", ["hr_officer", "leader", "grid_worker", "finance", "auditor", "administrator"])
def test_a_unit_out_of_scope_looks_like_one_that_is_not_there(web: Flask, path: str, login: str) -> None:
    client = log_in(web, login)
    there = client.get(f"{path}?unit={unit_id('S')}")
    nowhere = client.get(f"{path}?unit=987654")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.get_data(as_text=True).count("南桥") == nowhere.get_data(as_text=True).count("南桥")


def test_a_period_that_ends_before_it_begins_is_named_at_its_field(web: Flask) -> None:
    answer = log_in(web, "hr_officer").get("/insight/turnover?from=2026-05-01&to=2026-04-01")
    assert answer.status_code == 400
    assert "结束日期早于开始日期" in answer.get_data(as_text=True)
    assert log_in(web, "hr_officer").get("/insight/turnover?from=x").status_code == 400
    assert log_in(web, "hr_officer").get("/insight/turnover.pdf?from=x").status_code == 400
    assert log_in(web, "hr_officer").get("/insight/turnover/people?what=nothing").status_code == 404


def test_the_equal_pay_page_states_the_gap_the_verdict_and_the_method(web: Flask) -> None:
    paid_world.build(-0.08)
    grant("leader", Role.LEADER, "XN")
    client = log_in(web, "leader")
    page = client.get(f"/insight/equal-pay?unit={unit_id('XN')}").get_data(as_text=True)
    for words in (
        "超过限值5%",
        "Kennedy",
        "校正工作量误差",
        "按 14 个中心聚类",
        "各用工性质执行同一标准",
        "劳动合同法第六十三条",
    ):
        assert words in page, words
    assert "data-chart=" in page
    assert "工00" not in page
    client.post("/language/en")
    text = words_of(client.get(f"/insight/equal-pay.pdf?unit={unit_id('XN')}").data)
    for words in ("Dispatchedworkersearn", "Abovethe5%limit", "Clusteredby14centres", "correctedforerrorinworkload"):
        assert words in text, words


def test_the_equal_pay_page_without_pay_says_what_to_do_next(web: Flask) -> None:
    page = log_in(web, "leader").get("/insight/equal-pay").get_data(as_text=True)
    assert "先计算一个月的工资" in page
    assert log_in(web, "leader").get("/insight/equal-pay.pdf").status_code == 400


@pytest.mark.parametrize("login", ["finance", "grid_worker", "administrator", "unit_manager"])
def test_the_equal_pay_page_is_for_roles_with_that_right_only(web: Flask, login: str) -> None:
    expected = 200 if login == "unit_manager" else 404
    assert log_in(web, login).get("/insight/equal-pay").status_code == expected


def test_findings_name_person_rule_source_and_what_to_do(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    page = client.get("/insight/findings?on=2027-01-02").get_data(as_text=True)
    for words in ("王芳", "合同已到期", "劳动合同法第十条", "立即续订书面合同", "2027-01-30"):
        assert words in page, words
    only = client.get("/insight/findings?on=2027-01-02&rule=vacancy").get_data(as_text=True)
    assert "空编缺员" in only
    assert "立即续订书面合同" not in only
    assert client.get("/insight/findings?export=xlsx").data.startswith(b"PK")
    assert client.get("/insight/findings?on=never").status_code == 400


def test_the_home_page_leads_hr_to_the_findings(web: Flask) -> None:
    assert "/insight/findings" in log_in(web, "hr_officer").get("/").get_data(as_text=True)
