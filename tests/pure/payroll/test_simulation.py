"""Simulated months against figures worked out by hand, and what a simulation leaves alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.parameters.allowance import Allowance, AllowanceKind
from payroll.parameters.book import Book
from payroll.parameters.scope import Scope
from payroll.simulation.adjustment import Adjustment, Move, adjustment
from payroll.simulation.change import Change, changed
from payroll.simulation.groups import by_group
from payroll.simulation.input_changes import InputChange, PersonalInputs
from payroll.simulation.parameter_change import ParameterChange
from payroll.simulation.plain import from_plain, to_plain
from payroll.simulation.scale_changes import CellFilter, NewCells, RaiseScale
from payroll.simulation.scenario import Simulated, simulate
from payroll.simulation.scoped_changes import AllowanceChange, NewAllowance, ShiftRateChange
from payroll.simulation.spread import spread
from payroll.units import Unit
from tests.pure.payroll.supposed import CELL, DUTY, NORTH, OCTOBER, PEOPLE, POST, person, world
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, fen
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

NIGHT_80 = ShiftRateChange(ShiftKind.NIGHT, adjustment("80", Unit.FEN))
FIVE_MORE = RaiseScale(adjustment("+5%", Unit.FEN))
FLOOR_8000 = ParameterChange("social_insurance.base_floor", adjustment("8000", Unit.FEN))
QUARTER_MORE_NIGHTS = InputChange("night_shifts", adjustment("+25%", Unit.COUNT))
MEAL = NewAllowance(
    Allowance("meal", Text("餐贴", "Meals"), AllowanceKind.FIXED, fen("150"), OCTOBER.range, "", NORTH, taxed=False)
)


def supposed(*changes: Change) -> Simulated:
    return simulate(world(), changes)


def moved(figure: str, *changes: Change) -> list[int]:
    return [int(amount) for amount in supposed(*changes).comparison.change(figure)]


def test_a_night_rate_of_80_for_all_pays_four_nights_20_more_and_leaves_who_had_80_alone() -> None:
    """4 × 20 = 80 gross; tax of 11: (6,520 − 1,212.33 − 5,000) × 3 % = 9.23 against 6.83, so 77.60 net."""
    assert moved("gross", NIGHT_80) == [fen("80"), 0, 0, fen("80")]
    assert moved("net", NIGHT_80) == [fen("77.60"), 0, 0, fen("80")]


def test_a_scale_raised_by_five_per_cent_raises_whoever_is_paid_by_it() -> None:
    """6,000 → 6,300. Person 13 paid no tax on 6,200; on 6,500: (6,500 − 1,212.33 − 5,000) × 3 % = 8.63."""
    assert moved("gross", FIVE_MORE) == [fen("300")] * 3 + [0]
    assert moved("net", FIVE_MORE) == [fen("291"), fen("291"), fen("291.37"), 0]


def test_a_higher_contribution_floor_costs_both_sides() -> None:
    """Own: (8,000 − 7,546) × (8 + 2 + 0.5) % = 47.67, less 1.43 of tax where there is some.

    Employer's: 16 + 9 + 0.5 + 0.2 %: 1,280 + 720 + 40 + 16 against 1,207.36 + 679.14 + 37.73 + 15.09 = 116.68 more.
    """
    assert moved("net", FLOOR_8000) == [-fen("46.24"), -fen("46.24"), -fen("47.67"), -fen("47.67")]
    assert moved("employer_cost", FLOOR_8000) == [fen("116.68")] * 4


def test_a_raise_of_one_grade_reaches_no_other_cell() -> None:
    only_posts = RaiseScale(adjustment("+100", Unit.FEN), CellFilter(part=("post_wage",)))
    _, book = changed([only_posts], world().inputs, world().book)
    amounts = {cell.cell: cell.amount for cell in book.own.scale_cells}
    assert amounts == {CELL: fen("6000"), POST: fen("3100"), "SH/step_wage/20": fen("1500")}


@pytest.mark.parametrize(
    ("cells", "picked"),
    [
        (CellFilter(grade=("G3",)), {CELL}),
        (CellFilter(grade=("P9",)), {POST}),
        (CellFilter(step=("20",)), {"SH/step_wage/20"}),
        (CellFilter(step=("5",), scale=("SH",)), {CELL}),
        (CellFilter(scale=("XN",)), set()),
    ],
)
def test_cells_are_picked_by_scale_kind_grade_and_step(cells: CellFilter, picked: set[str]) -> None:
    names = {CELL, POST, "SH/step_wage/20"}
    assert {name for name in names if cells.picks(name)} == picked


def test_a_raise_may_round_to_whole_yuan() -> None:
    assert Adjustment(Move.BY_RATE, 33_333, step=100).of(fen("6000")) == fen("6200")
    assert Adjustment(Move.BY_RATE, 33_333).of(fen("6000")) == 620_000  # 600,000 × 1.033333 = 619,999.8


def test_a_new_table_of_amounts_replaces_cells_and_adds_some() -> None:
    table = NewCells(((CELL, fen("7000")), ("SH/grade_step/G4/1", fen("8000"))))
    simulated = supposed(table)
    assert [int(a) for a in simulated.comparison.change("gross")] == [fen("1000")] * 3 + [0]
    assert "SH/grade_step/G4/1" in {cell.cell for cell in simulated.supposed.book.own.scale_cells}


def test_a_new_allowance_is_a_figure_that_only_the_supposed_slip_has() -> None:
    simulated = supposed(MEAL)
    assert [int(a) for a in simulated.comparison.change("net")] == [fen("150"), fen("150"), 0, 0]
    assert simulated.comparison.total("allowance.meal").before == 0
    assert next(f.figure.name for f in simulated.comparison.by_figure()) == "allowance.meal"


def test_an_allowance_changed_for_some_leaves_the_others_with_the_old_amount() -> None:
    for_north = AllowanceChange("post", adjustment("+50%", Unit.FEN), NORTH)
    assert moved("gross", for_north) == [fen("100"), fen("100"), 0, 0]


def test_a_rate_changed_for_some_is_put_beside_the_one_for_all() -> None:
    for_north = ShiftRateChange(ShiftKind.MIDDLE, adjustment("45", Unit.FEN), NORTH)
    _, book = changed([for_north], world().inputs, world().book)
    middle = {r.scope: r.amount for r in book.own.shift_rates if r.kind is ShiftKind.MIDDLE}
    assert middle == {Scope(): fen("30"), NORTH: fen("45")}


def test_a_rate_for_people_whom_another_rate_covers_in_part_is_refused() -> None:
    with pytest.raises(BadInput, match="part of these people") as refused:
        supposed(ShiftRateChange(ShiftKind.NIGHT, adjustment("90", Unit.FEN), NORTH))
    assert refused.value.place == "shift_rate.night"


def test_more_nights_by_a_rate_add_up_to_that_rate() -> None:
    """Three people with four nights each: 12 more by a tenth is 13.2, so 13 and not 12."""
    three = [person(1), person(2), person(3)]
    simulated = simulate(world(three), [InputChange("night_shifts", adjustment("+10%", Unit.COUNT))])
    assert int(simulated.supposed.inputs.column("night_shifts").sum()) == 13


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), st.integers(-PPM, PPM), st.randoms())
def test_spread_counts_never_depend_on_the_order_of_rows_and_move_nobody_by_more_than_one_off(
    nights: list[int], rate: int, random: object
) -> None:
    rows = [person(i, night_shifts=n) for i, n in enumerate(nights, start=1)]
    change = InputChange("night_shifts", Adjustment(Move.BY_RATE, rate))
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    given_, again = world(rows).inputs, world(shuffled).inputs
    one, two = (change.on_inputs(inputs).column("night_shifts") for inputs in (given_, again))
    assert dict(zip(given_.employment_id.tolist(), one, strict=True)) == dict(
        zip(again.employment_id.tolist(), two, strict=True)
    )
    assert int(one.sum()) == Adjustment(Move.BY_RATE, rate).of(sum(nights))
    exact = np.array(nights) * (PPM + rate) / PPM
    assert (abs(one - exact) <= 1).all()


def test_inputs_change_for_whom_they_are_meant_to_and_stay_for_others() -> None:
    wages = InputChange("fixed_monthly_pay", adjustment("+10%", Unit.FEN), Scope(staffing_type=("assistant_4050",)))
    assert moved("gross", wages) == [0, 0, 0, fen("300")]
    assert moved("housing_fund_employee", InputChange("housing_rate", adjustment("5%", Unit.RATE))) == [-fen("120")] * 4


def test_people_can_be_treated_one_by_one() -> None:
    base = PersonalInputs("fixed_monthly_pay", ((14, fen("3500")),))
    table = NewCells((("SH/grade_step/G4/1", fen("8000")),))
    step = PersonalInputs("scale_cell", ((13, "SH/grade_step/G4/1"),))
    assert moved("gross", base, table, step) == [0, 0, fen("2000"), fen("500")]


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        (RaiseScale(adjustment("+5%", Unit.FEN), CellFilter(grade=("G9",))), "scale_cells", "No pay scale cell"),
        (RaiseScale(adjustment("-7000", Unit.FEN), CellFilter(part=("grade_step",))), CELL, "negative"),
        (AllowanceChange("heat", adjustment("10", Unit.FEN)), "allowance.heat", "no amount in force"),
        (AllowanceChange("post", adjustment("10%", Unit.RATE), unit=Unit.RATE), "allowance.post", "unit"),
        (ParameterChange("income_tax.annual_table", adjustment("1", Unit.FEN)), None, "not one number"),
        (ParameterChange("no.such", adjustment("1", Unit.FEN)), "no.such", "no parameter"),
        (
            ParameterChange("minimum_wage.monthly", adjustment("-9000", Unit.FEN)),
            "parameter.minimum_wage.monthly",
            "neg",
        ),
        (InputChange("night_shifts", adjustment("63", Unit.COUNT)), "input.night_shifts", "4 people"),
        (InputChange("night_shifts", adjustment("5", Unit.COUNT), Scope(grade=("X",))), "input.night_shifts", "Nobody"),
        (PersonalInputs("social_base", ((99, 1),)), "input.social_base", "Employment 99"),
        (NewAllowance(Allowance("post", Text("津", "A"), AllowanceKind.FIXED, 1, OCTOBER.range, "")), None, "in use"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_change_that_does_not_fit_is_named_by_place_and_reason(change: Change, place: str | None, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        supposed(change)
    assert place is None or refused.value.place == place


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: adjustment("five", Unit.FEN), "should be like"),
        (lambda: adjustment("60.005", Unit.FEN), "decimals"),
        (lambda: adjustment("-101%", Unit.FEN), "outside its limits"),
        (lambda: InputChange("salary", adjustment("1", Unit.FEN)), "no such input"),
        (lambda: NewCells(()), "no amounts"),
        (lambda: NewCells(((CELL, 1), (CELL, 2))), "twice"),
        (lambda: PersonalInputs("social_base", ((11, 1), (11, 2))), "twice"),
        (lambda: PersonalInputs("scale_cell", ((11, 1),)), "fit"),
        (lambda: from_plain({"kind": "magic"}), "not a change"),
        (lambda: from_plain({"kind": "input", "column": "night_shifts"}), "not a change"),
    ],
)
def test_what_is_no_change_at_all_is_refused_when_it_is_made(made: object, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        made()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("written", "unit", "said"),
    [
        ("60", Unit.FEN, "→ 60.00"),
        ("+5%", Unit.FEN, "+5%"),
        ("-3.5%", Unit.COUNT, "-3.5%"),
        ("+100", Unit.FEN, "+100.00"),
        ("7%", Unit.RATE, "→ 7%"),
        ("-1", Unit.COUNT, "-1"),
    ],
)
def test_adjustments_are_read_as_they_are_written(written: str, unit: Unit, said: str) -> None:
    assert adjustment(written, unit).said(unit) == Text(said, said)


ALL = (
    NIGHT_80,
    FIVE_MORE,
    FLOOR_8000,
    QUARTER_MORE_NIGHTS,
    MEAL,
    NewCells(((CELL, fen("7000")),)),
    RaiseScale(Adjustment(Move.BY_AMOUNT, 5_000, 100), CellFilter(("SH",), ("post_wage",), ("P9",))),
    AllowanceChange("post", adjustment("+50%", Unit.FEN), NORTH, label="岗位津贴"),
    PersonalInputs("fixed_monthly_pay", ((14, fen("3500")),)),
    PersonalInputs("scale_cell", ((13, CELL),)),
)


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.place)
def test_a_change_written_down_and_read_again_is_the_same(change: Change) -> None:
    again = from_plain(to_plain(change))
    assert to_plain(again) == to_plain(change)
    (one, one_book), (two, two_book) = (changed([made], world().inputs, world().book) for made in (change, again))
    assert one_book.fingerprint == two_book.fingerprint
    assert all(np.array_equal(one.column(name), two.column(name)) for name in one.columns)
    assert change.said().zh
    assert change.said().en


def test_nothing_of_the_real_month_is_touched() -> None:
    real = world()
    before, columns = real.book.to_json(), {name: column.copy() for name, column in real.inputs.columns.items()}
    simulate(real, ALL)
    assert real.book.to_json() == before
    assert all(np.array_equal(real.inputs.column(name), column) for name, column in columns.items())


def test_no_change_at_all_moves_nobody() -> None:
    comparison = supposed().comparison
    assert comparison.by_figure() == ()
    assert comparison.outcome().unchanged == len(PEOPLE)
    assert not comparison.touched().any()


def test_a_supposed_book_reads_back_and_says_which_values_are_supposed() -> None:
    simulated = supposed(FLOOR_8000)
    assert Book.from_json(simulated.supposed.book.to_json()).fingerprint == simulated.supposed.book.fingerprint
    _, after = simulated.explained(0)
    pension = next(line for line in after if line.figure == "social_contribution_base")
    assert "simulation" in " ".join(used.source for used in pension.parameters)


def test_gains_and_losses_are_counted_and_summed() -> None:
    comparison = supposed(FLOOR_8000, NIGHT_80).comparison
    outcome = comparison.outcome()
    assert (outcome.gaining, outcome.losing, outcome.unchanged) == (2, 2, 0)
    assert outcome.gained - outcome.lost == comparison.total("net").change
    assert [int(comparison.before.employment_id[row]) for row in comparison.movers()] == [13, 12, 14, 11]


def test_who_falls_below_the_minimum_wage_or_is_lifted_above_it_is_counted() -> None:
    """4050: 3,000 + 200 − 1,212.33 = 1,987.67 against 2,740; 3,800 lifts it to 2,787.67."""
    floor = supposed(InputChange("fixed_monthly_pay", adjustment("3800", Unit.FEN))).comparison.floor()
    assert (floor.lifted, floor.fallen, floor.still) == (1, 0, 0)
    higher = supposed(ParameterChange("minimum_wage.monthly", adjustment("5000", Unit.FEN))).comparison.floor()
    assert (higher.lifted, higher.fallen, higher.still) == (0, 3, 1)


def test_who_can_no_longer_be_computed_is_named_and_stands_in_no_sum() -> None:
    simulated = supposed(InputChange("housing_rate", adjustment("4%", Unit.RATE), NORTH))
    comparison = simulated.comparison
    assert comparison.newly_failed.tolist() == [0, 1]
    assert "housing fund rate" in comparison.after.faults_of(0)[0].reason.en
    assert comparison.total("gross").change == 0
    assert comparison.total("gross").before == fen("6200") + fen("3440")


def test_groups_add_up_to_the_whole_by_any_columns() -> None:
    simulated = supposed(NIGHT_80, FIVE_MORE)
    coded = simulated.real.inputs.coded
    for names in (("unit",), ("staffing_type",), ("unit", "staffing_type"), ("unit", "staffing_type", "post")):
        groups = by_group(simulated.comparison, [coded[name] for name in names])
        assert sum(group.people for group in groups) == len(PEOPLE)
        for figure in ("gross", "net", "employer_cost"):
            assert sum(g.sums[figure].change for g in groups) == simulated.comparison.total(figure).change
    north = by_group(simulated.comparison, [coded["unit"]])[0]
    assert (north.key, north.people, north.gaining, north.losing) == (("N",), 2, 2, 0)
    assert north.sums["gross"].change == fen("680")


def test_bands_of_change_mirror_each_other_and_leave_nobody_out() -> None:
    change = np.array([-20_001, -5_000, -4_999, 0, 0, 1, 4_999, 5_000, 250_000], dtype=np.int64)
    found = spread(change)
    assert sum(band.people for band in found.bands) == len(change)
    counted = {(band.low, band.high): band.people for band in found.bands if band.people}
    assert counted == {
        (-49_999, -20_000): 1,
        (-9_999, -5_000): 1,
        (-4_999, -1): 1,
        (0, 0): 2,
        (1, 4_999): 2,
        (5_000, 9_999): 1,
        (200_000, None): 1,
    }
    assert (found.median_gain, found.median_loss) == (4_999, -5_000)
    assert spread(np.zeros(3, dtype=np.int64)).median_gain is None


def test_two_different_crews_are_not_compared() -> None:
    from payroll.simulation.comparison import compare

    with pytest.raises(BadInput, match="different people"):
        compare(world().computed(), world([person(11)]).computed())


def test_a_rate_that_a_narrower_row_has_is_moved_with_the_wide_one() -> None:
    assert moved("gross", ShiftRateChange(ShiftKind.NIGHT, adjustment("+10%", Unit.FEN))) == [
        fen("24"),
        fen("32"),
        0,
        fen("24"),
    ]
    assert moved("gross", ShiftRateChange(ShiftKind.NIGHT, adjustment("100", Unit.FEN), DUTY)) == [0, fen("80"), 0, 0]
