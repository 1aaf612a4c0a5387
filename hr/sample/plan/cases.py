"""The cases of a month: opened by who is on patrol or at the telephone, then taken from step to step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.case_steps import DAY_MINUTES, Desk, Taken, WorkDays
from hr.sample.plan.catalogue import catalogue
from hr.sample.plan.pace import Pace
from hr.sample.plan.rota import SHIFT_MINUTES, Shifts
from hr.sample.plan.seats import post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import NOBODY, Whole
from vocabulary.periods import Month
from vocabulary.terms import CaseStep

UTC_OFFSET = 8 * 60  # Shanghai keeps no summer time since 1991
SYSTEM = -2
"""Stands for the platform itself in ``Events.actor``; other numbers below it are handling units outside."""
_SPREAD = 0.35


@dataclass(frozen=True)
class Events:
    """Steps of cases, one row each, in order of case and step; times are local minutes since 1970.

    ``actor`` is the row of a spell, SYSTEM, or SYSTEM − n for handling unit n (from 1); ``street`` the centre.
    ``result`` counts the step's usual result (0) or a rework (1).
    """

    case: Whole
    street: Whole
    item: Whole
    hotline: np.ndarray
    step: Whole
    actor: Whole
    started: Whole
    ended: Whole
    deadline: Whole
    result: Whole

    def __len__(self) -> int:
        return len(self.case)


@dataclass(frozen=True)
class _Cases:
    """Cases as they are opened: by which worker-day, and what for."""

    row: Whole
    street: Whole
    item: Whole
    hotline: np.ndarray
    opened: Whole
    deadline: Whole

    def __len__(self) -> int:
        return len(self.row)


def work_days(spells: Spells, pace: Pace, shifts: Shifts) -> WorkDays:
    """The worker-days of ``shifts``, leave and training left out."""
    worked = shifts.take(shifts.worked)
    local = worked.start.astype("datetime64[m]").astype(np.int64) + UTC_OFFSET
    person = worked.person
    return WorkDays(person, spells.street[person], spells.code[person], local, pace.of_person[person])


def events_of(setting: Setting, month: Month, days: WorkDays, pace: Pace) -> Events:
    """Every step of the cases opened in ``month``; steps that nobody gets to within the month are still open."""
    generator = setting.stream("cases", month)
    cases = _opened(generator, setting, month, days, pace)
    discovered = Taken(np.ones(len(cases), dtype=np.bool_), cases.row, cases.opened)
    parts = [_events(generator, days, cases, CaseStep.DISCOVER, discovered)]
    previous = discovered
    for step in (CaseStep.DISPATCH, CaseStep.HANDLE, CaseStep.SUPERVISE, CaseStep.APPRAISE):
        previous = _next(generator, days, cases, step, previous)
        parts.append(_events(generator, days, cases, step, previous))
    return _in_order(parts)


def _opened(generator: np.random.Generator, setting: Setting, month: Month, days: WorkDays, pace: Pace) -> _Cases:
    data = read("work_items")
    opening = np.array([data["opening"][code] for code in post_codes()])[days.code]
    rate = _rate(setting, days, opening) * opening * days.pace * pace.of_unit[days.street]
    rate = rate * np.array(data["weekdays"])[(days.day + 3) % 7] * data["months"][month.month - 1]
    row = np.repeat(np.arange(len(opening)), generator.poisson(rate))
    hotline = days.code[row] == post_codes().index("SL")
    opened = _hours(generator, days.start[row], hotline) * 60 + generator.integers(0, 60, len(row))
    item = _items(generator, hotline, pace.outside[days.street[row]])
    order = np.lexsort((opened, days.street[row]))
    row, hotline, opened, item = row[order], hotline[order], opened[order], item[order]
    deadline = opened + catalogue().deadline[item] * 60
    return _Cases(row, days.street[row], item, hotline, opened, deadline)


def _rate(setting: Setting, days: WorkDays, opening: np.ndarray) -> float:
    """Cases for each unit of opening, such that everybody on the front has as many steps a day as was asked."""
    data = read("work_items")
    steps = 1.0
    reached = 1.0
    for step, rule in data["steps"].items():
        reached *= rule["share"]
        by_others = {"dispatch": data["by_system"], "handle": data["by_handling_unit"]}.get(step, 0.0)
        steps += reached * (1 - by_others)
    front = ~np.isin(days.code, [post_codes().index(code) for code in ("ZR", "GL")])
    return float(setting.case_steps_per_day * front.sum() / max(opening.sum() * steps, 1))


def _hours(generator: np.random.Generator, start: Whole, hotline: np.ndarray) -> Whole:
    """An hour (since 1970) within each shift of eight, by how busy the hours of a day are."""
    data = read("work_items")["hours"]
    weights = np.array([data["patrol"], data["hotline"]], dtype=np.float64)
    first = start // 60
    offsets = np.arange(SHIFT_MINUTES // 60)
    share = weights[hotline.astype(np.int64)[:, None], (first[:, None] + offsets) % 24]
    upto = np.cumsum(share, axis=1)
    draw = generator.random(len(start)) * upto[:, -1]
    return np.asarray(first + (draw[:, None] >= upto).sum(axis=1))


def _items(generator: np.random.Generator, hotline: np.ndarray, outside: np.ndarray) -> Whole:
    """Items by their share; off the duty list as often as the centre has it, public services mostly by telephone."""
    known = catalogue()
    public = np.array([group == "public_service" for group in known.groups])
    off_list = generator.random(len(hotline)) < outside
    draw = generator.random(len(hotline))
    item = np.zeros(len(hotline), dtype=np.int64)
    for rows, share in (
        (off_list, known.share * ~known.inside),
        (~off_list & ~hotline, known.share * known.inside * np.where(public, 0.3, 1.0)),
        (~off_list & hotline, known.share * known.inside * np.where(public, 4.0, 0.6)),
    ):
        upto = np.cumsum(share)
        item[rows] = np.searchsorted(upto / upto[-1], draw[rows], side="right")
    return np.minimum(item, len(known.names) - 1)


def _next(generator: np.random.Generator, days: WorkDays, cases: _Cases, step: CaseStep, previous: Taken) -> Taken:
    """The cases that come to ``step``: by our own people when they are on duty, or by somebody else at once."""
    data = read("work_items")
    rule = data["steps"][step.value]
    goes_on = previous.done & (generator.random(len(cases)) < rule["share"])
    wanted = _wanted(generator, cases, step, previous.at)
    rows = np.flatnonzero(goes_on)
    taken = Desk(days, data["performs"][step.value]).take(generator, cases.street[rows], wanted[rows])
    done, row, at = goes_on.copy(), np.full(len(cases), NOBODY), wanted.copy()
    done[rows], row[rows], at[rows] = taken.done, taken.row, taken.at
    others = rows[generator.random(len(rows)) < _by_others(data, step)]
    done[others], at[others] = True, wanted[others]
    row[others] = _others(generator, data, step, len(others))
    return Taken(done, row, at)


def _wanted(generator: np.random.Generator, cases: _Cases, step: CaseStep, since: Whole) -> Whole:
    data = read("work_items")
    waits = generator.exponential(data["steps"][step.value]["hours"] * 60, len(cases)).astype(np.int64) + 2
    if step is not CaseStep.HANDLE:
        return np.asarray(since + waits)
    room = np.maximum((cases.deadline - since) * 8 // 10, 20)
    late = generator.random(len(cases)) < data["late"]
    beyond = cases.deadline + generator.exponential(20 * 60, len(cases)).astype(np.int64)
    return np.where(late, np.maximum(beyond, since + 2), since + np.minimum(waits, room))


def _by_others(data: dict[str, Any], step: CaseStep) -> float:
    shares = {CaseStep.DISPATCH: data["by_system"], CaseStep.HANDLE: data["by_handling_unit"]}
    return float(shares.get(step, 0.0))


def _others(generator: np.random.Generator, data: dict[str, Any], step: CaseStep, count: int) -> Whole:
    if step is CaseStep.HANDLE:
        return np.asarray(SYSTEM - 1 - generator.integers(0, len(data["handling_units"]), count))
    return np.full(count, SYSTEM)


def _events(generator: np.random.Generator, days: WorkDays, cases: _Cases, step: CaseStep, taken: Taken) -> Events:
    """The rows of one step; what one of ours does takes about its standard minutes."""
    rows = np.flatnonzero(taken.done)
    place = list(CaseStep).index(step)
    minutes = catalogue().seconds[cases.item[rows], place] / 60
    spent = np.maximum(minutes * np.exp(generator.normal(0, _SPREAD, len(rows))), 1).astype(np.int64)
    worker = taken.row[rows]
    actor = np.where(worker >= 0, days.person[worker], worker)
    ended = taken.at[rows]
    sent_back = (step is CaseStep.SUPERVISE) & (generator.random(len(rows)) < read("work_items")["rework"])
    return Events(
        case=rows,
        street=cases.street[rows],
        item=cases.item[rows],
        hotline=cases.hotline[rows],
        step=np.full(len(rows), place),
        actor=actor,
        started=np.where(actor == SYSTEM, ended, ended - spent),
        ended=ended,
        deadline=cases.deadline[rows],
        result=sent_back.astype(np.int64),
    )


def _in_order(parts: list[Events]) -> Events:
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Events.__annotations__}
    order = np.lexsort((columns["step"], columns["case"]))
    return Events(**{name: column[order] for name, column in columns.items()})


__all__ = ["DAY_MINUTES", "SYSTEM", "UTC_OFFSET", "Events", "events_of", "work_days"]
