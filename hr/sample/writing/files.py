"""Files for a newcomer to import: the last and the running month, people who come next month, and broken rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hr.sample.plan.cases import Events
from hr.sample.plan.catalogue import catalogue
from hr.sample.plan.rota import Shifts
from hr.sample.plan.table import members
from hr.sample.plan.world import World
from hr.sample.writing.broken import broken_cases, broken_shifts, broken_staff
from hr.sample.writing.forms import Line, write_form
from hr.sample.writing.months import actor_codes, case_numbers, results, sources
from hr.sample.writing.newcomers import newcomers
from intake.schemas.cases import CASES
from intake.schemas.shifts import SHIFTS
from intake.schemas.staff import staff_schema
from scheduling.clock import ClockSpan
from vocabulary.periods import Month
from vocabulary.terms import CaseStep, Duty, ShiftKind

_FEW = 12
_LOCAL = 8 * 60


@dataclass(frozen=True, slots=True)
class MonthFiles:
    """The files of one month."""

    shifts: Path
    cases: Path


def write_month(world: World, month: Month, folder: Path) -> MonthFiles:
    """The month's shifts as a workbook and its case events as CSV."""
    shifts = world.shifts(month)
    events = world.events(month, shifts)
    return MonthFiles(
        write_form(folder / f"班次_{month}.xlsx", SHIFTS, shift_lines(world, shifts)),
        write_form(folder / f"案卷_{month}.csv", CASES, case_lines(world, month, events)),
    )


def write_others(world: World, folder: Path) -> list[Path]:
    """Next month's newcomers, and three files whose rows are partly broken."""
    month = world.setting.this_month
    shifts = world.shifts(world.setting.last_closed)
    few = shifts.take(np.arange(min(_FEW, len(shifts))))
    events = world.events(world.setting.last_closed, shifts)
    cases = case_lines(world, world.setting.last_closed, events)
    schema = staff_schema(world.setting.today)
    people = list(newcomers(world))
    return [
        write_form(folder / f"人员_{month + 1}入职.xlsx", schema, people),
        write_form(folder / "人员_含错误.xlsx", schema, broken_staff(people)),
        write_form(folder / "班次_含错误.xlsx", SHIFTS, broken_shifts(list(shift_lines(world, few)))),
        write_form(folder / "案卷_含错误.csv", CASES, broken_cases(list(_first(cases, _FEW)))),
    ]


def shift_lines(world: World, shifts: Shifts) -> Iterator[Line]:
    """Each shift as a row of the shift form."""
    begin = shifts.start.astype("datetime64[m]").astype(np.int64) + _LOCAL
    end = shifts.end.astype("datetime64[m]").astype(np.int64) + _LOCAL
    kinds, duties = members(ShiftKind, shifts.kind), members(Duty, shifts.duty)
    units = [world.places.units[place].code for place in shifts.unit.tolist()]
    columns = (shifts.person.tolist(), shifts.day.tolist(), kinds, duties, units, begin.tolist(), end.tolist())
    for person, day, kind, duty, unit, first, last in zip(*columns, strict=True):
        assert kind is not None, "every shift has a kind and a duty"
        assert duty is not None
        hours = ClockSpan(first % 1440, first % 1440 + last - first)
        start, _, end_text = str(hours).partition("–")
        yield {
            "staff_number": world.people.staff_numbers[person],
            "business_date": day.isoformat(),
            "kind": kind.label.zh,
            "start": start,
            "end": end_text,
            "duty": duty.label.zh,
            "unit": unit,
        }


def case_lines(world: World, month: Month, events: Events) -> Iterator[Line]:
    """Each event as a row of the form for cases; the opening of a case is its first event's end."""
    names = catalogue().names
    opened = _openings(events)
    columns = (
        case_numbers(month, events, world),
        sources(events),
        [names[item] for item in events.item.tolist()],
        members(CaseStep, events.step),
        actor_codes(events, world),
        [world.places.units[place].code for place in events.street.tolist()],
        _texts(events.started),
        _texts(events.ended),
        _texts(opened),
        _texts(events.deadline),
        results(events),
    )
    keys = ("case", "source", "item", "step", "actor", "unit", "started", "ended", "opened", "deadline", "result")
    for row in zip(*columns, strict=True):
        line = dict(zip(keys, row, strict=True))
        step = line["step"]
        assert isinstance(step, CaseStep)
        yield {**{key: str(value) for key, value in line.items()}, "step": step.label.zh}


def _openings(events: Events) -> np.ndarray:
    first = np.concatenate([[True], events.case[1:] != events.case[:-1]]) if len(events) else np.array([], dtype=bool)
    return np.asarray(events.ended[first][np.cumsum(first) - 1])


def _texts(minutes: np.ndarray) -> list[str]:
    moments = np.datetime_as_string(minutes.astype("datetime64[m]"))
    return [str(text).replace("T", " ") for text in moments]


def _first(lines: Iterable[Line], count: int) -> Iterator[Line]:
    yield from (line for line, _ in zip(lines, range(count), strict=False))
