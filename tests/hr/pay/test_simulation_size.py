"""Simulations of many people: the same statements as for a few, and sums that give away none of the few among them."""

from __future__ import annotations

import pytest
from flask import Flask

from hr.queries.pay.simulation import simulation_of
from hr.queries.pay.simulation_document import document_of, person_lines, report_of
from hr.queries.pay.simulation_people import people_listing
from hr.queries.pay.simulation_result import SimulationFound, result_of
from hr.services.pay import simulation as service
from payroll.parameters.scope import Scope
from payroll.simulation.adjustment import adjustment
from payroll.simulation.change import Change
from payroll.simulation.input_changes import InputChange
from payroll.simulation.scale_changes import CellFilter, RaiseScale
from payroll.units import Unit as Counted
from tests import world
from tests.hr.pay import months, pay_world
from tests.hr.pay.crowd import add_crowd
from tests.hr.pay.test_run_size import statements
from vocabulary.money import fen
from vocabulary.periods import Month

FIVE_MORE = RaiseScale(adjustment("+5%", Counted.FEN))
MORE_FOR_4050 = InputChange(
    "fixed_monthly_pay", adjustment("+10%", Counted.FEN), Scope(staffing_type=("assistant_4050",))
)
MORE_FOR_POSTS = RaiseScale(adjustment("+5%", Counted.FEN), CellFilter(part=("post_wage",)))


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def made(month: Month, *changes: Change, stored: bool = True) -> int:
    finance = world.viewer("finance")
    wish = service.SimulationWish("方案", month, months.unit("N").id, stored)
    simulation_id = service.create(wish, viewer=finance).id
    for change in changes:
        service.add_change(simulation_id, change, viewer=finance)
    return simulation_id


def seen_by(login: str, simulation_id: int) -> SimulationFound:
    viewer = world.viewer(login)
    return result_of(simulation_of(simulation_id, viewer=viewer), viewer=viewer)


def looked_at(month: Month, *, stored: bool) -> int:
    """How many statements it takes to see the whole answer, everybody in it included."""
    simulation_id = made(month, FIVE_MORE, stored=stored)

    def look() -> None:
        found = seen_by("finance", simulation_id)
        document_of(found)
        list(person_lines(found))
        assert people_listing(found).rows

    return statements(look)


@pytest.mark.parametrize("stored", [True, False], ids=["of a run", "of now"])
def test_two_hundred_people_are_simulated_by_no_more_statements_than_four(app: Flask, stored: bool) -> None:
    if stored:
        months.computed(Month(2026, 9))
    few = looked_at(Month(2026, 9), stored=stored)
    add_crowd(196)
    if stored:
        months.computed(Month(2026, 10))
    assert looked_at(Month(2026, 10), stored=stored) == few


def test_a_leader_sees_the_total_and_the_large_group_and_not_the_few(app: Flask) -> None:
    add_crowd(46)
    report = report_of(seen_by("leader", made(Month(2026, 10), FIVE_MORE, stored=False)))
    assert report.outcomes is not None
    assert report.outcomes.gaining == 49
    by_type = {str(line.key[0]): line for line in report.tables[2].lines}
    assert by_type["聘用"].gross is not None
    assert by_type["聘用"].gross.change == 47 * fen("260")
    assert [name for name, line in by_type.items() if line.cost is None] == ["在编", "劳务派遣", "“4050”协管"]
    assert report.movers == ()
    assert report.bands == ()


@pytest.mark.parametrize("change", [MORE_FOR_4050, MORE_FOR_POSTS], ids=["a wage", "a cell"])
def test_a_change_that_touches_fewer_than_five_tells_a_leader_nothing(app: Flask, change: Change) -> None:
    """The total moves by what one person's pay moves by, so that it is that person's figure."""
    add_crowd(46)
    found = seen_by("leader", made(Month(2026, 10), change, stored=False))
    assert found.too_few
    report = report_of(found)
    assert report.outcomes is None
    assert all(line.cost is None for table in report.tables for line in table.lines)
    assert not seen_by("finance", found.simulation.id).too_few
