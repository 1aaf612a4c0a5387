"""Conditions: what holds for some people or some months only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from payroll.columns import CODED, COLUMNS
from payroll.formula.arithmetic import Formula
from payroll.formula.exact import common, is_uniform
from payroll.formula.leaves import used_parameter
from payroll.formula.said import Used, UsedInput
from payroll.formula.sheet import Sheet
from payroll.inputs import BoolArray
from vocabulary.text import Text


class Condition(ABC):
    """Something that holds or not, person by person."""

    @abstractmethod
    def holds(self, sheet: Sheet) -> BoolArray:
        """All rows at once."""

    @abstractmethod
    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        """The first row's answer in words, and what was looked at."""

    def formulas(self) -> tuple[Formula, ...]:
        """The formulas it compares."""
        return ()

    def reads(self) -> tuple[str, ...]:
        """The law parameters it reads, its formulas aside."""
        return ()

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)


@dataclass(frozen=True)
class Flag(Condition):
    """The 0/1 input ``name`` is set."""

    name: str

    def holds(self, sheet: Sheet) -> BoolArray:
        column = sheet.inputs.column(self.name)
        if is_uniform(column):
            return np.broadcast_to(np.bool_(column[0] != 0), len(sheet.inputs))
        return np.asarray(column != 0)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        spec, value = COLUMNS[self.name], int(sheet.inputs.column(self.name)[0])
        answer = Text("{label}：是", "{label}: yes") if value else Text("{label}：否", "{label}: no")
        return answer.format(label=spec.label), (UsedInput(self.name, spec.label, value, spec.unit),)


@dataclass(frozen=True)
class AnyFlag(Condition):
    """At least one of the 0/1 inputs ``names`` is set."""

    names: tuple[str, ...]

    def holds(self, sheet: Sheet) -> BoolArray:
        return np.asarray(np.logical_or.reduce([Flag(name).holds(sheet) for name in self.names]))

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        set_ = [name for name in self.names if sheet.inputs.column(name)[0]]
        if not set_:
            return Text("均未参加", "none applies"), ()
        return Flag(set_[0]).reason(sheet)


@dataclass(frozen=True)
class Is(Condition):
    """The coded input ``column`` holds ``word``."""

    column: str
    word: str
    label: Text

    def holds(self, sheet: Sheet) -> BoolArray:
        return sheet.inputs.coded[self.column].among((self.word,))

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        sign = "=" if self.holds(sheet)[0] else "≠"
        return Text("{c} {s} {l}", "{c} {s} {l}").format(c=CODED[self.column], s=sign, l=self.label), ()


@dataclass(frozen=True)
class Among(Condition):
    """The coded input ``column`` holds one of ``words``."""

    column: str
    words: tuple[str, ...]

    def holds(self, sheet: Sheet) -> BoolArray:
        return sheet.inputs.coded[self.column].among(self.words)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        word = sheet.inputs.coded[self.column].at(0)
        return Text("{c}：{w}", "{c}: {w}").format(c=CODED[self.column], w=word), ()


@dataclass(frozen=True)
class AtLeast(Condition):
    """``left >= right``."""

    left: Formula
    right: Formula

    def formulas(self) -> tuple[Formula, ...]:
        return (self.left, self.right)

    def holds(self, sheet: Sheet) -> BoolArray:
        mine, theirs, _ = common(self.left.column(sheet), self.right.column(sheet))
        return np.broadcast_to(np.asarray(mine >= theirs), len(sheet.inputs))

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        left, right = self.left.say(sheet), self.right.say(sheet)
        sign = "≥" if left.value >= right.value else "<"
        return Text("{a} {s} {b}", "{a} {s} {b}").format(a=left.text, s=sign, b=right.text), left.used + right.used


@dataclass(frozen=True)
class InForce(Condition):
    """The rule whose setting ``name`` reads ``in_force`` in the month applies."""

    name: str

    def reads(self) -> tuple[str, ...]:
        return (self.name,)

    def holds(self, sheet: Sheet) -> BoolArray:
        return np.broadcast_to(np.bool_(sheet.row_of(self.name).value == "in_force"), len(sheet.inputs))

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        parameter, row = sheet.book.parameter(self.name), sheet.row_of(self.name)
        answer = (
            Text("{label}：施行", "{label}: in force")
            if row.value == "in_force"
            else Text("{label}：未施行", "{label}: not in force")
        )
        return answer.format(label=parameter.label), (used_parameter(parameter, row),)


@dataclass(frozen=True)
class MonthAmong(Condition):
    """The month is one of those that the parameter ``name`` lists."""

    name: str

    def reads(self) -> tuple[str, ...]:
        return (self.name,)

    def holds(self, sheet: Sheet) -> BoolArray:
        months = sheet.row_of(self.name).value
        assert isinstance(months, tuple), self.name
        return np.broadcast_to(np.bool_(sheet.inputs.month.month in months), len(sheet.inputs))

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        parameter, row = sheet.book.parameter(self.name), sheet.row_of(self.name)
        cited = used_parameter(parameter, row)
        said = Text("本月为 {m} 月；{l}：{v}", "month {m}; {l}: {v}")
        return said.format(m=sheet.inputs.month.month, l=parameter.label, v=cited.value), (cited,)


@dataclass(frozen=True)
class RateAmong(Condition):
    """The rate input ``column`` is one of those that the parameter ``name`` lists, or was not given."""

    column: str
    name: str

    def reads(self) -> tuple[str, ...]:
        return (self.name,)

    def holds(self, sheet: Sheet) -> BoolArray:
        allowed = sheet.row_of(self.name).value
        assert isinstance(allowed, tuple), self.name
        among = np.isin(sheet.inputs.column(self.column), np.array(allowed, dtype=np.int64))
        missing = sheet.inputs.missing_in(self.column)
        return among if missing is None else among | missing

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        parameter, row = sheet.book.parameter(self.name), sheet.row_of(self.name)
        return parameter.label, (used_parameter(parameter, row),)


@dataclass(frozen=True)
class Not(Condition):
    """The condition does not hold."""

    condition: Condition

    def reads(self) -> tuple[str, ...]:
        return self.condition.reads()

    def formulas(self) -> tuple[Formula, ...]:
        return self.condition.formulas()

    def holds(self, sheet: Sheet) -> BoolArray:
        holds = self.condition.holds(sheet)
        return laid_out(not holds[0], sheet) if is_uniform(holds) else ~holds

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        return self.condition.reason(sheet)


@dataclass(frozen=True)
class Both(Condition):
    """Two conditions together."""

    one: Condition
    two: Condition

    def reads(self) -> tuple[str, ...]:
        return self.one.reads() + self.two.reads()

    def formulas(self) -> tuple[Formula, ...]:
        return self.one.formulas() + self.two.formulas()

    def holds(self, sheet: Sheet) -> BoolArray:
        one, two = self.one.holds(sheet), self.two.holds(sheet)
        if is_uniform(one):
            return two if one[0] else one
        if is_uniform(two):
            return one if two[0] else two
        return one & two

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        (one, seen), (two, also) = self.one.reason(sheet), self.two.reason(sheet)
        return Text("{a}，{b}", "{a}, {b}").format(a=one, b=two), seen + also


def laid_out(answer: bool, sheet: Sheet) -> BoolArray:
    """One answer for everybody, which formulas need not walk."""
    return np.broadcast_to(np.bool_(answer), len(sheet.inputs))
