"""Simulations through the services, on both databases: nothing is touched, scope holds, and they can be made so."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import Model, db, unit_of_work
from hr.models.pay.pay_item import PayItem, ShiftRate
from hr.models.pay.pay_scale import PayScaleCell
from hr.models.pay.payslip import Payslip
from hr.models.pay.simulation import PaySimulation
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.actions import Action
from hr.permissions.roles import ACTIONS_OF
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.pay.simulation import passing, simulation_of, simulations
from hr.queries.pay.simulation_comparison import side_by_side
from hr.queries.pay.simulation_document import document_of, person_lines, report_of
from hr.queries.pay.simulation_people import both_explained, people_listing
from hr.queries.pay.simulation_result import SimulationFound, result_of, row_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_run
from hr.services.pay import simulation as service
from hr.services.pay.simulation_real import make_real, plan_of
from payroll.parameters.allowance import Allowance, AllowanceKind
from payroll.parameters.scope import Scope
from payroll.simulation.adjustment import adjustment
from payroll.simulation.change import Change
from payroll.simulation.input_changes import InputChange
from payroll.simulation.parameter_change import ParameterChange
from payroll.simulation.scale_changes import RaiseScale
from payroll.simulation.scoped_changes import AllowanceChange, NewAllowance, ShiftRateChange
from payroll.units import Unit as Counted
from reports.document import Table
from tests import world
from tests.hr.pay import months, pay_world
from vocabulary.bad_input import BadInput
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

FIVE_MORE = RaiseScale(adjustment("+5%", Counted.FEN))
NIGHT_90 = ShiftRateChange(ShiftKind.NIGHT, adjustment("90", Counted.FEN))
POST_400 = AllowanceChange("post", adjustment("400", Counted.FEN))
FLOOR = ParameterChange("social_insurance.base_floor", adjustment("9000", Counted.FEN))
MEAL = NewAllowance(
    Allowance("meal", Text("餐贴", "餐贴"), AllowanceKind.FIXED, fen("150"), Month(2026, 10).range, "", Scope())
)
SIMULATION_TABLES = {PaySimulation.__tablename__, AuditEntry.__tablename__}


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def finance() -> Viewer:
    return world.viewer("finance")


def made(*changes: Change, stored: bool = True, name: str = "方案") -> int:
    wish = service.SimulationWish(name, months.OCTOBER, months.unit("N").id, stored)
    simulation_id = service.create(wish, viewer=finance()).id
    for change in changes:
        service.add_change(simulation_id, change, viewer=finance())
    return simulation_id


def found(simulation_id: int, viewer: Viewer | None = None) -> SimulationFound:
    viewer = viewer or finance()
    return result_of(simulation_of(simulation_id, viewer=viewer), viewer=viewer)


def everything(but: set[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but some."""
    db.session.rollback()
    tables = [table for name, table in Model.metadata.tables.items() if name not in but]
    return {table.name: sorted(map(tuple, db.session.execute(select(table))), key=repr) for table in tables}


def test_a_simulation_of_a_run_says_what_each_person_would_get() -> None:
    months.computed()
    comparison = found(made(FIVE_MORE)).comparison
    gross = dict(zip(comparison.before.employment_id.tolist(), comparison.change("gross").tolist(), strict=True))
    assert gross == {
        months.employment_of("N001"): fen("192.50"),  # post wage 2,550 and step wage 1,300
        months.employment_of("N002"): fen("260"),
        months.employment_of("N003"): fen("260"),
        months.employment_of("N004"): 0,
    }
    assert comparison.total("gross").before == sum(db.session.scalars(select(Payslip.gross_fen)))


