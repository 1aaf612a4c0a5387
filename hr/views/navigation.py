"""The sidebar: which pages there are, by part, and who sees them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.background_job import live_jobs
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the sidebar; ``action`` None shows it to everybody, ``own`` to those with a staff record.

    ``counts_jobs``: beside it stands how many of the reader's background jobs wait or run.
    """

    label: Text
    endpoint: str
    icon: str
    action: Action | None = None
    own: bool = False
    counts_jobs: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the program in the sidebar."""

    label: Text
    entries: tuple[Entry, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        Text("洞察", "Insight"),
        (
            Entry(Text("首页", "Home"), "dashboard.home", "house"),
            Entry(Text("人员流失", "Turnover"), "turnover.page", "box-arrow-right", Action.TURNOVER_READ),
            Entry(Text("同工同酬", "Equal pay"), "equal_pay.page", "rulers", Action.EQUAL_PAY_READ),
            Entry(Text("用工合规", "Staffing findings"), "staffing.findings", "clipboard-check", Action.STAFF_READ),
        ),
    ),
    Section(
        Text("人才", "Talent"),
        (
            Entry(Text("我的晋升", "My career"), "career_ladder.mine", "signpost", own=True),
            Entry(Text("晋升通道", "Career ladders"), "career_ladder.page", "ladder", Action.CAREER_READ),
            Entry(Text("晋升资格", "Eligibility"), "eligibility.listed", "award", Action.CAREER_READ),
        ),
    ),
    Section(
        Text("案卷", "Casework"),
        (
            Entry(Text("我的工作量", "My workload"), "workload.mine", "speedometer", own=True),
            Entry(Text("工作量", "Workload"), "workload.unit", "speedometer2", Action.OVERVIEW_READ),
            Entry(Text("案卷环节", "Case events"), "case.listed", "folder2-open", Action.CASE_READ),
            Entry(Text("事项清单", "Work items"), "work_item.listed", "list-check", Action.CASE_READ),
            Entry(Text("导入案卷", "Import cases"), "case_import.page", "file-earmark-arrow-up", Action.CASE_WRITE),
        ),
    ),
    Section(
        Text("薪酬", "Pay"),
        (
            Entry(Text("我的工资条", "My payslips"), "payslip.mine", "receipt", own=True),
            Entry(Text("发薪批次", "Pay runs"), "pay_run.listed", "cash-stack", Action.PAY_READ),
            Entry(Text("补发", "Back pay"), "back_pay.listed", "clock-history", Action.PAY_READ),
            Entry(Text("年度趋势", "Pay by month"), "pay_trend.page", "graph-up", Action.PAY_READ),
            Entry(Text("年度薪酬清单", "Yearly statements"), "pay_year.listed", "journal-text", Action.PAY_READ),
            Entry(Text("录入项", "Inputs"), "pay_input.listed", "pencil-square", Action.PAY_READ),
            Entry(Text("薪酬标准", "Pay rules"), "pay_rule.page", "sliders", Action.PAY_READ),
            Entry(
                Text("缴费基数申报", "Contribution bases"), "base_proposal.listed", "calculator-fill", Action.PAY_READ
            ),
            Entry(Text("社保公积金对账", "Bureau reconciliation"), "bureau.listed", "check2-square", Action.PAY_READ),
            Entry(Text("派遣结算", "Dispatch settlement"), "agency_statement.listed", "briefcase", Action.PAY_READ),
            Entry(Text("科目对照", "Chart of accounts"), "account_rule.listed", "journal-text", Action.PAY_READ),
            Entry(Text("薪酬模拟", "Simulations"), "simulation.listed", "graph-up-arrow", Action.PAY_SIMULATION_READ),
        ),
    ),
    Section(
        Text("工时", "Working time"),
        (
            Entry(Text("我的班次", "My shifts"), "shift.mine", "calendar-check", own=True),
            Entry(Text("班次", "Shifts"), "shift.sheet", "calendar3", Action.WORKTIME_READ),
            Entry(Text("导入班次", "Import shifts"), "shift_import.page", "calendar-plus", Action.WORKTIME_WRITE),
        ),
    ),
    Section(
        Text("人员", "Staff"),
        (
            Entry(Text("我的档案", "My record"), "person.mine", "person-vcard", own=True),
            Entry(Text("人员", "People"), "person.listed", "people", Action.STAFF_READ),
            Entry(Text("合同到期提醒", "Contracts ending"), "contract.ending", "calendar-x", Action.STAFF_READ),
            Entry(Text("导入人员", "Import people"), "staff_import.page", "file-earmark-arrow-up", Action.STAFF_WRITE),
            Entry(Text("银行账号变更", "Bank accounts"), "bank_account.changes", "credit-card", Action.BANK_WRITE),
        ),
    ),
    Section(
        Text("机构", "Organisation"),
        (
            Entry(Text("机构", "Units"), "unit.tree_page", "diagram-3", Action.UNIT_READ),
            Entry(Text("派遣单位", "Dispatch agencies"), "agency.listed", "building", Action.UNIT_READ),
        ),
    ),
    Section(Text("工具", "Tools"), (Entry(Text("计算器", "Calculators"), "calculator.index", "calculator"),)),
    Section(
        Text("系统", "System"),
        (
            Entry(Text("用户与角色", "Users and roles"), "user.listed", "person-gear", Action.USER_READ),
            Entry(
                Text("后台任务", "Background jobs"),
                "background_job.listed",
                "hourglass-split",
                Action.UNIT_READ,
                counts_jobs=True,
            ),
            Entry(Text("审计记录", "Audit trail"), "audit_entry.listed", "shield-check", Action.AUDIT_READ),
        ),
    ),
)


def sidebar(viewer: Viewer) -> list[tuple[Section, list[tuple[Entry, str, bool]]]]:
    """What ``viewer`` sees: sections with entries, their addresses, and whether each is the present page's."""
    shown = []
    for section in SECTIONS:
        entries = [
            (entry, url_for(entry.endpoint), _is_here(entry))
            for entry in section.entries
            if entry.endpoint in current_app.view_functions and _may_see(entry, viewer)
        ]
        if entries:
            shown.append((section, entries))
    return shown


def jobs_under_way(viewer: Viewer) -> int:
    """How many of the reader's jobs wait or run; none where it can't be told, for error pages have a sidebar too."""
    try:
        return live_jobs(viewer=viewer)
    except SQLAlchemyError:
        return 0


def _may_see(entry: Entry, viewer: Viewer) -> bool:
    if entry.own:
        return viewer.person_id is not None
    return entry.action is None or viewer.may(entry.action)


def _is_here(entry: Entry) -> bool:
    return (request.endpoint or "").partition(".")[0] == entry.endpoint.partition(".")[0]
