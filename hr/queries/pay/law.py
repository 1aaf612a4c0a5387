"""Statutory values on a day: what holds, since when, by which source, how sure it is, what is missing or runs out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from payroll.parameters.values import Bracket, Confidence, Kind, Parameter, Row, shown_value
from vocabulary.money import yuan_grouped
from vocabulary.text import Text

EXPIRING_DAYS = 90
State = Literal["in_force", "gap", "ended", "not_yet"]
SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class LawLine:
    """One parameter on a day: the row in force if there is one, what comes next, and how things stand."""

    parameter: Parameter
    row: Row | None
    value: Text | None
    state: State
    expires: bool
    next_row: Row | None

    @property
    def to_confirm(self) -> bool:
        """Whether the value is in force without being certain."""
        return self.row is not None and self.row.confidence is not Confidence.HIGH

    @property
    def is_setting(self) -> bool:
        """Whether the employer decides, and the value is no more than what is usual."""
        return self.parameter.name.partition(".")[0] == SETTINGS

    @property
    def history(self) -> Sequence[tuple[Row, Text | None]]:
        """Every row with its value as people read it, the newest first."""
        return [(row, _shown(self.parameter, row)) for row in reversed(self.parameter.rows)]


@dataclass(frozen=True, slots=True)
class LawGroup:
    """The parameters of one subject (``social_insurance``)."""

    subject: str
    lines: Sequence[LawLine]


def law_on(on: date, parameters: Iterable[Parameter]) -> list[LawGroup]:
    """Parameters by subject as they stand on a day."""
    groups: dict[str, list[LawLine]] = {}
    for parameter in parameters:
        groups.setdefault(parameter.name.partition(".")[0], []).append(_line(parameter, on))
    return [LawGroup(subject, lines) for subject, lines in groups.items()]


def _line(parameter: Parameter, on: date) -> LawLine:
    row = next((row for row in parameter.rows if on in row.valid and row.value is not None), None)
    later = next((row for row in parameter.rows if row.valid.first > on and row.value is not None), None)
    last = None if row is None else row.valid.last
    soon = last is not None and last <= on + timedelta(days=EXPIRING_DAYS) and not _continues(parameter, last)
    return LawLine(parameter, row, _shown(parameter, row), _state(parameter, row, on), soon, later)


def _continues(parameter: Parameter, last: date) -> bool:
    after = last + timedelta(days=1)
    return any(after in row.valid and row.value is not None for row in parameter.rows)


def _state(parameter: Parameter, row: Row | None, on: date) -> State:
    """A gap is a value that is missing although there is one in law; what has ended has none any more."""
    if row is not None:
        return "in_force"
    if parameter.rows and parameter.rows[0].valid.first > on:
        return "not_yet"
    last = parameter.rows[-1].valid.last if parameter.rows else None
    return "ended" if last is not None and last < on else "gap"


_BRACKET = Text("不超过 {upper}：{rate}，速算扣除 {quick}", "Up to {upper}: {rate}, quick deduction {quick}")
_LAST_BRACKET = Text("以上：{rate}，速算扣除 {quick}", "Above: {rate}, quick deduction {quick}")


def _shown(parameter: Parameter, row: Row | None) -> Text | None:
    if row is None or row.value is None:
        return None
    if parameter.kind is Kind.BRACKETS and isinstance(row.value, tuple):
        lines = [_bracket(part) for part in row.value if isinstance(part, Bracket)]
        return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
    return shown_value(parameter.kind, row.value)


def _bracket(bracket: Bracket) -> Text:
    numbers = {"rate": shown_value(Kind.RATE, bracket.rate), "quick": yuan_grouped(bracket.quick)}
    if bracket.upper is None:
        return _LAST_BRACKET.format(**numbers)
    return _BRACKET.format(upper=yuan_grouped(bracket.upper), **numbers)
