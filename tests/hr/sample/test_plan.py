"""A planned sample is the same for the same seed, and lawful and possible in what it says of people."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from hr.sample.plan.contracts import contracts
from hr.sample.plan.rota import Shifts
from hr.sample.plan.setting import Setting, latest_today
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Table
from hr.sample.plan.world import World
from scheduling.calendar import china_calendar
from scheduling.shift_table import ShiftTable, overlapping
from tests.hr.sample.conftest import TODAY
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.resident_id import check_resident_id
from vocabulary.terms import CaseStep, Education, StaffingType


def tables(world: World) -> dict[str, list[dict[str, object]]]:
    return {table.name: list(table.rows()) for part in (world.rules(), world.staff()) for table in part}


def test_the_same_seed_plans_the_same_world(district: World) -> None:
    again = World.plan(Setting(420, 12, 2017, TODAY))
    assert tables(again) == tables(district)
    month = Month(2026, 10)
    ours, theirs = district.shifts(month), again.shifts(month)
    for column in fields(Shifts):
        assert np.array_equal(getattr(ours, column.name), getattr(theirs, column.name))
    for name in ("case", "item", "actor", "ended"):
        assert np.array_equal(getattr(district.events(month, ours), name), getattr(again.events(month, theirs), name))


def test_another_seed_plans_another_world(district: World) -> None:
    other = World.plan(Setting(420, 12, 2018, TODAY))
    assert other.people.names[:50] != district.people.names[:50]


def test_months_asked_for_in_any_order_come_out_the_same(district: World) -> None:
    late = district.shifts(Month(2026, 10))
    district.shifts(Month(2026, 3))
    assert np.array_equal(district.shifts(Month(2026, 10)).start, late.start)


def test_about_as_many_people_work_today_as_were_asked_for(district: World) -> None:
    assert 395 <= int(district.spells.stays.sum()) <= 445
    assert set(district.spells.staffing[district.spells.stays].tolist()) == set(range(len(StaffingType)))


def test_there_are_thirteen_streets_under_the_district(district: World) -> None:
    assert len(district.places.streets) == 13
    assert len(district.places.districts) == 1
    study = district.places.units[district.places.study]
    assert "研究案例" in study.name


def test_every_identity_number_is_valid_and_nobody_s(district: World) -> None:
    numbers = district.people.id_numbers
    assert len(set(numbers)) == len(numbers)
    for number, born, sex in zip(numbers, district.people.born.tolist(), district.people.sex.tolist(), strict=True):
        found = check_resident_id(number, TODAY)
        assert found.valid
        assert found.born == born
        assert found.sex is not None
        assert (found.sex.value == "female") == bool(sex)
        assert number.startswith("310000"), "the municipality as a whole: on nobody's card"


def test_rare_characters_are_among_the_names_of_those_who_stay(district: World) -> None:
    names = "".join(np.array(district.people.names)[district.spells.stays])
    assert all(character in names for character in "㛃䶮𬭸")


def test_spells_of_one_seat_follow_each_other(district: World) -> None:
    spells = district.spells
    for seat in np.unique(spells.seat[spells.seat >= 0]):
        rows = np.flatnonzero(spells.seat == seat)
        rows = rows[np.argsort(spells.start[rows])]
        assert (spells.start[rows[1:]] > spells.until[rows[:-1]]).all()


def test_nobody_leaves_before_coming_or_works_as_a_child(district: World) -> None:
    spells = district.spells
    assert (spells.until >= spells.start).all()
    assert (spells.start - district.people.born >= np.timedelta64(365 * 18, "D")).all()
    assert (district.people.first_worked <= spells.start).all()


def of_table(world: World, name: str) -> Table:
    return next(table for part in (world.rules(), world.staff()) for table in part if table.name == name)


@pytest.mark.parametrize("name", ["employment", "contract", "assignment", "pay_standing", "contribution_base"])
def test_dated_rows_of_one_thing_never_overlap(district: World, name: str) -> None:
    table = of_table(district, name)
    owner = "person_id" if name == "employment" else "employment_id"
    first, last = ("valid_from", "valid_to") if "valid_from" in table.columns else ("starts_on", "ends_on")
    rows = [row for row in table.rows() if row.get("is_primary", True)]
    rows.sort(key=lambda row: (row[owner], row[first]))
    for one, two in pairwise(rows):
        assert one[owner] != two[owner] or (one[last] is not None and one[last] < two[first]), (one, two)


def test_some_contracts_end_within_sixty_days(district: World) -> None:
    table = contracts(district.employments, TODAY)
    going_on = [row for row in table.rows() if row["terminated_on"] is None and row["ends_on"] is not None]
    ending = [row for row in going_on if TODAY <= row["ends_on"] <= date(2027, 1, 22)]
    assert 5 <= len(ending) <= 60


def test_everybody_paid_has_a_standing_and_a_base_on_every_day_since_the_scales_begin(district: World) -> None:
    employments = district.employments
    starts = dict(zip(range(1, len(employments) + 1), employments.start.tolist(), strict=True))
    for name in ("pay_standing", "contribution_base"):
        first: dict[int, date] = {}
        for row in of_table(district, name).rows():
            first.setdefault(row["employment_id"], row["valid_from"])
        late = {key for key, day in first.items() if day > max(starts[key], date(2018, 1, 1))}
        assert set(first) == set(starts)
        assert late == set()


def test_no_two_shifts_of_a_person_overlap(district: World) -> None:
    months = [district.shifts(Month(2026, 7) + offset) for offset in range(4)]
    columns = [
        np.concatenate([getattr(month, name) for month in months])
        for name in ("person", "day", "start", "end", "kind", "duty")
    ]
    assert len(overlapping(ShiftTable(*columns))) == 0


def test_people_work_about_twenty_two_shifts_a_month(district: World) -> None:
    for month in (Month(2026, 4), Month(2026, 7)):
        shifts = district.shifts(month)
        whole = district.spells.start <= np.datetime64(month.first_day)
        whole &= district.spells.until >= np.datetime64(month.last_day)
        counts = np.bincount(shifts.person, minlength=len(district.spells))[whole & ~district.absent]
        assert 20 <= counts.mean() <= 23
        assert counts.max() <= 27


def test_shifts_lie_within_the_spell(district: World) -> None:
    shifts = district.shifts(Month(2026, 10))
    spells: Spells = district.spells
    assert (shifts.day >= spells.start[shifts.person]).all()
    assert (shifts.day <= spells.until[shifts.person]).all()


def test_people_absent_on_the_books_have_no_shifts_of_late(district: World) -> None:
    assert district.absent.sum() == 2
    assert not np.isin(district.shifts(Month(2026, 10)).person, np.flatnonzero(district.absent)).any()
    assert np.isin(district.shifts(Month(2026, 3)).person, np.flatnonzero(district.absent)).any()


def test_the_running_month_ends_yesterday(district: World) -> None:
    assert district.shifts(Month(2026, 11)).day.max() == np.datetime64("2026-11-22")


def test_steps_of_a_case_come_in_their_order(district: World) -> None:
    events = district.events(Month(2026, 9), district.shifts(Month(2026, 9)))
    same = events.case[1:] == events.case[:-1]
    assert (events.ended[1:] >= events.ended[:-1])[same].all()
    assert (events.step[1:] > events.step[:-1])[same].all()
    assert (events.started <= events.ended).all()


def test_whoever_does_a_step_is_on_duty_then(district: World) -> None:
    month = Month(2026, 9)
    shifts = district.shifts(month)
    events = district.events(month, shifts)
    begin = shifts.start.astype("datetime64[m]").astype(np.int64) + 8 * 60
    ours = np.flatnonzero(events.actor >= 0)[:3000]
    for row in ours[::50]:
        mine = begin[shifts.person == events.actor[row]]
        assert ((mine <= events.ended[row]) & (events.ended[row] < mine + 480)).any()


def test_front_line_people_do_five_to_fifteen_steps_a_day(district: World) -> None:
    month = Month(2026, 9)
    shifts = district.shifts(month)
    events = district.events(month, shifts)
    front = ~np.isin(district.spells.code[shifts.person[shifts.worked]], [0, 1])
    per_day = (events.actor >= 0).sum() / front.sum()
    assert 4.5 <= per_day <= 15


def test_some_cases_are_late_some_handled_by_others_and_some_by_the_platform(district: World) -> None:
    events = district.events(Month(2026, 9), district.shifts(Month(2026, 9)))
    handled = events.step == list(CaseStep).index(CaseStep.HANDLE)
    late = (events.ended > events.deadline)[handled].mean()
    assert 0.05 <= late <= 0.35
    assert (events.actor[handled] < -2).any()
    assert (events.actor == -2).any()


def test_schooling_counts_the_terms_of_the_field(district: World) -> None:
    assert set(district.people.schooling.tolist()) <= set(range(len(Education)))


@pytest.mark.parametrize(("size", "months"), [(10, 12), (2_000_000, 12), (420, 0), (420, 30)])
def test_what_can_t_be_planned_is_refused(size: int, months: int) -> None:
    with pytest.raises(BadInput):
        Setting(size, months, 1, TODAY)


def test_after_the_last_year_whose_holidays_are_known_today_is_its_last_day() -> None:
    last = max(china_calendar().years)
    assert latest_today(date(2026, 11, 23)) == date(2026, 11, 23)
    assert latest_today(date(last + 1, 3, 1)) == date(last, 12, 31)


@pytest.mark.parametrize("today", [date(2026, 11, 1), date(2026, 12, 31), date(2026, 1, 1)])
def test_any_day_can_be_today(today: date) -> None:
    world = World.plan(Setting(60, 2, 5, today))
    assert all(len(table) for table in world.rules())
    for month in world.setting.shift_months:
        assert len(world.shifts(month))


def test_every_allowance_of_the_sample_has_an_account_so_that_its_voucher_can_be_made(district: World) -> None:
    found = tables(district)
    codes = {f"allowance.{row['code']}" for row in found["pay_item"]}
    assert codes == {row["element"] for row in found["account_rule"]}
