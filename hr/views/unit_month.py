"""Pages about a unit and a month: which ones the address means, and the form that asks for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from hr.forms.unit_month import MonthForm, UnitMonthForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_options
from hr.views.door import today
from hr.views.questions import asker, filled, unit_asked
from vocabulary.periods import Month


@dataclass(frozen=True)
class UnitMonth:
    """The unit and the month of a page, the form that asks for others, and who asks."""

    unit: Unit
    month: Month
    form: UnitMonthForm
    viewer: Viewer


def unit_month(action: Action, months: Sequence[Month]) -> UnitMonth:
    """What the address asks; the month is else the first of ``months`` (the latest first), or the present one.

    OutOfScope for a unit where the viewer may not do ``action``.
    """
    unit = unit_asked(action)
    month, offered = _month_of(months)
    options = unit_options(viewer=asker(), action=action)
    form = UnitMonthForm(filled({"unit": unit.id, "month": month})).offer(options, offered)
    return UnitMonth(unit, month, form, asker())


def month_asked(months: Sequence[Month]) -> tuple[Month, MonthForm]:
    """The same for a page of one thing: its month, and the form that asks for another."""
    month, offered = _month_of(months)
    return month, MonthForm(filled({"month": month})).offer(offered)


def _month_of(months: Sequence[Month]) -> tuple[Month, Sequence[Month]]:
    offered = list(months) or [Month.of(today())]
    try:
        month = Month.parse(request.args.get("month", ""))
    except ValueError:
        month = offered[0]
    return month, offered if month in offered else sorted([*offered, month], reverse=True)
