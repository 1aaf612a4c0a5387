"""`gridhr pay-run back-pay`: what a month's run makes good of earlier months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing, tell_progress
from hr.cli.months import MONTH
from hr.permissions.actions import Action
from hr.queries.pay.back_pay import BackPaySums, lines_of, month_sums, sums_of
from hr.queries.pay.pay_run import run_for
from hr.services.pay.pay_run import compute
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.text import Text

_MONTH = Text(
    "{month}：工资 {wages}，个人 {own}，单位 {employers}", "{month}: wages {wages}, own {own}, employer {employers}"
)
_LINE = Text(
    "  {staff_number} {name} {month} {label}：{paid} → {now}，本批次 {posted}（{cause}）",
    "  {staff_number} {name} {month} {label}: {paid} → {now}, in this run {posted} ({cause})",
)


@click.command("back-pay")
@click.argument("month", type=MONTH)
@click.option("--unit", "unit_code", metavar="CODE", help="The run's unit; needed where there are several runs.")
@click.option("--all", "everything", is_flag=True, help="Compute the open run anew, looking at every paid month.")
@as_option
@json_option
@with_appcontext
@refusing
def back_pay(*, month: Month, unit_code: str | None, everything: bool, login: str | None, as_json: bool) -> None:
    """Say what the run of MONTH makes good of earlier months: person by person, month, element and cause.

    A run looks at the paid months that the audit trail says may have changed. --all looks at every one: for data that
    was changed past the program, in the database itself.

    Example: gridhr pay-run back-pay 2026-08 --json
    """
    viewer = acting(login, "pay-run back-pay")
    run = run_for(month, unit_code, viewer=viewer, action=Action.PAY_PREPARE if everything else Action.PAY_READ)
    if everything:
        run = compute(run.id, viewer=viewer, progress=tell_progress, everything=True)
    months = {str(one.month): _sums(one.sums) for one in month_sums(run)}
    lines = lines_of(run)
    found = {
        "unit": run.unit.code,
        "month": str(run.month),
        "state": run.state.value,
        "total": _sums(sums_of(run)),
        "months": months,
        "lines": [_line(line) for line in lines],
    }
    answer(found, as_json, _said(months, found["lines"]))


def _sums(sums: BackPaySums) -> dict[str, object]:
    return {
        "people": sums.people,
        "wages": yuan(sums.wages),
        "own": yuan(sums.own),
        "employers": yuan(sums.employers),
        "left_open": yuan(sums.left),
    }


def _line(line: Any) -> dict[str, object]:
    return {
        "person": line.staff_number,
        "name": line.name,
        "month": str(line.month),
        "figure": line.figure,
        "label": Text(line.label_zh, line.label_en),
        "paid": yuan(line.paid),
        "now": yuan(line.now),
        "difference": yuan(line.now - line.paid),
        "posted": yuan(line.posted),
        "cause": Text(line.cause_zh, line.cause_en),
    }


def _said(months: Mapping[str, Mapping[str, object]], lines: Any) -> Iterable[Text | str]:
    for month, sums in months.items():
        yield _MONTH.format(month=month, **sums)
    for line in _first(lines):
        yield _LINE.format(staff_number=line["person"], **line)


def _first(lines: Sequence[Any], most: int = 200) -> Sequence[Any]:
    """As many as a screen is good for; --json has them all."""
    return lines[:most]
