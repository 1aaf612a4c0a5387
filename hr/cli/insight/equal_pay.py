"""`gridhr equal-pay`: is equal work paid equally, and by which rules is it not."""

from __future__ import annotations

from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from analytics.equal_pay import GroupGap, ModelResult
from analytics.equal_pay.three_models import Model
from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.cli.months import MONTH
from hr.permissions.actions import Action
from hr.queries.insight.equal_pay import EqualPayAsked, EqualPayFound, Reference, equal_pay_of
from hr.queries.organisation.unit import unit_by_code
from hr.queries.small_groups import SMALLEST_GROUP
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_SMALLEST_P = 0.001


@click.group("equal-pay")
def group() -> None:
    """Equal pay for equal work.

    Example: gridhr equal-pay assess 2026-10 --json
    """


@group.command("assess")
@click.argument("month", type=MONTH)
@click.option("--unit", "code", help="Code of a unit, with all below it (default: the topmost).")
@click.option(
    "--reference",
    type=click.Choice([one.value for one in Reference]),
    default=Reference.OWN_STAFF.value,
    show_default=True,
    help="Whom the others are compared with.",
)
@as_option
@json_option
@with_appcontext
@refusing
def assess(month: Month, code: str | None, reference: str, login: str | None, as_json: bool) -> None:
    """The pay gap of each group against own staff in three models, with interval, p and verdict; gaps are negative
    where the group is paid less.

    Example: gridhr equal-pay assess 2026-10 --unit XN --json
    """
    viewer = acting(login, "equal-pay assess")
    unit = unit_by_code(code, viewer=viewer, action=Action.EQUAL_PAY_READ)
    asked = EqualPayAsked(month, unit, Reference(reference))  # type: ignore[call-arg]
    found = equal_pay_of(asked, viewer=viewer)
    if not found.rows.paid:
        raise Refusal(Text("{month} 没有已计算的工资", "No pay has been computed for {month}").format(month=month))
    answer(_facts(found), as_json, _said(found))


def _facts(found: EqualPayFound) -> dict[str, object]:
    headline = found.gap(Model.HEADLINE)
    return {
        "month": found.asked.month,
        "unit": found.asked.unit.code,
        "reference": [one.value for one in found.asked.reference.types],
        "headline": _gap(headline) if headline else None,
        "models": {model.value: _model(result) for model, result in found.models.items()},
        "left_out": {why.value: count for why, count in found.rows.left_out.items()},
        "rules": [
            {
                "rule": rule.rule,
                "unit": rule.unit,
                "post": rule.post,
                "amounts": {one.value: text for one, text in rule.amounts},
                "since": rule.since,
            }
            for rule in found.rules
        ],
    }


def _model(result: ModelResult) -> dict[str, object]:
    return {
        "n_input": result.n_input,
        "n": result.n,
        "n_reference": result.n_reference,
        "clusters": result.clusters,
        "r2": result.r2,
        "reliability": result.reliability,
        "conditional_reliability": result.conditional_reliability,
        "dropped": list(result.dropped),
        "reason": result.reason,
        "groups": [_gap(gap) for gap in result.groups],
    }


def _gap(gap: GroupGap) -> dict[str, object]:
    return {
        "group": gap.group,
        "n": gap.n if gap.n >= SMALLEST_GROUP else None,
        "gap_percent": gap.gap,
        "low": gap.low,
        "high": gap.high,
        "p": gap.p,
        "method": gap.method,
        "verdict": gap.verdict,
        "corrected": {"gap_percent": gap.corrected_gap, "low": gap.corrected_low, "high": gap.corrected_high},
        "reason": gap.reason,
    }


def _said(found: EqualPayFound) -> Iterator[Text | str]:
    for model, result in found.models.items():
        yield f"[{model.value}] n = {result.n}"
        for gap in result.groups:
            label = StaffingType(gap.group).label  # type: ignore[call-arg]
            if gap.gap is None or gap.verdict is None:
                yield Text("  {group}：{why}", "  {group}: {why}").format(group=label, why=gap.reason or "—")
            else:
                words = Text("  {group}：{gap:+.1f}%（{low:+.1f} 至 {high:+.1f}，p {p}）{verdict}",
                             "  {group}: {gap:+.1f}% ({low:+.1f} to {high:+.1f}, p {p}) {verdict}")  # fmt: skip
                yield words.format(
                    group=label, gap=gap.gap, low=gap.low, high=gap.high, p=_p_value(gap.p), verdict=gap.verdict.label
                )
    for rule in found.rules:
        amounts = " / ".join(f"{one.value} {text.en}" for one, text in rule.amounts)
        yield Text("规则不一致：{rule} {amounts}", "Differs: {rule} {amounts}").format(rule=rule.rule, amounts=amounts)


def _p_value(p: float | None) -> str:
    return "< 0.001" if p is not None and p < _SMALLEST_P else f"= {p:.3f}"
