"""Turnover of a unit in a period: every rate with its denominator, survival, new leavers and the vacancy funnel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from analytics.turnover.history import By, History
from analytics.turnover.newcomers import NEW_LEAVER_DAYS, new_leaver_rate
from analytics.turnover.rate import Rate
from analytics.turnover.rates import EVERYBODY, Turnover, turnover
from analytics.turnover.stays import DAYS_A_MONTH, stays
from analytics.turnover.survival import Curve, kaplan_meier
from analytics.turnover.vacancies import Funnel, funnel
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.places import authorised_places, vacancies_open_in
from hr.queries.insight.staff_history import INSIDE, OUTSIDE, StaffHistory, staff_history
from hr.queries.small_groups import SMALLEST_GROUP, hidden_groups
from vocabulary.periods import DateRange, Month, add_months
from vocabulary.terms import SeparationKind, SeparationReason


@dataclass(frozen=True, slots=True)
class TurnoverAsked:
    """What is asked: the closed period, the unit with all below it, and what to show groups by."""

    window: DateRange
    unit: Unit
    by: By | None = None

    @property
    def last(self) -> date:
        """The last day of the period."""
        assert self.window.last is not None, "a period has an end"
        return self.window.last


@dataclass(frozen=True)
class TurnoverFound:
    """The answer. ``total`` is None where nobody was there; ``records_from`` is the first separation on record.

    ``named`` says whether the asker may see people by name; for everybody else ``hidden`` are the codes of groups too
    small to be shown, EVERYBODY among them when the unit itself is.
    """

    asked: TurnoverAsked
    staff: StaffHistory
    total: Turnover | None
    groups: Sequence[Turnover]
    conversions: int
    reasons: Mapping[SeparationReason, int]
    by_month: Mapping[Month, int]
    newcomers: Sequence[Rate]
    curve: Curve
    funnel: Funnel
    records_from: date | None
    named: bool
    hidden: frozenset[str]


def rolling_year(today: date) -> DateRange:
    """The twelve months that end today."""
    return DateRange(add_months(today, -12) + timedelta(days=1), today)


def turnover_of(asked: TurnoverAsked, *, viewer: Viewer) -> TurnoverFound:
    """Turnover of the subtree in the period, in a constant number of statements. OutOfScope without TURNOVER_READ."""
    viewer.require(Action.TURNOVER_READ, asked.unit.path)
    staff = staff_history(asked.unit, viewer=viewer)
    quota = authorised_places(asked.unit, asked.last, viewer=viewer)
    inside = staff.only_inside
    records_from = _records_from(inside)
    whole = turnover(staff.whole, asked.window, By.UNIT, {INSIDE: quota[EVERYBODY]} if quota else {})
    total = next((found for found in whole if found.group == INSIDE), None)
    groups = _groups(asked, staff, inside, quota)
    named = viewer.may(Action.STAFF_READ, asked.unit.path)
    return TurnoverFound(
        asked=asked,
        staff=staff,
        total=total,
        groups=groups,
        conversions=len(_ended(staff, asked.window, {SeparationKind.CONVERSION})),
        reasons=_reasons(staff, asked.window),
        by_month=_by_month(staff, asked.window),
        newcomers=[_newcomers(inside, asked.window, days, records_from) for days in NEW_LEAVER_DAYS],
        curve=_curve(inside, asked.window),
        funnel=funnel(vacancies_open_in(asked.unit, asked.window, viewer=viewer)),
        records_from=records_from,
        named=named,
        hidden=frozenset() if named else _hidden(total, groups),
    )


def _hidden(total: Turnover | None, groups: Sequence[Turnover]) -> frozenset[str]:
    if total is None or _size(total) < SMALLEST_GROUP:
        return frozenset({EVERYBODY, *(group.group for group in groups)})
    return hidden_groups({group.group: _size(group) for group in groups})


def _size(group: Turnover) -> int:
    return max(len(group.opening), len(group.closing), len(group.losses), round(group.average))


def lost_spells(staff: StaffHistory, window: DateRange) -> Sequence[int]:
    """The spells inside that ended in the window with the loss of the person."""
    return _ended(staff, window, set(SeparationKind) - {SeparationKind.CONVERSION})


def _ended(staff: StaffHistory, window: DateRange, kinds: set[SeparationKind]) -> Sequence[int]:
    last = staff.history.spells.last
    ended = staff.history.separations
    wanted = np.isin(ended.kind, [kind.value for kind in kinds]) & staff.inside[ended.spell]
    assert window.last is not None, "a period has an end"
    first, end = np.datetime64(window.first, "D"), np.datetime64(window.last, "D")
    wanted &= (last[ended.spell] >= first) & (last[ended.spell] <= end)
    return [int(spell) for spell in ended.spell[wanted]]


def _groups(asked: TurnoverAsked, staff: StaffHistory, inside: History, quota: Mapping[str, int]) -> Sequence[Turnover]:
    if asked.by is None:
        return []
    if asked.by is By.TENURE:
        return turnover(inside, asked.window, By.TENURE)
    known = quota if asked.by in {By.UNIT, By.STAFFING_TYPE} else {}
    found = turnover(staff.history, asked.window, asked.by, known)
    return [group for group in found if group.group != OUTSIDE]


def _reasons(staff: StaffHistory, window: DateRange) -> Mapping[SeparationReason, int]:
    said = Counter(staff.employments[spell].reason for spell in lost_spells(staff, window))
    return {reason: count for reason, count in said.most_common() if reason is not None}


def _by_month(staff: StaffHistory, window: DateRange) -> Mapping[Month, int]:
    assert window.last is not None, "a period has an end"
    counts = dict.fromkeys(Month.of(window.first).until(Month.of(window.last)), 0)
    for spell in lost_spells(staff, window):
        ends_on = staff.employments[spell].ends_on
        assert ends_on is not None, "a lost spell has ended"
        counts[Month.of(ends_on)] += 1
    return counts


def _records_from(inside: History) -> date | None:
    """The day of the first separation on record: who left before it may never have been written down."""
    ended = inside.spells.last[inside.separations.spell]
    return ended.min().astype(date) if ended.size else None


def _newcomers(inside: History, window: DateRange, days: int, records_from: date | None) -> Rate:
    """Trials of people hired since separations are on record, at the earliest a year before the period."""
    since = max(add_months(window.first, -12), records_from or window.first)
    return new_leaver_rate(replace(inside, complete_from=np.datetime64(since, "D")), window, days)


def _curve(inside: History, window: DateRange) -> Curve:
    """Who was there in the period, from the tenure they had when it began: nothing before it is needed."""
    assert window.last is not None, "a period has an end"
    seen = stays(replace(inside, complete_from=np.datetime64(window.first, "D")), window.last)
    return kaplan_meier(seen.duration / DAYS_A_MONTH, seen.event, seen.entry / DAYS_A_MONTH)
