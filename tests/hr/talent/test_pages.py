"""The pages of careers: ladder, eligibility list, one's own path, and editing a ladder."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from hr.database import db
from hr.models.system.audit_entry import AuditEntry
from hr.models.talent.career_ladder import CareerLadder
from tests.conftest import log_in
from tests.hr.talent import ladders

ON = f"on={ladders.ON}"


@pytest.fixture
def laddered(web: Flask) -> Flask:
    ladders.save()
    ladders.people()
    return web


def test_the_ladder_shows_rungs_stays_and_what_each_level_asks_without_names(laddered: Flask) -> None:
    page = log_in(laddered, "hr_officer").get(f"/talent/ladder?{ON}").get_data(as_text=True)
    for words in ("短通道", "data-chart=", "停留年数中位数", "近2年考核有2次合格及以上", "尚未定级"):
        assert words in page, words
    assert "王芳" not in page


def test_the_eligibility_list_says_who_may_and_what_the_others_lack(laddered: Flask) -> None:
    client = log_in(laddered, "unit_manager")
    page = client.get(f"/talent/eligibility?{ON}").get_data(as_text=True)
    for words in ("王芳", "现已符合", "2027-01-01", "持有网格员职业技能等级证书4级及以上", "5/5"):
        assert words in page, words
    missing = client.get(f"/talent/eligibility?{ON}&standing=missing").get_data(as_text=True)
    assert "张敏" in missing
    assert "王芳" not in missing
    assert client.get(f"/talent/eligibility?{ON}&q=zhang").get_data(as_text=True).count("张敏") >= 1
    assert "export=xlsx" not in page
    assert log_in(laddered, "hr_officer").get(f"/talent/eligibility?{ON}&export=xlsx").data.startswith(b"PK")


def test_the_report_names_people_in_both_languages_and_its_taking_is_on_record(laddered: Flask) -> None:
    client = log_in(laddered, "unit_manager")
    client.post("/language/en")
    pdf = client.get(f"/talent/ladder.pdf?{ON}").data
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in ("王芳", "Shortladder,on2026-06-30", "Eligiblenow", "2027-01-01"):
        assert words in text, words
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.table_name == "document")).first() is not None


def test_a_worker_sees_their_own_way_up_with_its_evidence(laddered: Flask) -> None:
    worker = log_in(laddered, "grid_worker")
    page = worker.get("/talent/path").get_data(as_text=True)
    for words in ("短通道", "晋升“中级”的条件", "任现层级", "2024年合格"):
        assert words in page, words
    own, other = ladders.person("N002").id, ladders.person("N001").id
    assert worker.get(f"/talent/path/{own}").status_code == 200
    assert worker.get(f"/talent/path/{own}.pdf").data.startswith(b"%PDF")
    assert worker.get(f"/talent/path/{other}").status_code == 404
    assert worker.get(f"/talent/path/{other}.pdf").status_code == 404
    for path in ("/talent/ladder", "/talent/eligibility", "/talent/ladder.pdf", "/talent/ladder/edit"):
        assert worker.get(path).status_code == 404


def test_a_manager_sees_paths_of_their_people_and_of_nobody_else(laddered: Flask) -> None:
    manager = log_in(laddered, "unit_manager")
    assert "王芳" in manager.get(f"/talent/path/{ladders.person('N001').id}").get_data(as_text=True)
    there = manager.get(f"/talent/path/{ladders.person('S001').id}")
    assert there.status_code == 404
    assert "周红" not in there.get_data(as_text=True)
    assert manager.get("/talent/path/99999").status_code == 404
    assert manager.get(f"/talent/eligibility?unit={ladders.unit('S').id}").status_code == 404
    assert manager.get("/talent/path").status_code == 404
    assert log_in(laddered, "leader").get(f"/talent/path/{ladders.person('N001').id}").status_code == 404


def test_a_ladder_is_edited_as_text_and_what_is_wrong_stays_in_the_form(laddered: Flask) -> None:
    manager = log_in(laddered, "unit_manager")
    form = manager.get("/talent/ladder/edit").get_data(as_text=True)
    assert "code: short" in form
    entered = {
        "definition": ladders.SHORT.replace("kind: no_bar", "kind: nobar"),
        "family": "grid_inspector",
        "unit_id": ladders.unit("N").id,
        "valid_from": "2026-07-01",
    }
    refused = manager.post("/talent/ladder/edit", data=entered)
    assert refused.status_code == 400
    shown = refused.get_data(as_text=True)
    assert "levels[1].requires[4]" in shown
    assert "kind: nobar" in shown
    kept = manager.post("/talent/ladder/edit", data={**entered, "definition": ladders.SHORT})
    assert kept.status_code == 302
    assert db.session.scalars(select(CareerLadder.valid_from)).all() == [date(2023, 1, 1), date(2026, 7, 1)]
    outside = manager.post("/talent/ladder/edit", data={**entered, "unit_id": ladders.unit("S").id})
    assert outside.status_code in {400, 404}
    assert db.session.scalars(select(CareerLadder)).all()[-1].valid_from == date(2026, 7, 1)


def test_without_a_ladder_the_page_offers_the_example(web: Flask) -> None:
    manager = log_in(web, "unit_manager")
    page = manager.get("/talent/ladder").get_data(as_text=True)
    assert "/talent/ladder/edit?new=1" in page
    assert "grid_worker_skill" in manager.get("/talent/ladder/edit?new=1").get_data(as_text=True)
    assert "还没有晋升通道" in log_in(web, "grid_worker").get("/talent/path").get_data(as_text=True)
