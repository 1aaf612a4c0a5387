"""`gridhr payslip`: one person's month, explained."""

from __future__ import annotations

from collections.abc import Iterable

import click
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.cli.months import MONTH
from hr.models.pay.back_pay import BackPay
from hr.queries.pay.back_pay import made_good_on
from hr.queries.pay.payslip import explained, overrides_of, slip_for
from hr.refusals import Refusal
from payroll.trace import TraceLine
from payroll.units import Unit
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.text import Text


@click.group("payslip")
def group() -> None:
    """One person's payslip.

    Example: gridhr payslip explain XN0101 2026-10
    """


@group.command("explain")
@click.argument("staff_number", metavar="PERSON")
@click.argument("month", type=MONTH)
@click.option("--all", "everything", is_flag=True, help="Show figures that come to nothing as well.")
@as_option
@json_option
@with_appcontext
@refusing
def explain(staff_number: str, month: Month, everything: bool, login: str | None, as_json: bool) -> None:
    """Say how every figure of a payslip came about: rule, numbers, parameter, date and legal source.

    Figures of nothing are left out but for those set by hand; --json always holds all of them.

    Example: gridhr payslip explain XN0101 2026-10
    """
    slip = slip_for(staff_number, month, viewer=acting(login, "payslip explain"))
    if slip.failure_zh is not None:
        raise Refusal(Text(slip.failure_zh, slip.failure_en or ""))
    found = explained(slip)
    if found.differing:
        names = "、".join(found.differing)
        raise Refusal(
            Text("重算与存档不符：{names}", "Recomputing gives other figures for: {names}").format(names=names)
        )
    reasons = {name: row.reason for name, row in overrides_of(slip).items()}
    figures = [_figure(line, reasons.get(line.figure)) for line in found.lines]
    head = {"person": staff_number, "month": str(month), "net": yuan(slip.net_fen)}
    made_good = [_made_good(row) for row in made_good_on(slip)]
    told = {**head, "book": slip.run.book_fingerprint, "figures": figures, "back_pay": made_good}
    shown = [line for line in found.lines if everything or line.value or line.overridden]
    answer(told, as_json, [*_lines(shown), *_left_out(len(found.lines) - len(shown)), *_back_pay(made_good)])


_ZEROS = Text("（另有 {n} 项为零，加 --all 一并列出）", "({n} more figures come to nothing: --all lists them too)")


def _left_out(count: int) -> list[Text]:
    return [_ZEROS.format(n=count)] if count else []


_MADE_GOOD = Text(
    "■ 补发 {month} {label}：{paid} → {now}，本月 {posted}（{cause}）",
    "■ Back pay for {month}, {label}: {paid} → {now}, in this month {posted} ({cause})",
)


def _back_pay(rows: Iterable[dict[str, object]]) -> list[Text]:
    return [_MADE_GOOD.format(**row) for row in rows]


def _made_good(row: BackPay) -> dict[str, object]:
    return {
        "month": str(row.month),
        "figure": row.figure,
        "label": row.label,
        "paid": yuan(row.paid),
        "now": yuan(row.now),
        "posted": yuan(row.posted),
        "cause": row.cause,
    }


def _plain(line: TraceLine) -> int | float:
    """Days and rates as they are read; counts and minutes are whole."""
    return line.value if line.unit.per == 1 else line.value / line.unit.per


def _figure(line: TraceLine, reason: str | None) -> dict[str, object]:
    return {
        "figure": line.figure,
        "label": line.label,
        "value": yuan(line.value) if line.unit is Unit.FEN else _plain(line),
        "rule": line.rule,
        "formula": line.formula,
        "overridden": line.overridden,
        **({"reason": reason} if line.overridden else {}),
        "parameters": [
            {
                "name": p.name,
                "label": p.label,
                "value": p.value,
                "from": p.first,
                "source": p.source,
                "confidence": p.confidence,
            }
            for p in line.parameters
        ],
    }


def _lines(lines: Iterable[TraceLine]) -> Iterable[Text | str]:
    for line in lines:
        yield Text("■ {label}：{formula}", "■ {label}: {formula}").format(label=line.label, formula=line.formula)
        yield Text("    依据：{rule}", "    Rule: {rule}").format(rule=line.rule)
        for p in line.parameters:
            yield Text(
                "    参数：{label} = {value}（自 {since}，{source}）",
                "    Parameter: {label} = {value} (since {since}, {source})",
            ).format(label=p.label, value=p.value, since=p.first, source=p.source)
