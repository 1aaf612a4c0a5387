"""Back pay in the tax client's sheets: in the month that pays it, and said of who had left by then."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hr.clock import reenacting
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.tax_file import take_people
from tests import world
from tests.hr.pay import months, pay_world
from tests.hr.pay.test_back_pay import (
    AFTER_THE_NOTICE,
    AUGUST,
    BEFORE_THE_NOTICE,
    JULY,
    LATER,
    OCTOBER,
    SEPTEMBER,
    bases,
    leave,
    lock,
    night_shift,
    slip,
)
from tests.hr.pay.test_tax_file import OWN, add_up, employer, line_of, sheet_of
from vocabulary.money import fen_from_cell
from vocabulary.periods import Month


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def approved(month: Month, day: date) -> int:
    with reenacting(day):
        return months.approved(month)


def people_of(run_id: int) -> TakenFile:
    return take_people(run_id, employer(), viewer=world.viewer("finance"))


def test_who_had_left_is_paid_after_leaving_in_the_month_that_pays_it(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    leave("N002", date(2026, 9, 30))
    night_shift("N002", date(2026, 9, 12), "N004")
    run_id = approved(OCTOBER, LATER[OCTOBER])
    gone, here = (line_of(people_of(run_id), number) for number in ("N002", "N004"))
    assert (gone["离职日期"], gone["是否离职后补发工资"], gone["实际补发工资的月份"]) == ("2026-09-30", "是", "2026-10")
    assert (here["离职日期"], here["是否离职后补发工资"], here["实际补发工资的月份"]) == ("", "", "")


def test_who_leaves_in_the_month_is_paid_for_it_and_not_after_it(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    leave("N002", date(2026, 10, 20))
    line = line_of(people_of(approved(OCTOBER, LATER[OCTOBER])), "N002")
    assert (line["离职日期"], line["是否离职后补发工资"], line["实际补发工资的月份"]) == ("2026-10-20", "否", "")


def test_wages_made_good_are_income_of_the_month_that_pays_them(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    leave("N002", date(2026, 9, 30))
    night_shift("N002", date(2026, 9, 12))
    line = line_of(sheet_of(approved(OCTOBER, LATER[OCTOBER])), "N002")
    assert fen_from_cell(line["本期收入"]) == pay_world.NIGHT
    assert add_up(line, OWN) == 0


def test_own_contributions_made_good_stand_with_those_of_the_month(app: Flask) -> None:
    bases("N002", 5_000_00)  # below the floor, which is raised after July was paid
    lock(JULY, BEFORE_THE_NOTICE)
    run_id = approved(AUGUST, AFTER_THE_NOTICE)
    figures = slip(run_id, "N002").figures
    back = sum(fen for name, fen in figures.items() if name.startswith("back_") and name.endswith("_employee"))
    assert back > 0
    assert add_up(line_of(sheet_of(run_id), "N002"), OWN) == figures["tax_deductions"] >= back
