"""A run beside the month before: by element, who moved most of each, and who is new in more than back pay."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hr.clock import reenacting
from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.queries.listing import ListRequest, page_of
from hr.queries.pay.element_movers import compared_figure, movers_list
from hr.queries.pay.pay_run import compared_list
from hr.queries.pay.run_comparison import ElementChange, comparison_of
from hr.refusals import OutOfScope
from tests import world
from tests.conftest import log_in
from tests.hr.pay import months, pay_world
from tests.hr.pay.crowd import add_crowd
from tests.hr.pay.test_back_pay import AUGUST, LATER, OCTOBER, SEPTEMBER, compute, leave, lock, night_shift
from tests.hr.pay.test_run_size import statements

NIGHT_PAY = "night_shift_pay"


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def october() -> PayRun:
    return db.session.get_one(PayRun, compute(OCTOBER, LATER[OCTOBER]))


def moved(run: PayRun, figure: str = NIGHT_PAY, **asked: object) -> list[tuple[object, ...]]:
    page = page_of(movers_list(run, figure), ListRequest(descending=True, **asked))  # type: ignore[arg-type]
    return [(row.staff_number, row.before, row.now, row.change) for row in page.rows]


def change_of(run: PayRun, figure: str) -> ElementChange:
    return next(one for one in comparison_of(run).elements if one.name == figure)


def test_of_one_element_the_largest_changes_come_first_and_who_did_not_move_is_left_out(app: Flask) -> None:
    night_shift("N002", date(2026, 9, 8))
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N004", date(2026, 10, 8))
    night_shift("N004", date(2026, 10, 12))
    run, night = october(), pay_world.NIGHT
    assert moved(run) == [("N004", 0, 2 * night, 2 * night), ("N002", night, 0, -night)]
    assert moved(run, chosen={"moved": "down"}) == [("N002", night, 0, -night)]
    assert moved(run, search="赵刚") == [("N004", 0, 2 * night, 2 * night)]


def test_an_element_says_for_how_many_it_changed_even_where_the_sums_are_equal(app: Flask) -> None:
    night_shift("N002", date(2026, 9, 8))
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N004", date(2026, 10, 8))
    found = change_of(october(), NIGHT_PAY)
    assert (found.before, found.now, found.people) == (pay_world.NIGHT, pay_world.NIGHT, 2)


def test_who_is_gone_is_among_those_who_moved(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    leave("N002", date(2026, 9, 30))
    run = october()
    ((number, before, now, change),) = [row for row in moved(run, "scale_wage") if row[0] == "N002"]
    assert (number, before, now, change) == ("N002", pay_world.CELL, 0, -pay_world.CELL)
    assert len(moved(run, "scale_wage", chosen={"moved": "one"})) == change_of(run, "scale_wage").people == 1


def test_back_pay_alone_makes_nobody_new_nor_gone_a_month_later(app: Flask) -> None:
    lock(AUGUST, date(2026, 8, 28))
    leave("N002", date(2026, 8, 31))
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 8, 12))
    run = october()
    found = comparison_of(run)
    assert [one.staff_number for one in found.joined] == []
    assert [(one.staff_number, one.now) for one in found.made_good] == [("N002", pay_world.NIGHT)]
    shown = {
        choice: [row.staff_number for row in page_of(compared_list(run), ListRequest(chosen={"moved": choice})).rows]
        for choice in ("new", "back_pay")
    }
    assert shown == {"new": [], "back_pay": ["N002"]}
    with reenacting(LATER[OCTOBER]):
        months.submit(_checked(run.id))
    november = comparison_of(db.session.get_one(PayRun, compute(OCTOBER + 1, date(2026, 11, 28))))
    assert [one.staff_number for one in november.left] == []


def _checked(run_id: int) -> int:
    from hr.services.pay import pay_run

    pay_run.check(run_id, viewer=world.viewer("finance"))
    return run_id


def test_figures_that_the_run_does_not_have_are_not_found(app: Flask) -> None:
    run = october()
    assert compared_figure(run, NIGHT_PAY).name == NIGHT_PAY
    for name in ("nothing", "", "inputs"):
        with pytest.raises(OutOfScope):
            compared_figure(run, name)


def test_the_page_of_an_element_is_for_who_reads_the_run_and_takes_it_away(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N004", date(2026, 10, 8))
    run_id = october().id
    address = f"/pay/runs/{run_id}/comparison/elements/{NIGHT_PAY}"
    finance = log_in(app, "finance")
    assert address in finance.get(f"/pay/runs/{run_id}/comparison").get_data(as_text=True)
    assert "赵刚" in finance.get(address).get_data(as_text=True)
    assert finance.get(f"{address}?export=xlsx").data.startswith(b"PK")
    assert log_in(app, "grid_worker").get(address).status_code == 404
    assert log_in(app, "other_worker").get(address).status_code == 404


def test_the_statements_of_a_comparison_do_not_grow_with_people(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    run_id = october().id

    def counted() -> tuple[int, int]:
        run = db.session.get_one(PayRun, run_id)
        return statements(lambda: comparison_of(run)), statements(
            lambda: page_of(movers_list(run, "net"), ListRequest())
        )

    few = counted()
    add_crowd(30)
    compute_again(run_id)
    assert counted() == few


def compute_again(run_id: int) -> None:
    from hr.services.pay import pay_run

    with reenacting(LATER[OCTOBER]):
        pay_run.compute(run_id, viewer=world.viewer("finance"))
