"""`gridhr pay-run simulate`: a month's pay under other rules, with nothing of the real one touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing, spoken
from hr.cli.months import MONTH
from hr.models.organisation.unit import Unit
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_by_code
from hr.queries.pay.pay_run import run_for
from hr.queries.pay.simulation import passing
from hr.queries.pay.simulation_document import MEASURES, report_of
from hr.queries.pay.simulation_result import result_of
from hr.services.pay import simulation as service
from payroll.columns import COLUMNS
from payroll.parameters.law import load_law
from payroll.simulation.adjustment import adjustment
from payroll.simulation.change import Change
from payroll.simulation.input_changes import InputChange
from payroll.simulation.parameter_change import ParameterChange
from payroll.simulation.scale_changes import RaiseScale
from payroll.simulation.scoped_changes import AllowanceChange, ShiftRateChange
from payroll.units import Unit as Counted
from reports.formats import said
from reports.simulation.content import GroupLine, SimulationReport, Sums
from reports.simulation.document import TOO_FEW
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Language, Text

_WHOLE_YUAN = 100
_MONTHS_A_YEAR = 12
_HOW = "Set to (60), change by a rate (+5%) or by an amount (+100)"
_LINE = Text("{l}：{a} → {b}，每月差额 {c}", "{l}: {a} → {b}, difference a month {c}")
_OUTCOMES = Text(
    "实发增加 {up} 人，减少 {down} 人，不变 {same} 人；新低于最低工资 {below} 人",
    "Net pay up for {up}, down for {down}, the same for {same}; newly below the minimum wage {below}",
)
_GROUP = Text("  {k}：{n} 人，用工成本差额 {c}", "  {k}: {n} people, employer's cost {c}")
_PAIR = Text("写成 名称=数值，例如 post=400", "Write NAME=VALUE, such as post=400")
_SHIFTS = {"night_rate": ShiftKind.NIGHT, "middle_rate": ShiftKind.MIDDLE}
_LAW = {
    "base_floor": "social_insurance.base_floor",
    "base_ceiling": "social_insurance.base_ceiling",
    "minimum_wage": "minimum_wage.monthly",
}
_INPUTS = {
    "housing_rate": "housing_rate",
    "supplementary_rate": "supplementary_rate",
    "fixed_wage": "fixed_monthly_pay",
    "performance": "performance_basic_amount",
    "nights": "night_shifts",
}
_SINGLE = {
    "night_rate": f"Yuan a night shift. {_HOW}.",
    "middle_rate": f"Yuan a middle shift. {_HOW}.",
    "scale": f"Every cell of the pay scales, to whole yuan. {_HOW}.",
    "base_floor": f"Floor of the social insurance base. {_HOW}.",
    "base_ceiling": f"Ceiling of the social insurance base. {_HOW}.",
    "minimum_wage": f"Monthly minimum wage. {_HOW}.",
    "housing_rate": "Housing fund rate of everybody, such as 7%.",
    "supplementary_rate": "Supplementary housing fund rate of everybody, such as 2%.",
    "fixed_wage": f"Fixed monthly pay. {_HOW}.",
    "performance": f"Basic performance pay. {_HOW}.",
    "nights": f"Night shifts worked. {_HOW}.",
}
_REPEATED = {
    "allowance": "An allowance by its code: post=+50. May be given several times.",
    "law": "Any other statutory value by its name: housing_fund.base_floor=3000. May be given several times.",
    "given": "Any other input by its name: social_base=+3%. May be given several times.",
}


def _with_options(command: Any) -> Any:
    for name, words in reversed(_REPEATED.items()):
        command = click.option(f"--{name}", name, metavar="NAME=VALUE", multiple=True, help=words)(command)
    for name, words in reversed(_SINGLE.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, metavar="VALUE", help=words)(command)
    return command


@click.command("simulate")
@click.argument("month", type=MONTH)
@click.option("--unit", "unit_code", metavar="CODE", help="The unit, with all below it; needed where runs are several.")
@click.option("--now", "from_now", is_flag=True, help="Start from the month's inputs as they are, not from its run.")
@click.option("--save", "name", metavar="NAME", help="Keep it under this name, to be looked at on the page.")
@as_option
@json_option
@_with_options
@with_appcontext
@refusing
def simulate(
    month: Month,
    unit_code: str | None,
    from_now: bool,
    name: str | None,
    login: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """What MONTH would cost under other rules, and who would gain or lose; nothing real is touched.

    Example: gridhr pay-run simulate 2026-10 --unit XN --night-rate 60 --scale +5% --base-floor 8000 --json
    """
    viewer = acting(login, "pay-run simulate")
    unit = _unit(month, unit_code, from_now, viewer)
    changes = list(_changes(asked))
    if name:
        simulation = _saved(service.SimulationWish(name, month, unit.id, not from_now), changes, viewer)
    else:
        simulation = passing(month, unit, changes, stored=not from_now)
    report = report_of(result_of(simulation, viewer=viewer))
    asked_of = {"month": str(month), "unit": unit.code, "base": "now" if from_now else "run"}
    answer({**asked_of, **_told(report)}, as_json, _lines(report))


def _unit(month: Month, code: str | None, from_now: bool, viewer: Viewer) -> Unit:
    if code or from_now:
        return unit_by_code(code, viewer=viewer, action=Action.PAY_SIMULATION_READ)
    return run_for(month, None, viewer=viewer, action=Action.PAY_SIMULATION_READ).unit


def _saved(wish: service.SimulationWish, changes: Sequence[Change], viewer: Viewer) -> PaySimulation:
    simulation = service.create(wish, viewer=viewer)
    for change in changes:
        simulation = service.add_change(simulation.id, change, viewer=viewer)
    return simulation


def _changes(asked: dict[str, Any]) -> Iterator[Change]:
    """The changes in the options, rules first. Raises BadInput naming the option."""
    for option, written in asked.items():
        for one in written if isinstance(written, tuple) else [written]:
            if one is not None:
                try:
                    yield _MAKERS[option](option, one)
                except BadInput as bad:
                    raise BadInput(bad.reason, f"--{option.replace('_', '-')}") from bad


def _law(name: str, written: str) -> Change:
    parameter = next((one for one in load_law() if one.name == name), None)
    if parameter is None:
        raise BadInput(Text("没有这个参数：{n}", "There is no such value: {n}").format(n=name), name)
    unit = parameter.kind.unit
    return ParameterChange(name, adjustment(written, unit), unit, parameter.label)


def _input(column: str, written: str) -> Change:
    unit = COLUMNS[column].unit if column in COLUMNS else Counted.COUNT
    return InputChange(column, adjustment(written, unit))


def _allowance(code: str, written: str) -> Change:
    return AllowanceChange(code, adjustment(written, Counted.FEN))


def _pair(make: Callable[[str, str], Change]) -> Callable[[str, str], Change]:
    def made(_option: str, written: str) -> Change:
        name, is_pair, value = written.partition("=")
        if not is_pair:
            raise BadInput(_PAIR)
        return make(name.strip(), value)

    return made


_MAKERS: dict[str, Callable[[str, str], Change]] = {
    "scale": lambda _, written: RaiseScale(adjustment(written, Counted.FEN, step=_WHOLE_YUAN)),
    **dict.fromkeys(
        _SHIFTS, lambda option, written: ShiftRateChange(_SHIFTS[option], adjustment(written, Counted.FEN))
    ),
    **dict.fromkeys(_LAW, lambda option, written: _law(_LAW[option], written)),
    **dict.fromkeys(_INPUTS, lambda option, written: _input(_INPUTS[option], written)),
    "allowance": _pair(_allowance),
    "law": _pair(_law),
    "given": _pair(_input),
}


def _told(report: SimulationReport) -> dict[str, object]:
    """The answer with money as text; null where there are too few people for this viewer."""
    shown = report.outcomes
    sums = {name: line.sums for name, line in zip(MEASURES, report.measures, strict=True)}
    return {
        "changes": [spoken(change) for change in report.changes],
        "people": report.people,
        "monthly": {name: _sums(one) for name, one in sums.items()} if shown else None,
        "yearly": {name: yuan(one.change * _MONTHS_A_YEAR) for name, one in sums.items()} if shown else None,
        "gaining": shown.gaining if shown else None,
        "losing": shown.losing if shown else None,
        "unchanged": shown.unchanged if shown else None,
        "gained": yuan(shown.gained) if shown else None,
        "lost": yuan(shown.lost) if shown else None,
        "below_minimum_wage": {"new": shown.fallen, "lifted": shown.lifted} if shown else None,
        "failed": shown.failed if shown else None,
        "groups": [_group(line) for line in report.tables[0].lines],
        "cautions": [spoken(caution) for caution in report.cautions],
    }


def _lines(report: SimulationReport) -> Iterator[Text | str]:
    """The answer for people to read."""
    yield Text("{p}，{b}，{n} 人", "{p}, {b}, {n} people").format(p=report.period, b=report.base, n=report.people)
    yield from (Text("· {c}", "- {c}").format(c=change) for change in report.changes)
    shown = report.outcomes
    if shown is None:
        yield TOO_FEW
        return
    for line in report.measures:
        yield _LINE.format(l=line.label, a=yuan(line.sums.before), b=yuan(line.sums.after), c=yuan(line.sums.change))
    yield _OUTCOMES.format(up=shown.gaining, down=shown.losing, same=shown.unchanged, below=shown.fallen)
    for group in report.tables[0].lines:
        key = Text(" · ".join(_half(group, "zh")), " · ".join(_half(group, "en")))
        change = "—" if group.cost is None else yuan(group.cost.change)
        yield _GROUP.format(k=key, n=group.people, c=change)
    yield from report.cautions


def _half(group: GroupLine, language: Language) -> list[str]:
    return [said(word, language) for word in group.key]


def _sums(sums: Sums | None) -> dict[str, str] | None:
    if sums is None:
        return None
    return {"before": yuan(sums.before), "after": yuan(sums.after), "change": yuan(sums.change)}


def _group(line: GroupLine) -> dict[str, object]:
    unit, staffing_type, fund_source = (spoken(word) for word in line.key)
    return {
        "unit": unit,
        "staffing_type": staffing_type,
        "fund_source": fund_source,
        "people": line.people,
        "gaining": line.gaining,
        "losing": line.losing,
        "gross": _sums(line.gross),
        "employer_cost": _sums(line.cost),
        "net": _sums(line.net),
    }
