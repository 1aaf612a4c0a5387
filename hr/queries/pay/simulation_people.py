"""Everybody in a simulation as a list, and one of them under both sets of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hr.queries.computed_listing import ComputedListing, shown_column
from hr.queries.listing import Choice
from hr.queries.pay.simulation_result import Named, SimulationFound, people_of
from payroll.formula.figure import FigureKind
from payroll.simulation.comparison import Comparison
from payroll.trace import TraceLine
from vocabulary.terms import StaffingType, Term
from vocabulary.text import Text


class Direction(Term):
    """实发变动方向."""

    UP = "up", "增加", "Gain"
    DOWN = "down", "减少", "Lose"
    SAME = "same", "不变", "The same"


_STAFFING_TYPE = Text("用工性质", "Staffing type")


def people_listing(found: SimulationFound) -> ComputedListing:
    """Everybody who could be computed both times, the largest changes of net pay first."""
    return ComputedListing(
        statement=None,  # type: ignore[arg-type]
        columns=(
            shown_column("staff_number", Text("工号", "Staff number"), link="employment_id"),
            shown_column("name", Text("姓名", "Name"), sort_by="name_key", link="employment_id"),
            shown_column("unit", Text("机构", "Unit")),
            shown_column("staffing_type", _STAFFING_TYPE, kind="term"),
            shown_column("gross_change", Text("应发变动", "Gross, difference"), kind="money"),
            shown_column("cost_change", Text("用工成本变动", "Employer's cost, difference"), kind="money"),
            shown_column("net_before", Text("现行实发", "Net as it is"), kind="money"),
            shown_column("net_after", Text("模拟实发", "Net supposed"), kind="money"),
            shown_column("net_change", Text("实发变动", "Net, difference"), kind="money"),
        ),
        search_in=("staff_number", "name", "name_key"),
        choices=(
            Choice("direction", Text("实发", "Net"), [(one.value, one.label) for one in Direction], {}),
            Choice("staffing_type", _STAFFING_TYPE, [(one.value, one.label) for one in StaffingType], {}),
        ),
        rows=_rows(found),
    )


def _rows(found: SimulationFound) -> list[dict[str, object]]:
    comparison, base = found.comparison, found.base
    order = sorted(_counted(comparison), key=lambda row: (-abs(row[1]), row[0]))
    gross, cost = comparison.change("gross"), comparison.change("employer_cost")
    before, after = comparison.columns("net")
    return [
        {
            **_who(found, one),
            "staffing_type": StaffingType.of(base.staffing_type.at(one.row)),
            "gross_change": int(gross[one.row]),
            "cost_change": int(cost[one.row]),
            "net_before": int(before[one.row]),
            "net_after": int(after[one.row]),
            "net_change": change,
            "direction": (Direction.UP if change > 0 else Direction.DOWN if change else Direction.SAME).value,
        }
        for one, (_, change) in zip(people_of(found, [row for row, _ in order]), order, strict=True)
    ]


def _counted(comparison: Comparison) -> list[tuple[int, int]]:
    """Row and change of net of everybody counted."""
    change = comparison.change("net")
    return [(int(row), int(change[row])) for row in comparison.counted.nonzero()[0]]


def _who(found: SimulationFound, one: Named) -> dict[str, object]:
    return {
        "employment_id": int(found.comparison.before.employment_id[one.row]),
        "staff_number": one.staff_number,
        "name": one.name,
        "name_key": one.name_key,
        "unit": found.base.unit_names[found.base.unit_id[one.row]],
    }


@dataclass(frozen=True, slots=True)
class BothLines:
    """One figure explained before and after; None where only the other slip has it."""

    label: Text
    kind: FigureKind
    before: TraceLine | None
    after: TraceLine | None

    @property
    def line(self) -> TraceLine:
        """Either of them."""
        line = self.after or self.before
        assert line is not None
        return line

    @property
    def change(self) -> int:
        """After less before, in the unit of the figure."""
        return (self.after.value if self.after else 0) - (self.before.value if self.before else 0)


def both_explained(found: SimulationFound, row: int) -> Sequence[BothLines]:
    """Every figure of one person under both sets of rules, those that are nothing both times left out."""
    before, after = ({line.figure: line for line in lines} for lines in found.simulated.explained(row))
    names = [figure.name for figure in found.comparison.figures if figure.name in before or figure.name in after]
    pairs = [(before.get(name), after.get(name)) for name in names]
    return [
        BothLines(line.label, line.kind, was, now)
        for was, now in pairs
        if (line := now or was) is not None and ((was and was.value) or (now and now.value))
    ]