def test_nothing_of_pay_is_touched_by_all_that_a_simulation_does() -> None:
    months.computed()
    before = everything(SIMULATION_TABLES)
    simulation_id = made(FIVE_MORE, NIGHT_90, POST_400, FLOOR, MEAL)
    answer = found(simulation_id)
    document_of(answer)
    list(person_lines(answer))
    both_explained(answer, 0)
    service.remove_change(simulation_id, 5, viewer=finance())
    copied = service.copy(simulation_id, "另一", viewer=finance()).id
    side_by_side([found(simulation_id), found(copied)])
    service.delete(copied, viewer=finance())
    assert everything(SIMULATION_TABLES) == before


def test_the_answer_is_computed_from_what_the_run_stored_whatever_happens_since() -> None:
    months.approved()
    simulation_id = made(FIVE_MORE)
    first = found(simulation_id).comparison.total("employer_cost")
    with unit_of_work(system_viewer("test"), "test.cell") as session:
        for cell in session.scalars(select(PayScaleCell)).all():
            cell.amount_fen += 100_000
    assert found(simulation_id).comparison.total("employer_cost") == first


def test_the_months_inputs_as_they_are_will_do_where_there_is_no_run() -> None:
    with pytest.raises(Refusal, match="no computed pay run"):
        made()
    comparison = found(made(FIVE_MORE, stored=False)).comparison
    assert comparison.total("gross").change == fen("712.50")


def test_a_run_that_is_computed_again_is_said_to_be_newer_until_the_simulation_follows() -> None:
    run_id = months.computed()
    simulation_id = made(FIVE_MORE)
    pay_run.compute(run_id, viewer=finance())
    assert found(simulation_id).base.stale
    service.refresh(simulation_id, viewer=finance())
    assert not found(simulation_id).base.stale


def test_a_street_of_a_district_run_is_simulated_alone() -> None:
    """A run of the whole city is the base of street N's simulation: nobody of S is in it."""
    everybody = system_viewer("test")
    run = pay_run.open_run(months.OCTOBER, months.unit("SH").id, viewer=everybody)
    pay_run.compute(run.id, viewer=everybody)
    comparison = found(made(FIVE_MORE)).comparison
    assert len(comparison) == 4
    listed = people_listing(found(made())).rows
    assert {str(row["staff_number"])[0] for row in listed} == {"N"}


def test_a_change_for_a_unit_below_reaches_only_the_people_there() -> None:
    everybody = system_viewer("test")
    wish = service.SimulationWish("全市", months.OCTOBER, months.unit("SH").id, stored=False)
    simulation_id = service.create(wish, viewer=everybody).id
    service.add_change(simulation_id, MEAL, viewer=everybody, at=months.unit("S").id)
    answer = found(simulation_id, everybody)
    groups, _ = answer.groups(answer.base.centre)
    changes = {answer.base.unit_names[int(g.key[0])]: g.sums["gross"].change for g in groups}
    assert changes == {"北桥街道网格化管理中心": 0, "南桥街道网格化管理中心": fen("600")}


@pytest.mark.parametrize("login", ["other_worker", "grid_worker", "unit_manager", "administrator"])
def test_who_has_nothing_to_do_with_it_finds_no_simulation(login: str) -> None:
    simulation_id = made(stored=False)
    viewer = world.viewer(login)
    assert simulations(viewer=viewer) == []
    with pytest.raises(OutOfScope):
        simulation_of(simulation_id, viewer=viewer)


def test_a_streets_finance_can_neither_make_nor_aim_a_simulation_elsewhere() -> None:
    with pytest.raises(OutOfScope):
        service.create(
            service.SimulationWish("别处", months.OCTOBER, months.unit("S").id, stored=False), viewer=finance()
        )
    with pytest.raises(OutOfScope):
        service.add_change(made(stored=False), NIGHT_90, viewer=finance(), at=months.unit("S").id)


