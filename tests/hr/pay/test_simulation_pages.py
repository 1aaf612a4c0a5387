"""The pages of pay simulations and `gridhr pay-run simulate`, as finance, HR, a leader and scripts use them."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hr.cli import load
from hr.database import db
from hr.models.pay.pay_item import ShiftRate
from hr.models.pay.simulation import PaySimulation
from hr.queries.pay.simulation import simulation_of
from tests import world
from tests.conftest import log_in
from tests.hr.pay import months, pay_world

NIGHT = {"shift_kind": "night", "how": "90"}
RAISE = {"how": "+5%", "whole_yuan": "y", "scale": ""}


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def made(client: FlaskClient, start: str = "now", name: str = "方案") -> str:
    wish = {"name": name, "unit_id": months.unit("N").id, "month": "2026-10", "start": start}
    answer = client.post("/pay/simulations/new", data=wish)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def add(client: FlaskClient, address: str, kind: str, data: dict[str, Any]) -> None:
    answer = client.post(f"{address}/changes/{kind}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302, re.findall(r"invalid-feedback[^>]*>([^<]*)", answer.get_data(as_text=True))


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_a_simulation_is_put_together_from_the_runs_page_and_shows_who_gains(web: Flask) -> None:
    run_id = months.computed()
    finance = log_in(web, "finance")
    form = page(finance, str(finance.get(f"/pay/simulations/of-run/{run_id}").headers["Location"]))
    assert f'<option selected value="{months.unit("N").id}">' in form
    assert 'value="2026-10"' in form
    address = made(finance, "run")
    assert "还没有调整" in page(finance, address)
    add(finance, address, "scale", RAISE)
    add(finance, address, "shift_rate", NIGHT)
    shown = page(finance, address)
    assert "夜班津贴 → 90.00" in shown
    assert "+713.00" in shown  # to whole yuan: 127.50 → 128 of the post wage, 65 of the step wage, twice 260


def test_every_kind_of_change_has_a_form_that_adds_it(web: Flask) -> None:
    finance = log_in(web, "finance")
    address = made(finance)
    sheet = "薪级表编码,类别,岗位等级,薪级,月标准,起始月份\nSH,岗位等级×薪级,G3,2,5600,2027-01\n".encode()
    for kind, data in {
        "scale": RAISE,
        "sheet": {"file": (io.BytesIO(sheet), "scale.csv")},
        "shift_rate": NIGHT,
        "allowance": {"code": "post", "how": "+50%", "staffing_type": "contract"},
        "new_allowance": {"code": "meal", "name": "餐贴", "kind": "fixed", "how": "150", "taxed": "y"},
        "parameter": {"name": "minimum_wage.monthly", "how": "3000"},
        "input": {"column": "fixed_monthly_pay", "how": "+10%", "staffing_type": "assistant_4050"},
    }.items():
        assert "加入" in page(finance, f"{address}/changes/{kind}")
        add(finance, address, kind, data)
    shown = page(finance, address)
    for words in (
        "薪级表 全部 +5%",
        "新薪级表 SH",
        "津贴“岗位津贴” +50%（聘用）",
        "新津贴“餐贴” → 150.00",
        "固定月薪 +10%",
    ):
        assert words in shown, words
    finance.post(f"{address}/changes/2/remove")
    assert "新薪级表 SH" not in page(finance, address)


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("scale", {"how": "five", "scale": ""}, "应写成 60"),
        ("scale", {"how": "+5%", "grade": "G9", "scale": ""}, "没有符合条件的薪级表单元格"),
        ("sheet", {}, "必填"),
        ("new_allowance", {"code": "post", "name": "x", "kind": "fixed", "how": "1"}, "已使用"),
        ("new_allowance", {"code": "a", "name": "x", "kind": "fixed", "how": "+1"}, "只写金额或比例"),
        ("new_allowance", {"code": "a", "name": "x", "kind": "tiered", "how": "1"}, "分档津贴"),
        ("input", {"column": "housing_rate", "how": "700%"}, "超出允许范围"),
        ("parameter", {"name": "minimum_wage.monthly", "how": "-9000"}, "不能为负数"),
    ],
)
def test_a_change_that_does_not_fit_is_told_on_its_form(web: Flask, kind: str, data: dict[str, Any], said: str) -> None:
    finance = log_in(web, "finance")
    address = made(finance)
    answer = finance.post(f"{address}/changes/{kind}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    assert db.session.scalars(select(PaySimulation)).one().changes == []


def test_people_are_listed_searched_and_explained_under_both_sets_of_rules(web: Flask) -> None:
    months.computed()
    finance = log_in(web, "finance")
    address = made(finance, "run")
    add(finance, address, "scale", RAISE)
    listed = page(finance, f"{address}/people")
    assert "李强" in listed
    assert "5,460.00" not in listed
    assert "李强" not in page(finance, f"{address}/people?direction=same")
    assert "赵刚" in page(finance, f"{address}/people?direction=same")
    person = page(finance, f"{address}/people/{months.employment_of('N002')}")
    assert "5,200.00" in person
    assert "5,460.00" in person
    assert "模拟 simulation" in person
    assert finance.get(f"{address}/people/{months.employment_of('S002')}").status_code == 404


def test_the_answer_is_taken_away_as_pdf_and_workbook(web: Flask) -> None:
    finance = log_in(web, "finance")
    address = made(finance)
    add(finance, address, "scale", RAISE)
    assert finance.get(f"{address}.pdf").data.startswith(b"%PDF")
    book = openpyxl.load_workbook(io.BytesIO(finance.get(f"{address}.xlsx").data))
    everybody = {row[1].value: row[7].value for row in book["逐人"].iter_rows(min_row=2)}
    assert everybody["李强"] == 260
    leader = log_in(web, "leader")
    assert "逐人" not in openpyxl.load_workbook(io.BytesIO(leader.get(f"{address}.xlsx").data)).sheetnames


def test_a_leader_sees_no_name_and_no_figure_of_so_few(web: Flask) -> None:
    address = made(log_in(web, "finance"))
    leader = log_in(web, "leader")
    shown = page(leader, address)
    assert "人数太少" in shown
    assert "李强" not in shown
    assert leader.get(f"{address}/people").status_code == 404
    assert leader.get(f"{address}/people/{months.employment_of('N002')}").status_code == 404
    assert leader.post(f"{address}/changes/scale", data=RAISE).status_code == 404
    assert leader.get(f"{address}/real").status_code == 404
    assert leader.get("/pay/simulations/new").status_code == 404


def test_two_are_compared_and_one_alone_is_not(web: Flask) -> None:
    finance = log_in(web, "finance")
    one, two = made(finance, name="甲方案"), made(finance, name="乙方案")
    add(finance, one, "scale", RAISE)
    ids = [address.rpartition("/")[2] for address in (one, two)]
    shown = page(finance, f"/pay/simulations/compare?id={ids[0]}&id={ids[1]}")
    assert "甲方案" in shown
    assert "乙方案" in shown
    assert finance.get(f"/pay/simulations/compare?id={ids[0]}").status_code == 302
    assert finance.get(f"/pay/simulations/compare?id={ids[0]}&id=987654").status_code == 404


def test_it_is_copied_renewed_and_thrown_away(web: Flask) -> None:
    months.computed()
    finance = log_in(web, "finance")
    address = made(finance, "run")
    add(finance, address, "shift_rate", NIGHT)
    copied = str(finance.post(f"{address}/copy", data={"name": "另一"}).headers["Location"])
    assert "夜班津贴 → 90.00" in page(finance, copied)
    assert finance.post(f"{copied}/refresh").status_code == 302
    assert finance.post(f"{copied}/delete").headers["Location"] == "/pay/simulations"
    assert finance.get(copied).status_code == 404


def test_rows_are_shown_before_they_are_written(web: Flask) -> None:
    finance = log_in(web, "finance")
    address = made(finance)
    add(finance, address, "shift_rate", NIGHT)
    shown = page(finance, f"{address}/real?start=2026-12")
    assert "60.00" in shown
    assert "90.00" in shown
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', shown)
    assert seen is not None
    refused = finance.post(f"{address}/real", data={"start": "2026-12", "seen": "other"})
    assert "start=2026-12" in refused.headers["Location"]
    done = finance.post(f"{address}/real", data={"start": "2026-12", "seen": seen[1]})
    assert "/pay/rules" in done.headers["Location"]
    rates = db.session.scalars(select(ShiftRate).where(ShiftRate.unit_id == months.unit("N").id)).all()
    assert [rate.amount_fen for rate in rates] == [9_000]
    assert "自 2026-12 起执行" in page(finance, address)


def test_hr_makes_one_and_finance_makes_it_so(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    address = made(officer)
    add(officer, address, "shift_rate", NIGHT)
    shown = page(officer, address)
    assert "落实方案" not in shown
    assert "李强" not in shown
    assert "落实方案" in page(log_in(web, "finance"), address)


def gridhr(web: Flask, *words: str) -> Result:
    return web.test_cli_runner().invoke(load("pay-run"), ["simulate", *words])


def test_the_shell_says_what_it_costs_with_money_as_text(web: Flask) -> None:
    months.computed()
    db.session.rollback()
    answer = gridhr(web, "2026-10", "--unit", "N", "--scale", "+5%", "--night-rate", "90", "--as", "finance", "--json")
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["month"], found["unit"], found["base"], found["people"]) == ("2026-10", "N", "run", 4)
    assert found["monthly"]["gross"] == {"before": "21250.00", "after": "21963.00", "change": "713.00"}
    assert found["yearly"]["gross"] == "8556.00"
    assert (found["gaining"], found["losing"], found["unchanged"]) == (3, 0, 1)
    assert sum(group["people"] for group in found["groups"]) == 4
    assert db.session.scalars(select(PaySimulation)).all() == []


def test_the_shell_keeps_it_under_a_name(web: Flask) -> None:
    answer = gridhr(
        web, "2026-10", "--unit", "N", "--now", "--fixed-wage", "+10%", "--save", "多一成", "--as", "finance"
    )
    assert answer.exit_code == 0, answer.stderr
    kept = db.session.scalars(select(PaySimulation)).one()
    assert simulation_of(kept.id, viewer=world.viewer("finance")).name == "多一成"
    assert kept.created_by == world.viewer("finance").name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scale", "five"), "--scale"),
        (("--allowance", "none=5"), "没有可调整的标准"),
        (("--allowance", "none"), "名称=数值"),
        (("--law", "no.such=5"), "没有这个参数"),
        (("--given", "salary=5"), "没有这个输入列"),
    ],
)
def test_the_shell_refuses_by_option_and_reason(web: Flask, words: tuple[str, ...], said: str) -> None:
    answer = gridhr(web, "2026-10", "--unit", "N", "--now", *words)
    assert answer.exit_code == 1
    assert said in answer.stderr


def test_without_a_run_the_shell_says_so(web: Flask) -> None:
    answer = gridhr(web, "2026-10", "--unit", "N", "--scale", "+5%")
    assert answer.exit_code == 1
    assert "还没有已计算的发薪批次" in answer.stderr


def test_a_leader_in_the_shell_is_told_sums_of_enough_people_only(web: Flask) -> None:
    months.computed()
    db.session.rollback()
    answer = gridhr(web, "2026-10", "--unit", "N", "--scale", "+5%", "--as", "leader", "--json")
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["monthly"] is None
    assert all(group["gross"] is None for group in found["groups"])


def test_only_what_the_monthly_slip_reads_is_offered_to_be_changed(web: Flask) -> None:
    finance = log_in(web, "finance")
    offered = re.findall(r'<option[^>]* value="([a-z_.]+)"', page(finance, f"{made(finance)}/changes/parameter"))
    assert offered[0] == "social_insurance.base_ceiling"
    assert "minimum_wage.monthly" in offered
    assert not [name for name in offered if name.startswith("additional_deductions.")]
