"""`gridhr turnover`: rates with their denominators, and how long people stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click
from flask.cli import with_appcontext

from analytics.turnover.history import By
from analytics.turnover.rate import Rate
from analytics.turnover.rates import EVERYBODY, Turnover
from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.permissions.actions import Action
from hr.queries.insight.turnover import TurnoverAsked, TurnoverFound, rolling_year, turnover_of
from hr.queries.organisation.unit import unit_by_code
from hr.queries.small_groups import HIDDEN
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.text import Text

_DAY = click.DateTime(["%Y-%m-%d"])
_BY = click.Choice([by.value for by in By])


@click.group("turnover")
def group() -> None:
    """Who leaves, at which rate, and how long people stay.

    Example: gridhr turnover rates --from 2025-11-01 --to 2026-10-31 --json
    """


@group.command("rates")
@click.option("--from", "first", type=_DAY, help="First day (default: twelve months ago).")
@click.option("--to", "last", type=_DAY, help="Last day (default: today).")
@click.option("--unit", "code", help="Code of a unit, with all below it (default: the topmost).")
@click.option("--by", type=_BY, help="Show groups.")
@as_option
@json_option
@with_appcontext
@refusing
def rates(login: str | None, as_json: bool, **asked: Any) -> None:
    """Turnover rates, each with its denominator and 95 % interval; new leavers, stability and the vacancy funnel.

    Example: gridhr turnover rates --from 2025-11-01 --to 2026-10-31 --by staffing_type --json
    """
    found = _found(asked, login, "turnover rates")
    answer(
        {**_head(found), **_total(found), "groups": [_group(group, found) for group in found.groups]},
        as_json,
        _said(found),
    )


@group.command("survival")
@click.option("--from", "first", type=_DAY, help="First day (default: twelve months ago).")
@click.option("--to", "last", type=_DAY, help="Last day (default: today).")
@click.option("--unit", "code", help="Code of a unit, with all below it (default: the topmost).")
@as_option
@json_option
@with_appcontext
@refusing
def survival(login: str | None, as_json: bool, **asked: Any) -> None:
    """The Kaplan–Meier curve of tenure in months, from what was seen in the period (delayed entry).

    Example: gridhr turnover survival --unit XN05 --json
    """
    found = _found({**asked, "by": None}, login, "turnover survival")
    curve = found.curve
    rows = zip(*(column.tolist() for column in (curve.time, curve.at_risk, curve.events, curve.survival)), strict=True)
    steps = [dict(zip(("months", "at_risk", "events", "survival"), row, strict=True)) for row in rows]
    facts = {"people": curve.people, "events": curve.events_total, "median": curve.median}
    answer({**_head(found), **facts, "median_interval": list(curve.median_interval), "curve": steps}, as_json)


def _found(asked: dict[str, Any], login: str | None, deed: str) -> TurnoverFound:
    viewer = acting(login, deed)
    usual = rolling_year(today())
    first: date = asked["first"].date() if asked["first"] else usual.first
    last: date | None = asked["last"].date() if asked["last"] else usual.last
    if last is not None and last < first:
        raise BadInput(Text("结束日期早于开始日期", "The end lies before the beginning"), "--to")
    unit = unit_by_code(asked["code"], viewer=viewer, action=Action.TURNOVER_READ)
    by = By(asked["by"]) if asked["by"] else None  # type: ignore[call-arg]
    return turnover_of(TurnoverAsked(DateRange(first, last), unit, by), viewer=viewer)


def _head(found: TurnoverFound) -> dict[str, object]:
    window = found.asked.window
    return {"from": window.first, "to": window.last, "unit": found.asked.unit.code}


def _total(found: TurnoverFound) -> dict[str, object]:
    funnel = found.funnel
    if found.total is None or EVERYBODY in found.hidden:
        return {"hidden": found.total is not None}
    facts = _group(found.total, found)
    facts.pop("group", None)
    return {
        **facts,
        "conversions": found.conversions,
        "reasons": {reason.value: count for reason, count in found.reasons.items()},
        "new_leavers": [_rate(rate) for rate in found.newcomers],
        "vacancies": {
            "places": funnel.places,
            "applicants": funnel.applicants,
            "on_board": funnel.on_board,
            "filled": _rate(funnel.filled),
        },
    }


def _group(group: Turnover, found: TurnoverFound) -> dict[str, object]:
    if group.group in found.hidden:
        return {"group": group.group, "hidden": True}
    rates = [group.of_opening, group.of_average, group.of_authorised]
    return {
        "group": group.group,
        "opening": len(group.opening),
        "closing": len(group.closing),
        "average": group.average,
        "authorised": group.authorised,
        "joiners": len(group.joiners),
        "losses": len(group.losses),
        "moves_out": len(group.moves_out),
        "rates": [_rate(rate) for rate in rates if rate is not None],
        "by_kind": {kind.value: _rate(rate) for kind, rate in group.by_kind.items()},
        "retained": _rate(group.retained),
    }


def _rate(rate: Rate) -> dict[str, object]:
    return {
        "name": rate.name.en,
        "denominator": rate.denominator.value,
        "count": rate.count,
        "of": rate.base,
        "rate": rate.value,
        "low": rate.low,
        "high": rate.high,
        "interval": rate.interval.value,
    }


def _said(found: TurnoverFound) -> Iterator[Text | str]:
    window = found.asked.window
    yield Text("{unit}，{first} 至 {last}", "{unit}, {first} to {last}").format(
        unit=found.asked.unit.name, first=window.first, last=window.last
    )
    if found.total is None:
        yield Text("期内无人在岗", "Nobody was there in the period")
        return
    if EVERYBODY in found.hidden:
        yield HIDDEN
        return
    for group in (found.total, *(group for group in found.groups if group.group not in found.hidden)):
        if group is not found.total:
            yield f"[{group.group}]"
        for rate in (group.of_opening, group.of_average, group.of_authorised):
            if rate is not None and rate.value is not None:
                yield _rate_line(rate)


def _rate_line(rate: Rate) -> Text:
    words = Text("  {value:.1%}  {n} ÷ {of:g}（{what}），区间 {low:.1%}–{high:.1%}",
                 "  {value:.1%}  {n} of {of:g} ({what}), interval {low:.1%}–{high:.1%}")  # fmt: skip
    return words.format(
        value=rate.value, n=rate.count, of=rate.base, what=rate.denominator.label, low=rate.low, high=rate.high
    )
