"""A month of shifts: the sheet of a unit's people × days, and one person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.staff.person import person_of
from hr.queries.worktime.shift_month import Entry, months_with_shifts, sheet_of, shifts_of, totals_of
from hr.refusals import OutOfScope
from hr.views.door import viewer, whole_viewer
from hr.views.unit_month import month_asked, unit_month
from scheduling.calendar import DayKind, china_calendar
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import Duty, ShiftKind
from vocabulary.text import Text

blueprint = Blueprint("shift", __name__, url_prefix="/worktime/shifts")
_SATURDAY = 5
SIGNS: dict[ShiftKind | Duty, Text] = {
    ShiftKind.DAY: Text("日", "D"),
    ShiftKind.EARLY: Text("早", "E"),
    ShiftKind.MIDDLE: Text("中", "M"),
    ShiftKind.NIGHT: Text("夜", "N"),
    Duty.EMERGENCY: Text("应", "X"),
    Duty.TRAINING: Text("训", "T"),
    Duty.LEAVE: Text("假", "L"),
}
"""What stands in a cell; a duty that has a sign goes before the kind of the shift."""
_WEEKDAYS = (
    Text("一", "Mo"),
    Text("二", "Tu"),
    Text("三", "We"),
    Text("四", "Th"),
    Text("五", "Fr"),
    Text("六", "Sa"),
    Text("日", "Su"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A column of the sheet."""

    date: date
    weekday: Text
    off: bool
    holiday: bool


@blueprint.get("")
def sheet() -> ResponseReturnValue:
    """People × days of a unit and all below it."""
    asked = unit_month(Action.WORKTIME_READ, months_with_shifts(viewer=whole_viewer()))
    found = sheet_of(asked.month, asked.unit.path, request.args.get("page", 1, int), viewer=asked.viewer)
    return render_template(
        "worktime/shift/sheet.html",
        asked=asked,
        sheet=found,
        days=_days(asked.month),
        sign_of=sign_of,
        signs=SIGNS,
        may_write=asked.viewer.may(Action.WORKTIME_WRITE),
    )


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """One's own month."""
    own = viewer().person_id
    if own is None:
        raise OutOfScope("no staff record of one's own")
    return redirect(url_for("shift.person", person_id=own))


@blueprint.get("/people/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    """One person's month, shift by shift."""
    found = person_of(person_id, viewer=viewer(), action=Action.WORKTIME_READ, own=True)
    month, form = month_asked(months_with_shifts(viewer=whole_viewer()))
    return render_template(
        "worktime/shift/person.html",
        person=found,
        month=month,
        form=form,
        totals=totals_of(person_id, month),
        shifts=shifts_of(person_id, month),
        weekdays=_WEEKDAYS,
        may_see_sheet=viewer().may(Action.WORKTIME_READ, found.home_unit.path),
    )


def sign_of(entry: Entry) -> tuple[Text, str]:
    """The sign of a cell's entry and the class that colours it."""
    if entry.duty in SIGNS:
        return SIGNS[entry.duty], f"duty-{entry.duty.value}"
    return SIGNS[entry.kind], f"kind-{entry.kind.value}"


def _days(month: Month) -> list[Day]:
    """The month's days; a year whose holidays are not known yet has its weekends."""
    try:
        kinds = [china_calendar().kind(day) for day in month.range.dates()]
    except BadInput:
        kinds = [DayKind.REST if day.weekday() >= _SATURDAY else DayKind.WORKDAY for day in month.range.dates()]
    return [
        Day(day, _WEEKDAYS[day.weekday()], kind is not DayKind.WORKDAY, kind is DayKind.STATUTORY)
        for day, kind in zip(month.range.dates(), kinds, strict=True)
    ]
