"""Orders the figures by need: what must be computed for the targets, cycles and missing providers refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from payroll.formula.figure import Element, Figure, Guard
from payroll.formula.leaves import Computed
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

Providers = Mapping[str, tuple[Figure, Element]]


@dataclass(frozen=True)
class Plan:
    """Figures in an order in which each finds what it needs, and the guards of the elements they belong to."""

    figures: tuple[Figure, ...]
    guards: tuple[Guard, ...]


def needs(figure: Figure) -> frozenset[str]:
    """The figures that one figure is computed from."""
    return frozenset(part.name for part in figure.formula.walk() if isinstance(part, Computed))


def parameters(planned: Plan) -> tuple[str, ...]:
    """The law parameters that the figures and guards of a plan read, in a steady order."""
    formulas = [figure.formula for figure in planned.figures]
    formulas += [formula for guard in planned.guards for formula in guard.wrong.formulas()]
    read = {name for formula in formulas for part in formula.walk() for name in part.reads()}
    return tuple(sorted(read.union(*(guard.wrong.reads() for guard in planned.guards))))


def parameters_at_end(planned: Plan) -> tuple[str, ...]:
    """Those that the figures of a plan read as they stand on the month's last day."""
    walked = (part for figure in planned.figures for part in figure.formula.walk())
    return tuple(sorted({name for part in walked for name in part.reads_at_end()}))


def plan(elements: Sequence[Element], targets: Collection[str], given: Collection[str] = ()) -> Plan:
    """What to compute, in order, for ``targets``; figures in ``given`` are known already and not computed.

    Raises BadInput when figures need each other in a circle, when nothing gives a needed figure, or two give the same.
    """
    providers = _providers(elements)
    graph = _graph(providers, targets, frozenset(given))
    try:
        order = [name for name in TopologicalSorter(graph).static_order() if name not in given]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        reason = Text("薪酬项目相互依赖成环：{c}。", "Pay figures need each other in a circle: {c}.")
        raise BadInput(reason.format(c=circle), circle) from error
    used = {providers[name][1].name for name in order}
    guards = tuple(guard for element in elements if element.name in used for guard in element.guards)
    return Plan(tuple(providers[name][0] for name in order), guards)


def _providers(elements: Sequence[Element]) -> Providers:
    found: dict[str, tuple[Figure, Element]] = {}
    for element in elements:
        for figure in element.figures:
            if figure.name in found:
                reason = Text("两个薪酬项目给出同一数据：{n}。", "Two elements give the same figure: {n}.")
                raise BadInput(reason.format(n=figure.name), figure.name)
            found[figure.name] = (figure, element)
    return found


def _graph(providers: Providers, targets: Collection[str], given: frozenset[str]) -> dict[str, frozenset[str]]:
    """Needed figures by figure, from the targets down."""
    graph: dict[str, frozenset[str]] = {}
    waiting = sorted(targets)
    while waiting:
        name = waiting.pop()
        if name in graph or name in given:
            continue
        if name not in providers:
            reason = Text("没有薪酬项目给出“{n}”。", "No pay element gives “{n}”.")
            raise BadInput(reason.format(n=name), name)
        graph[name] = needs(providers[name][0])
        waiting.extend(sorted(graph[name]))
    return graph
