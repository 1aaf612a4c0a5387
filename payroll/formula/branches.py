"""Rules with branches: by person, by what was given, and by the employer's dated settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.conditions import Condition
from payroll.formula.exact import Exact, either, is_uniform
from payroll.formula.leaves import used_parameter
from payroll.formula.said import Said
from payroll.formula.sheet import Sheet
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True)
class When(Formula):
    """``then`` where the condition holds, else ``otherwise``; the branch not taken needs no inputs."""

    condition: Condition
    then: Formula
    otherwise: Formula = ZERO

    def reads(self) -> tuple[str, ...]:
        return self.condition.reads()

    def parts(self) -> tuple[Formula, ...]:
        return (*self.condition.formulas(), self.then, self.otherwise)

    def column(self, sheet: Sheet) -> Exact:
        holds = self.condition.holds(sheet)
        if is_uniform(holds):
            return (self.then if holds[0] else self.otherwise).column(sheet)
        with sheet.asking(holds):
            then = self.then.column(sheet)
        with sheet.asking(~holds):
            otherwise = self.otherwise.column(sheet)
        return either(holds, then, otherwise)

    def say(self, sheet: Sheet) -> Said:
        branch = (self.then if self.condition.holds(sheet)[0] else self.otherwise).say(sheet)
        why, used = self.condition.reason(sheet)
        text = Text("{t}［{w}］", "{t} [{w}]").format(t=branch.text, w=why) if why.zh else branch.text
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
    """One of several rules, as the dated setting ``name`` says for the month, or for its last day ``at_end``."""

    name: str
    rules: Mapping[str, Formula]
    at_end: bool = False

    def reads(self) -> tuple[str, ...]:
        return () if self.at_end else (self.name,)

    def reads_at_end(self) -> tuple[str, ...]:
        return (self.name,) if self.at_end else ()

    def parts(self) -> tuple[Formula, ...]:
        return tuple(self.rules.values())

    def chosen(self, sheet: Sheet) -> Formula:
        """The rule in force."""
        choice = str(sheet.row_of(self.name, at_end=self.at_end).value)
        if choice not in self.rules:
            reason = Text("没有这种规则：{c}。", "There is no such rule: {c}.")
            raise BadInput(reason.format(c=choice), self.name)
        return self.rules[choice]

    def column(self, sheet: Sheet) -> Exact:
        return self.chosen(sheet).column(sheet)

    def say(self, sheet: Sheet) -> Said:
        said = self.chosen(sheet).say(sheet)
        cited = used_parameter(sheet.book.parameter(self.name), sheet.row_of(self.name, at_end=self.at_end))
        return Said(said.value, said.text, (*said.used, cited), said.strength)
