"""What turnover shows on a unit's own page."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit, UnitPeriod
from hr.permissions.viewer import system_viewer
from tests.conftest import log_in


def page_of(web: Flask, login: str) -> str:
    unit_id = db.session.scalars(select(Unit.id).where(Unit.code == "N")).one()
    with unit_of_work(system_viewer("test"), "test") as session:
        days = {"first_day": date(2024, 1, 1), "last_day": date(2024, 12, 31)}
        session.add(UnitPeriod(unit_id=unit_id, name="试点期", **days))
    return log_in(web, login).get(f"/units/{unit_id}").get_data(as_text=True)


def test_a_units_page_shows_its_rates_with_denominators_for_each_named_period(web: Flask) -> None:
    page = page_of(web, "hr_officer")
    assert "近十二个月流失" in page
    assert "试点期流失（2024-01-01 至 2024-12-31）" in page
    assert "0 ÷ 4，区间 0.0%–49.0%" in page
    assert "0 ÷ 30" in page


def test_who_may_not_see_turnover_sees_no_rates(web: Flask) -> None:
    assert "流失" not in page_of(web, "finance")


def test_a_leader_is_not_told_about_four_people(web: Flask) -> None:
    assert "试点期" not in page_of(web, "leader")
