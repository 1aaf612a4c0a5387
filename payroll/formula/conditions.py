"""Conditions: what holds for some people, some months, or some employers only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from payroll.columns import CODED, COLUMNS
from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.exact import Exact, common, either
from payroll.formula.leaves import used_parameter
from payroll.formula.said import Said, Used, UsedInput
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

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)


@dataclass(frozen=True)
class Flag(Condition):
    """The 0/1 input ``name`` is set."""

    name: str

    def holds(self, sheet: Sheet) -> BoolArray:
        return np.asarray(sheet.inputs.column(self.name) != 0)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        spec, value = COLUMNS[self.name], int(sheet.inputs.column(self.name)[0])
        answer = Text("{label}：是", "{label}: yes") if value else Text("{label}：否", "{label}: no")
        return answer.format(label=spec.label), (UsedInput(self.name, spec.label, value, spec.unit),)


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
class Both(Condition):
    """Two conditions together."""

    one: Condition
    two: Condition

    def formulas(self) -> tuple[Formula, ...]:
        return self.one.formulas() + self.two.formulas()

    def holds(self, sheet: Sheet) -> BoolArray:
        return self.one.holds(sheet) & self.two.holds(sheet)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        (one, seen), (two, also) = self.one.reason(sheet), self.two.reason(sheet)
        return Text("{a}，{b}", "{a}, {b}").format(a=one, b=two), seen + also


@dataclass(frozen=True)
class When(Formula):
    """``then`` where the condition holds, else ``otherwise``; the branch not taken needs no inputs."""

    condition: Condition
    then: Formula
    otherwise: Formula = ZERO

    def parts(self) -> tuple[Formula, ...]:
        return (*self.condition.formulas(), self.then, self.otherwise)

    def column(self, sheet: Sheet) -> Exact:
        holds = self.condition.holds(sheet)
        with sheet.asking(holds):
            then = self.then.column(sheet)
        with sheet.asking(~holds):
            otherwise = self.otherwise.column(sheet)
        return either(holds, then, otherwise)

    def say(self, sheet: Sheet) -> Said:
        branch = (self.then if self.condition.holds(sheet)[0] else self.otherwise).say(sheet)
        why, used = self.condition.reason(sheet)
        text = Text("{t}［{w}］", "{t} [{w}]").format(t=branch.text, w=why)
        return Said(branch.value, text, branch.used + used, branch.strength)


@dataclass(frozen=True)
class IfGiven(Formula):
    """The input ``name`` where it was given (0 is given), else ``otherwise``."""

    given: Formula
    name: str
    otherwise: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.given, self.otherwise)

    def column(self, sheet: Sheet) -> Exact:
        missing = sheet.inputs.missing_in(self.name)
        if missing is None:
            return self.given.column(sheet)
        with sheet.asking(~missing):
            known = self.given.column(sheet)
        with sheet.asking(missing):
            other = self.otherwise.column(sheet)
        return either(missing, other, known)

    def say(self, sheet: Sheet) -> Said:
        missing = sheet.inputs.missing_in(self.name)
        return (self.otherwise if missing is not None and missing[0] else self.given).say(sheet)


@dataclass(frozen=True)
class Choose(Formula):
    """One of several rules, as the dated setting ``name`` says for the month."""

    name: str
    rules: Mapping[str, Formula]

    def parts(self) -> tuple[Formula, ...]:
        return tuple(self.rules.values())

    def chosen(self, sheet: Sheet) -> Formula:
        """The rule in force."""
        return self.rules[str(sheet.row_of(self.name).value)]

    def column(self, sheet: Sheet) -> Exact:
        return self.chosen(sheet).column(sheet)

    def say(self, sheet: Sheet) -> Said:
        said = self.chosen(sheet).say(sheet)
        cited = used_parameter(sheet.book.parameter(self.name), sheet.row_of(self.name))
        return Said(said.value, said.text, (*said.used, cited), said.strength)
