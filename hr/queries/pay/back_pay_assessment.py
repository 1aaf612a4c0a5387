"""What a run owes for months that are paid already: assessed when it is computed and again when it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app
from sqlalchemy import select

from hr.database import db
from hr.models.pay.back_pay import BackPayChoice, BackPayDecision
from hr.models.pay.pay_run import PayRun
from hr.queries.pay.back_pay_leavers import with_leavers
from hr.queries.pay.back_pay_months import Found, Unclear, by_employment, found_in, made_good, oldest, paid_months
from hr.queries.pay.back_pay_share import Share
from hr.queries.pay.back_pay_touched import Look, last_look, look_now, worth_looking
from hr.queries.pay.month_columns import MonthColumns
from payroll.back_pay import deduction_limits
from payroll.findings import Finding, Severity
from payroll.parameters.book import Book
from vocabulary.money import yuan_grouped
from vocabulary.text import Text

_OVERPAID = Text(
    "以前月份多发工资 {sum} 元（{months}），本批次未扣回；经本人同意后可在“补发”中选择扣回",
    "{sum} yuan of wages were paid too much for {months} and are not taken back; with the person's agreement, choose "
    "so under back pay",
)
_OWES = Text(
    "已离职，以前月份补缴后应由本人承担 {sum} 元（{months}），无工资可代扣，请与本人结清",
    "Has left; for {months} they owe {sum} yuan of own contributions, with no wages to withhold it from: settle it "
    "with them",
)
_LEFT = Text("已离职，补发 {sum} 元（{months}）随本批次发放", "Has left; {sum} yuan for {months} is paid with this run")
_LEFT_OUT = Text(
    "以前月份差额 {sum} 元（{months}）按决定本批次不处理", "{sum} yuan for {months} is left out of this run, as decided"
)
_REST = Text(
    "多发工资尚余 {sum} 元未扣回（每月不超过工资的20%且不低于最低工资）",
    "{sum} yuan paid too much is still to be taken back (a month's limit was reached)",
)
_UNCLEAR = Text("{month} 无法重新计算：{reason}", "{month} can't be computed again: {reason}")


@dataclass(frozen=True)
class Assessment:
    """``columns``: the month with what is made good put in, and whoever left and is still owed something.

    ``rows``: of table back_pay, one a figure that differs. ``findings``: what somebody should look at. ``look``: how
    far the facts were read.
    """

    columns: MonthColumns
    rows: Sequence[dict[str, Any]]
    findings: Sequence[Finding]
    look: Look


def assess(run: PayRun, gathered: MonthColumns, book: Book, *, everything: bool = False) -> Assessment:
    """What ``run``, whose month is ``gathered`` so far, is to make good; nothing is changed.

    ``everything``: look at all paid months again, whatever the audit trail says; a run that once did goes on doing so.
    The number of statements grows with the months that are looked at, never with people.
    """
    since = oldest(run, current_app.config["SETTINGS"].back_pay_months)
    before = last_look(run.id)
    look = look_now(since, everything=everything or (before is not None and before.everything))
    posted = made_good(run, since)
    found: list[Found] = []
    unclear: list[Unclear] = []
    for paid in worth_looking(run, paid_months(run, since), look):
        some, failed = found_in(paid, posted)
        found += some
        unclear += failed
    shares = _shares(run, by_employment(found), gathered, book)
    columns, shares = with_leavers(run, _filled(gathered, shares), shares, book)
    rows = [row for key, share in shares.items() for row in _rows(run, key, share)]
    here = {one.employment_id for one in gathered.people}
    return Assessment(columns, rows, [*_findings(shares, here), *_doubts(unclear)], look)


def _shares(run: PayRun, found: Mapping[int, Sequence[Found]], gathered: MonthColumns, book: Book) -> dict[int, Share]:
    """Each person's share of the run, as decided and as far as the law lets it be taken."""
    choices = _choices(run)
    deduct = {key for key in found if choices.get(key) is BackPayChoice.DEDUCT}
    limits = _limits(gathered, book, deduct) if deduct else {}
    return {key: Share.of(some, choices.get(key), limits.get(key, 0)) for key, some in found.items()}


def _choices(run: PayRun) -> dict[int, BackPayChoice]:
    rows = select(BackPayDecision.employment_id, BackPayDecision.choice).where(BackPayDecision.pay_run_id == run.id)
    return {row.employment_id: row.choice for row in db.session.execute(rows)}


def _limits(gathered: MonthColumns, book: Book, keys: Iterable[int]) -> dict[int, int]:
    wanted = set(keys)
    ids = [one.employment_id for one in gathered.people]
    places = [place for place, key in enumerate(ids) if key in wanted]
    limits = deduction_limits(gathered.inputs().take(places), book)
    return {ids[place]: limit for place, limit in zip(places, limits, strict=True)}


def _filled(gathered: MonthColumns, shares: Mapping[int, Share]) -> MonthColumns:
    """The month with the columns of back pay of those who are paid in it."""
    ids = [one.employment_id for one in gathered.people]
    sums = {key: share.columns for key, share in shares.items()}
    names = dict.fromkeys(name for some in sums.values() for name in some)
    none: dict[str, int] = {}
    nothing = [0] * len(ids)
    columns = {
        name: [
            fen + sums.get(key, none).get(name, 0)  # beside what the bureau's list corrects
            for key, fen in zip(ids, gathered.columns.get(name) or nothing, strict=True)
        ]
        for name in names
    }
    return replace(gathered, columns={**gathered.columns, **columns})


def _rows(run: PayRun, employment_id: int, share: Share) -> Iterator[dict[str, Any]]:
    for one, fen in zip(share.found, share.posted, strict=True):
        posting = one.difference.posting
        yield {
            "pay_run_id": run.id,
            "employment_id": employment_id,
            "month": one.month,
            "figure": posting.figure,
            "label_zh": posting.label.zh,
            "label_en": posting.label.en,
            "into": posting.into,
            "counted": posting.counted,
            "paid": one.difference.paid,
            "now": one.difference.now,
            "posted": fen,
            "cause_zh": one.cause.zh,
            "cause_en": one.cause.en,
        }


def _findings(shares: Mapping[int, Share], here: Iterable[int]) -> Iterator[Finding]:
    paid_now = set(here)
    for key, share in shares.items():
        said = _left(share) if key not in paid_now else _stayed(share)
        if said is not None:
            code, text, fen = said
            words = text.format(sum=yuan_grouped(abs(fen)), months=share.months)
            yield Finding(Severity.WARN, code, 0, key, words)


_Said = tuple[str, Text, int] | None


def _left(share: Share) -> _Said:
    """What is to be said of somebody who is not paid in the month."""
    if any(share.posted):
        return "back_pay_leaver", _LEFT, share.wages(share.posted)
    wages = share.wages(share.owed)
    if wages < 0:
        return "overpaid", _OVERPAID, wages
    return "back_pay_owes", _OWES, share.own_share(share.owed) - wages


def _stayed(share: Share) -> _Said:
    """What is to be said of somebody who is paid in the month."""
    owed, posted = share.wages(share.owed), share.wages(share.posted)
    if share.choice is BackPayChoice.LEAVE_OUT:
        return "back_pay_left_out", _LEFT_OUT, owed
    if owed == posted:
        return None
    return ("overpaid_rest", _REST, owed - posted) if posted else ("overpaid", _OVERPAID, owed)


def _doubts(unclear: Iterable[Unclear]) -> Iterator[Finding]:
    for one in unclear:
        words = _UNCLEAR.format(month=one.month, reason=one.reason)
        yield Finding(Severity.WARN, "back_pay_unclear", 0, one.employment_id, words)
