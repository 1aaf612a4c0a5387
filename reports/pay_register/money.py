"""The money columns of a pay register: elements that anybody has, with the sums of each side and the net."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document import Column, Kind
from reports.pay_register.register import PayRegister, RegisterPerson, Side
from vocabulary.money import Fen
from vocabulary.text import Text

NET = Text("实发", "Net")
SIDES: dict[Side, Text] = {
    "earning": Text("应发项目", "Earnings"),
    "deduction": Text("扣款项目", "Deductions"),
    "employer": Text("单位缴纳（不从工资扣除）", "Paid by the employer (not deducted)"),
}
TOTALS: dict[Side, Text] = {
    "earning": Text("应发合计", "Gross"),
    "deduction": Text("扣款合计", "Deducted"),
    "employer": Text("单位合计", "Employer total"),
}
_ABOVE_NET: tuple[Side, ...] = ("earning", "deduction")


class RegisterMoney:
    """Which elements have a column, and the amounts of a person in the columns' order."""

    def __init__(self, register: PayRegister) -> None:
        elements = register.elements
        used = {i for person in register.people for i, amount in enumerate(person.amounts) if amount}
        self._indexes = {side: [i for i in sorted(used) if elements[i].side == side] for side in SIDES}
        self._headings = [element.heading for element in elements]
        self._below = bool(self._indexes["employer"])

    def columns(self) -> tuple[Column, ...]:
        """Earnings and their sum, deductions and their sum, the net, and what the employer pays on top."""
        above = [column for side in _ABOVE_NET for column in self._side(side)]
        below = self._side("employer") if self._below else []
        return (*above, Column(NET, Kind.MONEY), *below)

    def of(self, person: RegisterPerson) -> tuple[Fen, ...]:
        """The person's amounts, in the columns' order."""
        amounts: list[Fen] = []
        for side, indexes in self._indexes.items():
            if side == "employer":
                amounts.append(person.net)
            if side != "employer" or self._below:
                own = [person.amounts[i] for i in indexes]
                amounts += [*own, sum(own)]
        return tuple(amounts)

    def sums(self, people: Iterable[RegisterPerson]) -> tuple[Fen, ...]:
        """The columns added up over ``people``."""
        columns = zip(*(self.of(person) for person in people), strict=True)
        return tuple(sum(column) for column in columns) or (0,) * len(self.columns())

    def _side(self, side: Side) -> list[Column]:
        headings = [*(self._headings[i] for i in self._indexes[side]), TOTALS[side]]
        return [Column(heading, Kind.MONEY, group=SIDES[side]) for heading in headings]
