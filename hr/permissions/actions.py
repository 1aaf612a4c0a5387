"""The catalogue of what can be done, as roles are granted it."""

from __future__ import annotations

from vocabulary.terms import Term


class Action(Term):
    """One thing a role may do at a unit and below it."""

    UNIT_READ = "unit.read", "查看机构", "See units and posts"
    UNIT_WRITE = "unit.write", "维护机构与编制", "Maintain units, posts and quotas"
    STAFF_READ = "staff.read", "查看人员", "See people by name"
    STAFF_WRITE = "staff.write", "维护人员", "Maintain people and employments"
    STAFF_EXPORT = "staff.export", "导出人员", "Export lists of people"
    ID_NUMBER_READ = "person.id_number", "查看证件号码", "See identity numbers"
    BANK_READ = "person.bank_account", "查看银行账号", "See bank accounts"
    BANK_WRITE = "person.bank_account_change", "变更银行账号", "Change bank accounts"
    WORKTIME_READ = "worktime.read", "查看工时", "See shifts and working time"
    WORKTIME_WRITE = "worktime.write", "维护工时", "Import and maintain working time"
    CASE_READ = "case.read", "查看案卷", "See cases"
    CASE_WRITE = "case.write", "导入案卷", "Import cases and maintain work items"
    WORKLOAD_READ = "workload.read", "查看个人工作量", "See the workload of people"
    PAY_READ = "pay.read", "查看薪酬", "See pay figures of people"
    PAY_STANDING_WRITE = "pay.standing", "维护薪级", "Set grade and step"
    PAY_PREPARE = "pay.prepare", "编制发薪批次", "Open, compute and check pay runs"
    PAY_APPROVE = "pay.approve", "审批发薪批次", "Approve and lock pay runs"
    PAY_EXPORT = "pay.export", "导出薪酬报表", "Export pay reports"
    PAY_SIMULATION_READ = "pay.simulation", "查看薪酬模拟", "See what pay simulations add up to"
    PAY_SIMULATE = "pay.simulate", "编制薪酬模拟", "Make pay simulations"
    EQUAL_PAY_READ = "equal_pay.read", "查看同工同酬分析", "See the equal-pay analysis"
    TURNOVER_READ = "turnover.read", "查看流失分析", "See turnover figures"
    CAREER_READ = "career.read", "查看晋升资格", "See career eligibility of people"
    CAREER_WRITE = "career.write", "维护晋升通道", "Maintain ladders and standing"
    OVERVIEW_READ = "overview.read", "查看概览", "See headcounts and averages"
    USER_READ = "user.read", "查看用户", "See users and roles"
    USER_WRITE = "user.write", "维护用户", "Maintain users and roles"
    AUDIT_READ = "audit.read", "查看审计记录", "See the audit trail"


WRITES = frozenset(
    {
        Action.UNIT_WRITE,
        Action.STAFF_WRITE,
        Action.BANK_WRITE,
        Action.WORKTIME_WRITE,
        Action.CASE_WRITE,
        Action.PAY_STANDING_WRITE,
        Action.PAY_PREPARE,
        Action.PAY_APPROVE,
        Action.PAY_SIMULATE,
        Action.CAREER_WRITE,
        Action.USER_WRITE,
    }
)
