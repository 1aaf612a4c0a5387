"""Two or three simulations side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from hr.queries.pay.simulation_document import MEASURES, base_words, said_changes
from hr.queries.pay.simulation_result import SimulationFound
from payroll.simulation.comparison import MONTHS_A_YEAR, Comparison
from reports.charts.changes import SumChange, change_bars
from reports.charts.theme import ChartWords
from reports.document import Block, Cell, Column, Document, Figure, Kind, Note, Table
from vocabulary.text import Text

FEWEST, MOST = 2, 3
_TITLE = Text("方案对比", "Simulations side by side")
_COST = Text("用工成本每月差额（元）", "Employer's cost, difference a month (yuan)")
_COUNTS: tuple[tuple[Text, Callable[[Comparison], int]], ...] = (
    (Text("人数", "People"), len),
    (Text("实发增加", "Net pay up"), lambda c: c.outcome().gaining),
    (Text("实发减少", "Net pay down"), lambda c: c.outcome().losing),
    (Text("新低于最低工资", "Newly below the minimum wage"), lambda c: c.floor().fallen),
    (Text("无法计算", "Can't be computed"), lambda c: len(c.newly_failed)),
)


def side_by_side(found: Sequence[SimulationFound]) -> Document:
    """What each comes to, a column each; a simulation of too few people for the viewer shows dashes."""
    names = [one.simulation.name for one in found]
    blocks: list[Block] = [_changes(one) for one in found]
    blocks += [_money(found, names), _counts(found, names)]
    shown = [one for one in found if not one.too_few]
    if shown:
        bars = [SumChange(one.simulation.name, one.comparison.total("employer_cost").change) for one in shown]
        words = ChartWords(_COST, Text("元/月", "Yuan a month"), Text("", ""))
        blocks.append(Figure(partial(change_bars, bars, words), _COST))
    return Document(_TITLE, found[0].simulation.unit.name, tuple(blocks))


def _changes(one: SimulationFound) -> Note:
    simulation = one.simulation
    heading = Text("{n}：{u}，起点 {b}", "{n}: {u}, from {b}").format(
        n=simulation.name, u=simulation.unit.name, b=base_words(simulation)
    )
    return Note(heading, tuple(said_changes(simulation)) or (Text("没有调整", "No changes"),))


def _money(found: Sequence[SimulationFound], names: Sequence[str]) -> Table:
    rows: list[list[Cell]] = []
    for figure, label in MEASURES.items():
        changes = [None if one.too_few else one.comparison.total(figure).change for one in found]
        rows.append([Text("{l}，每月", "{l}, a month").format(l=label), *changes])
        if figure == "employer_cost":
            year = [None if change is None else change * MONTHS_A_YEAR for change in changes]
            rows.append([Text("{l}，全年", "{l}, a year").format(l=label), *year])
    return Table.of(Text("差额（元）", "Differences (yuan)"), _columns(names, Kind.MONEY), rows)


def _counts(found: Sequence[SimulationFound], names: Sequence[str]) -> Table:
    rows: list[list[Cell]] = [
        [label, *(None if one.too_few else count(one.comparison) for one in found)] for label, count in _COUNTS
    ]
    return Table.of(Text("人员", "People"), _columns(names, Kind.COUNT), rows)


def _columns(names: Sequence[str], kind: Kind) -> list[Column]:
    return [Column(Text("项目", "Sum")), *(Column(Text(name, name), kind) for name in names)]
