"""The parameter book of a run: law and the employer's rows resolved to one frozen thing with a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from payroll.parameters.beside_law import least_of, with_own
from payroll.parameters.canonical import canonical_json, in_order, rows_from_json
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows
from payroll.parameters.values import Parameter, Row
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

        An own value gives way to law that is certain, see ``beside_law``. Raises BadInput for one of an unknown
        parameter or of another form.
        """
        rows = own or OwnRows()
        parameters = {parameter.name: parameter for parameter in law}
        for value in rows.values:
            parameter = _known(parameters, value.name)
            parameters[value.name] = with_own(parameter, value, least_of(parameters, parameter))
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


def _known(parameters: Mapping[str, Parameter], name: str) -> Parameter:
    if name not in parameters:
        raise BadInput(Text("参数簿中没有“{name}”。", "The book has no parameter “{name}”.").format(name=name), name)
    return parameters[name]


def _within(rows: tuple[Row, ...], dates: DateRange) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.valid.overlaps(dates))
