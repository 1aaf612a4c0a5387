"""The employer's own values for law, and the parameters that could do with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, not_, select

from hr.clock import today
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.own_value import OwnValue
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from hr.queries.pay.law import LawLine, law_on
from hr.refusals import OutOfScope
from payroll.parameters import beside_law, own
from payroll.parameters.beside_law import Superseded
from payroll.parameters.book import Book
from payroll.parameters.choice_words import choice_label
from payroll.parameters.law import load_law
from payroll.parameters.values import Confidence, Kind, Parameter, Row
from vocabulary.periods import DateRange, Month
from vocabulary.terms import UnitKind
from vocabulary.text import Text

_SOURCE = "单位补录：{document}"
_IN_FORCE = ("in_force", "not_in_force")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "settings.proration": ("paid_days", "deduct_absent"),
    "settings.sick_pay_rule": ("service_scale", "national_floor"),
    "settings.maternity_pay": ("wage_continues", "through_employer"),
    "social_insurance.rounding": ("fen_half_up", "jiao_up", "yuan_half_up"),
    "housing_fund.rounding": ("yuan_half_up", "fen_half_up"),
}
"""What may be chosen for a setting beyond the choices that law has made itself."""


def own_row(row: OwnValue, valid: DateRange | None = None) -> own.OwnValue:
    """A stored value as the book takes it; ``valid``: the dates it is asked for, by default its own."""
    value = tuple(row.value) if isinstance(row.value, list) else row.value
    dates = valid or DateRange(row.valid_from, row.valid_to)
    source = _SOURCE.format(document=row.document)
    return own.OwnValue(row.name, Row(dates, value, source, Confidence.HIGH, "employer"))  # type: ignore[arg-type]


def own_values(month: Month | None = None) -> Iterable[own.OwnValue]:
    """The approved values, all of them, or those in force on the last day of a month and for that month."""
    approved = select(OwnValue).where(OwnValue.approved_at.is_not(None)).order_by(OwnValue.name, OwnValue.valid_from)
    if month is not None:
        approved = approved.where(in_force(OwnValue, month.last_day))
    valid = None if month is None else month.range
    return [own_row(row, valid) for row in db.session.scalars(approved)]


def law_with(values: Iterable[own.OwnValue]) -> Mapping[str, Parameter]:
    """Law as it is known today with own values in it; raises BadInput for a value that can't stand there."""
    return Book.of(load_law(known_on=today()), own.OwnRows(values=tuple(values))).parameters


def law_in_use() -> Mapping[str, Parameter]:
    """Law with the approved values where it leaves room for them."""
    return law_with(own_values())


def refuse_against_law(row: OwnValue) -> None:
    """Raises BadInput for a new value of the wrong form, against law that is certain today, or below its least."""
    law, value = law_with(()), own_row(row)
    law_with((value,))
    beside_law.refuse_against_law(law[row.name], value, beside_law.least_of(law, law[row.name]))


def value_row(value_id: int, *, viewer: Viewer) -> OwnValue:
    """One own value, for whoever sees pay figures."""
    viewer.require(Action.PAY_READ)
    row = db.session.get(OwnValue, value_id)
    if row is None:
        raise OutOfScope(f"own value {value_id}")
    return row


def cares_for_all(viewer: Viewer, action: Action) -> bool:
    """Whether a viewer may do something at every unit but the city's root, which employs nobody."""
    outside: ColumnElement[bool] = not_(within(Unit.path, viewer, action))
    return db.session.scalar(select(Unit.id).where(Unit.kind != UnitKind.CITY, outside).limit(1)) is None


@dataclass(frozen=True, slots=True)
class ValueOnFile:
    """An own value, its parameter unless law has no such one any more, and where law has taken its place."""

    row: OwnValue
    parameter: Parameter | None
    superseded: Sequence[Superseded]


@dataclass(frozen=True)
class OwnValuePage:
    """Own values, those that wait first; and the parameters that lack or may take one."""

    waiting: Sequence[ValueOnFile]
    approved: Sequence[ValueOnFile]
    gaps: Sequence[LawLine]
    uncertain: Sequence[LawLine]
    settings: Sequence[LawLine]


def own_value_page(on: date, *, viewer: Viewer) -> OwnValuePage:
    """What is on file, and what law leaves open on a day, gaps first."""
    viewer.require(Action.PAY_READ)
    rows = db.session.scalars(select(OwnValue).order_by(OwnValue.valid_from.desc(), OwnValue.name)).all()
    parameters, law = law_in_use(), law_with(())
    on_file = [_on_file(row, law) for row in rows]
    lines = [line for group in law_on(on, parameters.values()) for line in group.lines]
    open_to_it = [line for line in lines if line.to_confirm]
    return OwnValuePage(
        waiting=[one for one in on_file if one.row.approved_at is None],
        approved=[one for one in on_file if one.row.approved_at is not None],
        gaps=[line for line in lines if line.state in {"gap", "ended"}],
        uncertain=[line for line in open_to_it if not line.is_setting],
        settings=[line for line in open_to_it if line.is_setting],
    )


def _on_file(row: OwnValue, law: Mapping[str, Parameter]) -> ValueOnFile:
    parameter = law.get(row.name)
    if parameter is None:
        return ValueOnFile(row, None, ())
    least = beside_law.least_of(law, parameter)
    return ValueOnFile(row, parameter, beside_law.superseded(parameter, own_row(row), least))


def choices_of(parameter: Parameter) -> Sequence[tuple[str, Text]]:
    """The codes that may be chosen for a setting, with what they mean; empty for other parameters."""
    if parameter.kind is not Kind.CHOICE:
        return ()
    used = [str(row.value) for row in parameter.rows if row.value is not None]
    codes = _IN_FORCE if set(used) <= set(_IN_FORCE) else (*CHOICES.get(parameter.name, ()), *used)
    return [(code, choice_label(code)) for code in dict.fromkeys(codes)]
