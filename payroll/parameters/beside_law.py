"""How the employer's own values stand beside law: they fill what it leaves open and give way where it is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from payroll.parameters.own import OwnValue
from payroll.parameters.values import Confidence, Parameter, Row, shown_value
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

_DAY = timedelta(days=1)
_FORM = Text("“{label}”的数值形式应为 {kind}。", "{label} takes a value of the form {kind}.")
_CERTAIN = Text(
    "“{label}”自 {first} 起有确定的法定数值（{source}），不能替代。",
    "{label} has a certain statutory value from {first} on ({source}); it can't be replaced.",
)
_LEAST = Text("“{label}”不得低于{least} {value}（{source}）。", "{label} can't be below {least}, {value} ({source}).")


@dataclass(frozen=True, slots=True)
class Superseded:
    """The dates on which an own value gives way, and the row of law that counts in its place."""

    dates: DateRange
    by: Row


def with_own(parameter: Parameter, own: OwnValue, least: Parameter | None = None) -> Parameter:
    """The parameter with an own value on the dates that no certain law takes up, the rows around it cut back.

    ``least``: the parameter that the value may not be below; where law has raised it since, it counts instead.
    Raises BadInput for a value of another form.
    """
    if not parameter.kind.fits(own.row.value):
        raise BadInput(_FORM.format(label=parameter.label, kind=parameter.kind), parameter.name)
    given_way = superseded(parameter, own, least)
    kept = _without([own.row], [one.dates for one in given_way])
    lifted = [replace(one.by, valid=one.dates) for one in given_way if one.by not in parameter.rows]
    ours = [*kept, *lifted]
    law = _without(parameter.rows, [row.valid for row in ours])
    return replace(parameter, rows=tuple(sorted([*law, *ours], key=lambda row: row.valid.first)))


def superseded(parameter: Parameter, own: OwnValue, least: Parameter | None = None) -> Sequence[Superseded]:
    """Where an own value does not count: law is certain of ``parameter``, or asks for more by ``least``."""
    certain = [Superseded(dates, row) for row, dates in _shared(parameter, own) if _is_certain(row)]
    if least is None:
        return certain
    open_dates = _without([own.row], [one.dates for one in certain])
    rest = [(row, dates) for part in open_dates for row, dates in _shared(least, OwnValue(own.name, part))]
    return [*certain, *(Superseded(dates, row) for row, dates in rest if _is_below(own, row))]


def refuse_against_law(parameter: Parameter, own: OwnValue, least: Parameter | None = None) -> None:
    """Refuse a new value: raises BadInput where law is certain at the end of a month of it, or asks for more.

    A month that law leaves open from its middle on may have a value: it counts from there.
    """
    for row, dates in _shared(parameter, own):
        if _is_certain(row) and Month.of(dates.first).last_day in dates:
            reason = _CERTAIN.format(label=parameter.label, first=dates.first, source=row.source)
            raise BadInput(reason, own.name)
    for one in superseded(parameter, own, least):
        if least is not None and one.by in least.rows:
            raise BadInput(_too_low(parameter, least, one.by), own.name)


def least_of(parameters: Mapping[str, Parameter], parameter: Parameter) -> Parameter | None:
    """The parameter that own values of ``parameter`` may not be below, if there is one."""
    return parameters[parameter.not_below] if parameter.not_below else None


def _shared(parameter: Parameter, own: OwnValue) -> Iterable[tuple[Row, DateRange]]:
    """The rows of the parameter on the dates of the own value."""
    for row in parameter.rows:
        dates = row.valid.within(own.row.valid)
        if dates is not None:
            yield row, dates


def _is_certain(row: Row) -> bool:
    return row.value is not None and row.confidence is Confidence.HIGH


def _is_below(own: OwnValue, least: Row) -> bool:
    return isinstance(own.row.value, int) and isinstance(least.value, int) and own.row.value < least.value


def _too_low(parameter: Parameter, least: Parameter, row: Row) -> Text:
    assert row.value is not None
    value = shown_value(least.kind, row.value)
    return _LEAST.format(label=parameter.label, least=least.label, value=value, source=row.source)


def _without(rows: Iterable[Row], cuts: Iterable[DateRange]) -> list[Row]:
    """The rows on the dates that none of ``cuts`` has."""
    left = list(rows)
    for cut in cuts:
        left = [replace(row, valid=rest) for row in left for rest in _outside(row.valid, cut)]
    return left


def _outside(whole: DateRange, cut: DateRange) -> Iterable[DateRange]:
    if not whole.overlaps(cut):
        yield whole
        return
    if whole.first < cut.first:
        yield DateRange(whole.first, cut.first - _DAY)
    if cut.last is not None and (whole.last is None or cut.last < whole.last):
        yield DateRange(cut.last + _DAY, whole.last)
