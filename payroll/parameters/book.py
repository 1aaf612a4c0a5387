"""The parameter book of a run: law and the employer's rows resolved to one frozen thing with a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from payroll.parameters.canonical import canonical_json, in_order, rows_from_json
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows, OwnValue
from payroll.parameters.values import Confidence, Kind, Parameter, Row, shown_value
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text


@dataclass(frozen=True)
class Book:
    """Every value that a run may read. Two books with the same content have the same ``fingerprint``.

    ``younger``: parameters of rules that came after a book was stored; no part of its content. Its months have no
    input that such a rule pays for, so it computes to what it did.
    """

    parameters: Mapping[str, Parameter]
    own: OwnRows
    younger: Mapping[str, Parameter] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, law: Iterable[Parameter], own: OwnRows | None = None) -> Book:
        """The book of ``law`` (see ``load_law``) with the employer's rows.

        Raises BadInput for an own value of an unknown parameter, one against law that is certain, or one below what
        the law lets an employer set.
        """
        rows = own or OwnRows()
        parameters = {parameter.name: parameter for parameter in law}
        for value in rows.values:
            parameters[value.name] = _with_own(_known(parameters, value.name), value)
            _refuse_below_least(parameters, value)
        return cls(dict(sorted(parameters.items())), in_order(replace(rows, values=())))

    @classmethod
    def from_json(cls, text: str) -> Book:
        """The book that ``to_json`` wrote; raises BadInput for anything else."""
        parameters, own = rows_from_json(text)
        return cls(parameters, own, {p.name: p for p in load_law() if p.name not in parameters})

    def to_json(self) -> str:
        """Canonical JSON: sorted, no blanks, whole fen, ppm and hundredths; the fingerprint is taken of it."""
        return canonical_json(self.parameters, self.own)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of ``to_json``, 64 hexadecimal digits."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def parameter(self, name: str) -> Parameter:
        """The parameter; raises BadInput when the book has none of that name."""
        return _known(self.parameters if name in self.parameters else self.younger, name)

    def row(self, name: str, on: date) -> Row:
        """The dated row in force; raises BadInput that says what to fill in when there is no value."""
        return self.parameter(name).row_on(on)

    def whole(self, name: str, on: date) -> int:
        """The value on a date of a parameter that is one whole number (fen, ppm, hundredths of days, count)."""
        value = self.row(name, on).value
        assert isinstance(value, int), name
        return value

    def choice(self, name: str, on: date) -> str:
        """The value on a date of a setting."""
        value = self.row(name, on).value
        assert isinstance(value, str), name
        return value

    def for_month(self, month: Month) -> Book:
        """Only the rows in force in ``month``: what a pay run stores. Later law does not change its fingerprint."""
        kept = {name: replace(p, rows=_within(p.rows, month.range)) for name, p in self.parameters.items()}
        own = OwnRows(
            tuple(c for c in self.own.scale_cells if c.valid.overlaps(month.range)),
            tuple(r for r in self.own.shift_rates if r.valid.overlaps(month.range)),
            tuple(a for a in self.own.allowances if a.valid.overlaps(month.range)),
        )
        return Book(kept, own, self.younger)


_FORM = Text("“{label}”的数值形式应为 {kind}。", "{label} takes a value of the form {kind}.")
_CERTAIN = Text(
    "“{label}”在该日期有确定的法定数值，不能替代。", "{label} has a certain statutory value then; it can't be replaced."
)

_LEAST = Text("“{label}”不得低于{least} {value}（{source}）。", "{label} can't be below {least}, {value} ({source}).")


def _known(parameters: Mapping[str, Parameter], name: str) -> Parameter:
    if name not in parameters:
        raise BadInput(Text("参数簿中没有“{name}”。", "The book has no parameter “{name}”.").format(name=name), name)
    return parameters[name]


def _within(rows: tuple[Row, ...], dates: DateRange) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.valid.overlaps(dates))


def _with_own(parameter: Parameter, own: OwnValue) -> Parameter:
    """The parameter with the own row put in, the dates of the rows around it cut back."""
    if not parameter.kind.fits(own.row.value):
        raise BadInput(_FORM.format(label=parameter.label, kind=parameter.kind), parameter.name)
    rows = [own.row]
    for row in parameter.rows:
        if not row.valid.overlaps(own.row.valid):
            rows.append(row)
            continue
        if row.value is not None and row.confidence is Confidence.HIGH and parameter.kind is not Kind.CHOICE:
            raise BadInput(_CERTAIN.format(label=parameter.label), parameter.name)
        rows.extend(replace(row, valid=rest) for rest in _outside(row.valid, own.row.valid))
    return replace(parameter, rows=tuple(sorted(rows, key=lambda r: r.valid.first)))


def _refuse_below_least(parameters: Mapping[str, Parameter], own: OwnValue) -> None:
    """A setting that the law bounds from below (probation pay, say) keeps to it on each of its days."""
    parameter = parameters[own.name]
    if not parameter.not_below:
        return
    least = _known(parameters, parameter.not_below)
    for row in _within(least.rows, own.row.valid):
        if isinstance(row.value, int) and isinstance(own.row.value, int) and own.row.value < row.value:
            shown = shown_value(least.kind, row.value)
            reason = _LEAST.format(label=parameter.label, least=least.label, value=shown, source=row.source)
            raise BadInput(reason, own.name)


def _outside(whole: DateRange, cut: DateRange) -> Iterable[DateRange]:
    if whole.first < cut.first:
        yield DateRange(whole.first, date.fromordinal(cut.first.toordinal() - 1))
    if cut.last is not None and (whole.last is None or cut.last < whole.last):
        yield DateRange(date.fromordinal(cut.last.toordinal() + 1), whole.last)
