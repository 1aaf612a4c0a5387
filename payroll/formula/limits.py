"""Floors, ceilings and roundings."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.exact import Exact, Whole, larger, smaller
from payroll.formula.leaves import used_parameter
from payroll.formula.said import PRODUCT, WHOLE, Said, Used
from payroll.formula.sheet import Sheet
from vocabulary.bad_input import BadInput
from vocabulary.money import divide_half_up
from vocabulary.text import Text


@dataclass(frozen=True)
class Larger(Formula):
    """The larger of two."""

    one: Formula
    two: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.one, self.two)

    def column(self, sheet: Sheet) -> Exact:
        return larger(self.one.column(sheet), self.two.column(sheet))

    def say(self, sheet: Sheet) -> Said:
        one, two = self.one.say(sheet), self.two.say(sheet)
        text = Text("取大({a}，{b})", "larger of ({a}, {b})").format(a=one.text, b=two.text)
        return Said(max(one.value, two.value), text, one.used + two.used, WHOLE)


@dataclass(frozen=True)
class Smaller(Formula):
    """The smaller of two."""

    one: Formula
    two: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.one, self.two)

    def column(self, sheet: Sheet) -> Exact:
        return smaller(self.one.column(sheet), self.two.column(sheet))

    def say(self, sheet: Sheet) -> Said:
        one, two = self.one.say(sheet), self.two.say(sheet)
        text = Text("取小({a}，{b})", "smaller of ({a}, {b})").format(a=one.text, b=two.text)
        return Said(min(one.value, two.value), text, one.used + two.used, WHOLE)


def never_negative(formula: Formula) -> Formula:
    """``formula``, or zero where it is below."""
    return Larger(formula, ZERO)


def between(formula: Formula, floor: Formula, ceiling: Formula) -> Formula:
    """``formula`` kept between floor and ceiling."""
    return Smaller(Larger(formula, floor), ceiling)


@dataclass(frozen=True)
class RoundingRule:
    """To whole multiples of ``step`` fen, half away from zero, or up whenever anything is over."""

    step: int
    upward: bool
    label: Text

    def apply(self, exact: Exact) -> Whole:
        """The rounded fen of all rows."""
        per = exact.per * self.step
        if per == 1:
            return exact.whole
        if self.upward:
            return -(-exact.whole // per) * self.step
        if isinstance(exact.whole, int):
            return divide_half_up(exact.whole, per) * self.step
        return divide_half_up(exact.whole, per) * self.step


ROUNDING: dict[str, RoundingRule] = {
    "fen_half_up": RoundingRule(1, False, Text("四舍五入到分", "to the fen, half up")),
    "jiao_up": RoundingRule(10, True, Text("见分进角", "to the jiao, any fen rounds up")),
    "yuan_half_up": RoundingRule(100, False, Text("四舍五入到元", "to the yuan, half up")),
}


@dataclass(frozen=True)
class Rounded(Formula):
    """``formula`` in whole fen by the rule that the dated setting ``setting`` names (None: to the fen, half up)."""

    formula: Formula
    setting: str | None = None

    def reads(self) -> tuple[str, ...]:
        return () if self.setting is None else (self.setting,)

    def parts(self) -> tuple[Formula, ...]:
        return (self.formula,)

    def rule(self, sheet: Sheet) -> RoundingRule:
        """The rule in force; raises BadInput for a setting that names none."""
        name = "fen_half_up" if self.setting is None else str(sheet.row_of(self.setting).value)
        if name not in ROUNDING:
            raise BadInput(
                Text("没有这种取整规则：{n}。", "There is no rounding rule {n}.").format(n=name), self.setting
            )
        return ROUNDING[name]

    def column(self, sheet: Sheet) -> Exact:
        return Exact(self.rule(sheet).apply(self.formula.column(sheet)))

    def say(self, sheet: Sheet) -> Said:
        said, rule = self.formula.say(sheet), self.rule(sheet)
        whole = rule.apply(Exact.scalar(said.value))
        assert isinstance(whole, int)
        cited: tuple[Used, ...] = ()
        if self.setting is not None:
            cited = (used_parameter(sheet.book.parameter(self.setting), sheet.row_of(self.setting)),)
        if Fraction(whole) == said.value:
            return Said(said.value, said.text, said.used + cited, said.strength)
        text = Text("{t}，{r}", "{t}, {r}").format(t=said.text, r=rule.label)
        return Said(Fraction(whole), text, said.used + cited, PRODUCT)
