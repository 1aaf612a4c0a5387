"""The checklist of a pay month: what each step found, who did it and when, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hr.models.pay.pay_run import PayRun
from hr.queries.pay.run_readiness import Readiness
from hr.queries.pay.run_summary import RunSummary
from vocabulary.money import yuan_grouped
from vocabulary.terms import PayRunState
from vocabulary.text import Text

Standing = Literal["done", "next", "later", "blocked"]
_ORDER = list(PayRunState)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the checklist; ``key`` names the form that the page offers with it."""

    key: str
    label: Text
    standing: Standing
    by: str | None
    at: datetime | None
    facts: Sequence[Text]
    todo: Text | None


@dataclass(frozen=True)
class Course:
    """What the checklist is drawn from; ``readiness`` is None once the run is submitted."""

    run: PayRun
    summary: RunSummary
    readiness: Readiness | None
    payday: date

    def reached(self, state: PayRunState) -> bool:
        """Whether the run is in ``state`` or beyond."""
        return _ORDER.index(self.run.state) >= _ORDER.index(state)


def steps_of(course: Course) -> list[Step]:
    """Open → collect → compute → check → compare → submit → approve → pay → lock."""
    made = (_open, _collect, _compute, _check, _compare, _submit, _approve, _pay, _lock)
    return [step(course) for step in made]


def _standing(course: Course, before: PayRunState, after: PayRunState) -> Standing:
    if course.reached(after):
        return "done"
    return "next" if course.run.state is before else "later"


def _open(course: Course) -> Step:
    run = course.run
    return Step("open", Text("建立批次", "Open"), "done", run.opened_by, run.opened_at, (), None)


def _collect(course: Course) -> Step:
    label, found = Text("收集数据", "Collect inputs"), course.readiness
    if found is None:
        return Step("collect", label, "done", None, None, (), None)
    facts = [
        Text("应发 {n} 人", "{n} people to pay").format(n=found.people),
        Text("班次 {n} 个", "{n} shifts").format(n=found.shifts),
        Text("休假 {n} 天", "{n} days of leave").format(n=found.leave_days),
        Text("录入项 {n} 项", "{n} inputs").format(n=found.inputs),
    ]
    lacking = _lacking(found)
    todo = lacking[0] if lacking else None
    if not found.is_ready or found.doubts.without_shifts:
        standing: Standing = "blocked"
    else:
        standing = "next" if lacking and not course.run.version else "done"
    return Step("collect", label, standing, None, None, [*facts, *lacking[1:]], todo)


def _lacking(found: Readiness) -> list[Text]:
    """What is missing, in words, the gravest first."""
    without = found.doubts.without_shifts
    told = (
        (
            found.missing_law is not None,
            Text("法定参数缺失，不能计算", "A statutory value is missing: nothing computes"),
        ),
        (found.standing_lacks, Text("{n} 人未定薪级", "{n} people have no pay standing")),
        (found.base_lacks, Text("{n} 人无缴费基数", "{n} people have no contribution base")),
        (found.waiting, Text("{n} 项录入待审批", "{n} inputs wait for approval")),
        (len(without), Text("{n} 个有排班的机构没有班次", "{n} units that roster have no shifts")),
        (found.doubts.not_over, Text("本月尚未结束：可以试算，提交须说明理由", "Not over yet: a preview only")),
    )
    return [words.format(n=int(count)) for count, words in told if count]


def _compute(course: Course) -> Step:
    run, found = course.run, course.summary
    facts: list[Text] = []
    if run.version:
        facts = [
            Text("{n} 人", "{n} people").format(n=found.people),
            Text("应发 {y} 元", "gross {y} yuan").format(y=yuan_grouped(found.gross)),
            Text("实发 {y} 元", "net {y} yuan").format(y=yuan_grouped(found.net)),
            Text("第 {n} 次计算", "computation no. {n}").format(n=run.version),
        ]
    if found.failed:
        facts.append(Text("{n} 人未能计算", "{n} people could not be computed").format(n=found.failed))
    changed = course.readiness is not None and course.readiness.changed_since and run.version > 0
    todo = Text("计算之后录入项又有变动，请重新计算", "Inputs have changed since: compute again") if changed else None
    standing = _standing(course, PayRunState.DRAFT, PayRunState.COMPUTED)
    return Step("compute", Text("计算", "Compute"), standing, run.computed_by, run.computed_at, facts, todo)


def _check(course: Course) -> Step:
    run, found = course.run, course.summary
    facts, todo = [], None
    if found.blocking or found.warnings or course.reached(PayRunState.CHECKED):
        facts = [
            Text("{n} 项阻断", "{n} block").format(n=found.blocking),
            Text("{n} 项提示", "{n} warn").format(n=found.warnings),
        ]
    standing = _standing(course, PayRunState.COMPUTED, PayRunState.CHECKED)
    if found.blocking:
        standing, todo = "blocked", Text("先解决阻断问题，再核对", "Mend what blocks, then check again")
    return Step("check", Text("核对", "Check"), standing, run.checked_by, run.checked_at, facts, todo)


def _compare(course: Course) -> Step:
    label = Text("与上月比较", "Compare with last month")
    standing = _standing(course, PayRunState.CHECKED, PayRunState.SUBMITTED)
    todo = Text("看清变动最大、新增和减少的人员", "Look at who moved most, who is new and who is gone")
    return Step("compare", label, standing, None, None, (), todo if standing == "next" else None)


def _submit(course: Course) -> Step:
    run = course.run
    reasons = [
        Text("{what}：{why}", "{what}: {why}").format(what=what, why=why)
        for what, why in (
            (Text("说明", "Note"), run.submit_note),
            (Text("月份未结束的理由", "Why before its end"), run.early_reason),
            (Text("没有班次的理由", "Why without shifts"), run.no_shift_reason),
        )
        if why
    ]
    standing = _standing(course, PayRunState.CHECKED, PayRunState.SUBMITTED)
    return Step("submit", Text("提交", "Submit"), standing, run.submitted_by, run.submitted_at, reasons, None)


def _approve(course: Course) -> Step:
    run, standing = course.run, _standing(course, PayRunState.SUBMITTED, PayRunState.APPROVED)
    todo = Text("由编制人以外的审批人比较后审批", "Somebody else than the maker compares and approves")
    shown = todo if standing == "next" else None
    return Step("approve", Text("审批", "Approve"), standing, run.approved_by, run.approved_at, (), shown)


def _pay(course: Course) -> Step:
    run, standing = course.run, _standing(course, PayRunState.APPROVED, PayRunState.PAID)
    due = Text("发薪日 {day}", "payday {day}").format(day=course.payday.isoformat())
    facts = [due]
    if run.paid_on:
        facts.append(Text("实际发放 {day}", "paid out {day}").format(day=run.paid_on.isoformat()))
    todo = Text("发放后登记日期", "Record the day once the money has gone out") if standing == "next" else None
    return Step("pay", Text("发放", "Pay"), standing, run.paid_by, run.paid_at, facts, todo)


def _lock(course: Course) -> Step:
    run, standing = course.run, _standing(course, PayRunState.PAID, PayRunState.LOCKED)
    todo = Text("锁定后不能再改，更正走补发", "Nothing changes after that: corrections are back pay")
    return Step(
        "lock", Text("锁定", "Lock"), standing, run.locked_by, run.locked_at, (), todo if standing == "next" else None
    )