def test_a_leader_sees_what_it_adds_up_to_only_where_that_gives_nobody_away() -> None:
    simulation_id = made(FIVE_MORE, stored=False)
    leader = found(simulation_id, world.viewer("leader"))
    assert leader.too_few  # four people
    report = report_of(leader)
    assert report.outcomes is None
    assert report.movers == ()
    assert all(line.cost is None for table in report.tables for line in table.lines)
    assert not any(isinstance(block, Table) for block in document_of(leader).blocks)
    with pytest.raises(OutOfScope):
        list(person_lines(leader))
    with pytest.raises(OutOfScope):
        row_of(leader, months.employment_of("N001"))
    assert not found(simulation_id).too_few


def test_hr_may_make_one_and_sees_no_names() -> None:
    officer = world.viewer("hr_officer")
    wish = service.SimulationWish("人事方案", months.OCTOBER, months.unit("N").id, stored=False)
    simulation_id = service.create(wish, viewer=officer).id
    service.add_change(simulation_id, FIVE_MORE, viewer=officer)
    assert not found(simulation_id, officer).named
    with pytest.raises(OutOfScope):
        plan_of(simulation_id, Month(2026, 12), viewer=officer)


def test_a_leader_looks_but_changes_nothing() -> None:
    simulation_id = made(stored=False)
    leader = world.viewer("leader")
    for deed in (
        lambda: service.add_change(simulation_id, FIVE_MORE, viewer=leader),
        lambda: service.copy(simulation_id, "x", viewer=leader),
        lambda: service.delete(simulation_id, viewer=leader),
    ):
        with pytest.raises(OutOfScope):
            deed()


def test_a_change_that_does_not_fit_is_not_kept() -> None:
    simulation_id = made(stored=False)
    with pytest.raises(BadInput, match="no amount in force"):
        service.add_change(simulation_id, AllowanceChange("none", adjustment("1", Counted.FEN)), viewer=finance())
    assert simulation_of(simulation_id, viewer=finance()).changes == []


def test_two_simulations_stand_side_by_side() -> None:
    one, two = made(FIVE_MORE, stored=False, name="甲"), made(POST_400, stored=False, name="乙")
    tables = [block for block in side_by_side([found(one), found(two)]).blocks if isinstance(block, Table)]
    gross = next(row for row in tables[0].rows if str(row.cells[0]).startswith("应发"))
    assert gross.cells[1:] == (fen("712.50"), fen("400"))
    assert [column.heading.zh for column in tables[0].columns[1:]] == ["甲", "乙"]


def test_one_that_is_asked_in_passing_is_kept_nowhere() -> None:
    months.computed()
    before = everything(set())
    unit = months.unit("N")
    simulation = passing(months.OCTOBER, unit, [NIGHT_90, FIVE_MORE], stored=True)
    assert result_of(simulation, viewer=finance()).comparison.total("gross").change == fen("712.50")
    assert everything(set()) == before


def test_what_is_supposed_becomes_dated_rows_that_were_shown_before() -> None:
    months.locked()
    simulation_id = made(NIGHT_90, POST_400, MEAL, FLOOR)
    before = everything(set())
    plan = plan_of(simulation_id, Month(2026, 12), viewer=finance())
    assert everything(set()) == before
    assert [(row.before, row.after) for row in plan.rows] == [
        (fen("60"), fen("90")),
        (None, fen("150")),
        (fen("300"), fen("400")),
    ]
    assert list(plan.left) == [FLOOR.said()]
    north = months.unit("N").id
    assert make_real(simulation_id, Month(2026, 12), plan.digest, viewer=finance()) == 3
    rate = db.session.scalars(select(ShiftRate).where(ShiftRate.unit_id == north)).one()
    assert (rate.amount_fen, rate.valid_from) == (fen("90"), Month(2026, 12).first_day)
    items = db.session.scalars(select(PayItem).where(PayItem.unit_id == north).order_by(PayItem.code)).all()
    assert [(item.code, item.amount) for item in items] == [("meal", fen("150")), ("post", fen("400"))]
    simulation = simulation_of(simulation_id, viewer=finance())
    assert (simulation.applied_from, simulation.applied_by) == (Month(2026, 12), finance().name)
    with pytest.raises(Refusal, match="on file already"):
        service.add_change(simulation_id, FIVE_MORE, viewer=finance())


