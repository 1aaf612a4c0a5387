"""The tables of a simulation's report: sums, elements, groups and the largest movers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.document import Cell, Column, Kind, Rank, Row, Table
from reports.simulation.content import GroupLine, GroupTable, MeasureLine, MoverLine, SimulationReport, Sums
from vocabulary.text import Text

MONTHS_A_YEAR = 12
PEOPLE = Text("人数", "People")
_MONTH, _YEAR = Text("每月（元）", "A month (yuan)"), Text("全年（每月 × 12）", "A year (a month × 12)")
_BEFORE, _AFTER, _CHANGE = Text("现行", "As it is"), Text("模拟", "Supposed"), Text("差额", "Difference")
_UP, _DOWN = Text("增加", "Gain"), Text("减少", "Lose")
_GROSS, _COST, _NET = Text("应发", "Gross"), Text("用工成本", "Employer's cost"), Text("实发", "Net")


def measures_table(report: SimulationReport) -> Table:
    """The sums that people ask for, a month and a year."""
    columns = (
        Column(Text("项目", "Sum")),
        *(Column(heading, Kind.MONEY, group=_MONTH) for heading in (_BEFORE, _AFTER, _CHANGE)),
        Column(Text("变动率", "Change"), Kind.PERCENT, 2, group=_MONTH),
        Column(_CHANGE, Kind.MONEY, group=_YEAR),
    )
    cells = [
        (line.label, *_three(line.sums), _rate(line.sums), line.sums.change * MONTHS_A_YEAR) for line in report.measures
    ]
    return Table.of(Text("成本与收入", "Cost and pay"), columns, cells)


def _three(sums: Sums | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if sums is None else (sums.before, sums.after, sums.change)


def _rate(sums: Sums) -> float | None:
    return sums.change / sums.before if sums.before else None


def elements_table(elements: Sequence[MeasureLine]) -> Table:
    """The elements of the slip that moved."""
    columns = (
        Column(Text("项目", "Element")),
        *(Column(heading, Kind.MONEY) for heading in (_BEFORE, _AFTER, _CHANGE)),
    )
    return Table.of(
        Text("变动的项目", "Elements that moved"), columns, [(line.label, *_three(line.sums)) for line in elements]
    )


def group_table(table: GroupTable) -> Table:
    """Groups with who gains and loses, and what they cost; a total where no group is hidden."""
    columns = (
        *(Column(heading) for heading in table.columns),
        *(Column(heading, Kind.COUNT) for heading in (PEOPLE, _UP, _DOWN)),
        Column(_CHANGE, Kind.MONEY, group=_GROSS),
        *(Column(heading, Kind.MONEY, group=_COST) for heading in (_BEFORE, _AFTER, _CHANGE)),
        Column(_CHANGE, Kind.MONEY, group=_NET),
    )
    return Table(table.title, columns, tuple(_group_rows(table)), table.note)


def _group_rows(table: GroupTable) -> Iterable[Row]:
    for line in table.lines:
        yield Row((*line.key, *_group_cells(line)))
    if len(table.lines) > 1 and all(line.cost is not None for line in table.lines):
        blanks = ("",) * (len(table.columns) - 1)
        yield Row((Text("合计", "Total"), *blanks, *_group_cells(_total(table.lines))), Rank.TOTAL)


def _group_cells(line: GroupLine) -> tuple[Cell, ...]:
    gross, net = (None if sums is None else sums.change for sums in (line.gross, line.net))
    return (line.people, line.gaining, line.losing, gross, *_three(line.cost), net)


def _total(lines: Sequence[GroupLine]) -> GroupLine:
    def added(name: str) -> Sums:
        every = [getattr(line, name) for line in lines]
        return Sums(sum(one.before for one in every), sum(one.after for one in every))

    people, gaining, losing = (
        sum(getattr(line, name) or 0 for line in lines) for name in ("people", "gaining", "losing")
    )
    return GroupLine((), people, gaining, losing, added("gross"), added("cost"), added("net"))


def movers_table(movers: Sequence[MoverLine]) -> Table:
    """Whose net pay moves most."""
    columns = (
        Column(Text("工号", "Staff number")),
        Column(Text("姓名", "Name")),
        Column(Text("机构", "Unit")),
        Column(_CHANGE, Kind.MONEY, group=_GROSS),
        *(Column(heading, Kind.MONEY, group=_NET) for heading in (_BEFORE, _AFTER, _CHANGE)),
    )
    cells = [(m.staff_number, m.name, m.unit, m.gross.change, *_three(m.net)) for m in movers]
    return Table.of(Text("变动最大的人员", "Largest changes"), columns, cells)