def test_what_was_made_so_is_what_was_simulated() -> None:
    """The next month computed under the rows written equals the simulation of it, to the fen."""
    december = Month(2026, 12)
    wish = service.SimulationWish("十二月", december, months.unit("N").id, stored=False)
    simulation_id = service.create(wish, viewer=finance()).id
    for change in (NIGHT_90, POST_400, MEAL):
        service.add_change(simulation_id, change, viewer=finance())
    supposed = found(simulation_id).comparison.after.column("net").tolist()
    plan = plan_of(simulation_id, december, viewer=finance())
    make_real(simulation_id, december, plan.digest, viewer=finance())
    again = passing(december, months.unit("N"), [], stored=False)
    assert result_of(again, viewer=finance()).comparison.before.column("net").tolist() == supposed


def test_a_plan_that_was_not_looked_at_is_not_written() -> None:
    simulation_id = made(NIGHT_90, stored=False)
    with pytest.raises(Refusal, match="look at the rows once more"):
        make_real(simulation_id, Month(2026, 12), "something else", viewer=finance())
    assert db.session.scalars(select(ShiftRate).where(ShiftRate.unit_id == months.unit("N").id)).all() == []


def test_a_settled_month_bears_no_new_rule() -> None:
    months.approved()
    simulation_id = made(NIGHT_90)
    plan = plan_of(simulation_id, months.OCTOBER, viewer=finance())
    with pytest.raises(Refusal):
        make_real(simulation_id, months.OCTOBER, plan.digest, viewer=finance())
    assert simulation_of(simulation_id, viewer=finance()).applied_from is None


def test_a_scale_that_also_pays_others_is_not_raised_for_one_street() -> None:
    plan = plan_of(made(FIVE_MORE, NIGHT_90, stored=False), Month(2026, 12), viewer=finance())
    assert [row.after for row in plan.rows] == [fen("90")]
    assert [left.en for left in plan.left if "people outside the simulation" in left.en and "SH" in left.en]
    assert len(plan.left) == 1


def test_the_city_raises_its_scale_cell_by_cell() -> None:
    everybody = system_viewer("test")
    wish = service.SimulationWish("全市", months.OCTOBER, months.unit("SH").id, stored=False)
    simulation_id = service.create(wish, viewer=everybody).id
    service.add_change(simulation_id, FIVE_MORE, viewer=everybody)
    service.add_change(simulation_id, NIGHT_90, viewer=everybody)
    plan = plan_of(simulation_id, Month(2026, 12), viewer=everybody)
    assert len(plan.rows) == 4
    make_real(simulation_id, Month(2026, 12), plan.digest, viewer=everybody)
    new = db.session.scalars(
        select(PayScaleCell.amount_fen)
        .where(PayScaleCell.valid_from == Month(2026, 12).first_day)
        .order_by(PayScaleCell.amount_fen)
    ).all()
    assert new == [fen("1365"), fen("2677.50"), fen("5460")]


def test_every_role_that_makes_simulations_also_sees_them() -> None:
    for actions in ACTIONS_OF.values():
        assert Action.PAY_SIMULATE not in actions or Action.PAY_SIMULATION_READ in actions


def test_inputs_are_supposed_too_and_stay_out_of_the_plan() -> None:
    nights = InputChange("fixed_monthly_pay", adjustment("+10%", Counted.FEN))
    simulation_id = made(nights, stored=False)
    assert found(simulation_id).comparison.total("gross").change == fen("300")
    plan = plan_of(simulation_id, Month(2026, 12), viewer=finance())
    assert plan.rows == []
    with pytest.raises(Refusal, match="nothing to be written"):
        make_real(simulation_id, Month(2026, 12), plan.digest, viewer=finance())
