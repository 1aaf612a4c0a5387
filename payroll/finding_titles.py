"""What each kind of finding is called: the heading over findings of one code, whomever they are about."""

from __future__ import annotations

from collections.abc import Mapping

from vocabulary.text import Text

TITLES: Mapping[str, Text] = {
    "slip_failed": Text("工资条无法计算", "The slip could not be computed"),
    "inputs_not_approved": Text("当月数据尚未审批", "The month's inputs are not approved"),
    "negative_net": Text("实发为负", "Net pay is negative"),
    "net_changed": Text("实发与上月相差较大", "Net pay differs much from last month's"),
    "not_prorated": Text(
        "当月入职或离职，但按整月计薪", "Joined or left within the month, yet paid for the whole of it"
    ),
    "below_minimum_wage": Text("扣除个人缴费后低于最低工资", "Net of own contributions below the minimum wage"),
    "duplicate_account": Text("银行账号与其他人员重复", "The bank account is shared with others"),
    "duplicate_id": Text("证件号码与其他人员重复", "The ID number is shared with others"),
    "overtime_over_limit": Text("加班超过每月上限", "Overtime over the month's limit"),
    "overtime_not_paid": Text("有加班按工时制度不付加班工资", "Overtime that the working-time regime pays nothing for"),
    "bonus_choice_costs_more": Text("奖金所选计税方式多缴税", "The way chosen for the bonus costs more tax"),
    "bonus_trap": Text("奖金落在税率跳档处", "The bonus lies where a little less would leave more"),
    "subsidy_rule_lapsed": Text("“4050”补贴政策已到期或未施行", "The 4050 subsidy rule is not in force"),
    "subsidy_used_up": Text("“4050”补贴月数已用满", "The months of the 4050 subsidies are used up"),
    "subsidy_ending": Text("“4050”补贴即将到期", "The 4050 subsidies end soon"),
    "differs": Text("存档金额与重新计算的结果不一致", "Stored figures differ from a new computation"),
    "rules_changed": Text("计算之后薪酬标准有变动", "The pay rules have changed since the run was computed"),
    "not_in_run": Text("应在本批次发放，但计算时未包含", "To be paid in this run, but left out"),
    "not_employed": Text("已不在本批次发放范围", "No longer to be paid in this run"),
    "inputs_changed": Text("计算之后个人资料有变动", "What the slip is computed from has changed since"),
    "joiner_without_account": Text("本月新进人员没有可用的银行账号", "New this month, and no confirmed bank account"),
    "account_new": Text("本月新登记银行账号", "A bank account where there was none last month"),
    "account_changed": Text("银行账号与上月不同", "Paid to another account than last month"),
    "back_pay_leaver": Text("已离职，补发随本批次发放", "Has left; back pay is paid with this run"),
    "back_pay_owes": Text("已离职，补缴应由本人承担的部分待结清", "Has left and owes own contributions"),
    "back_pay_left_out": Text("以前月份差额按决定不处理", "A difference of earlier months is left out, as decided"),
    "back_pay_unclear": Text("以前月份无法重新计算", "An earlier month can't be computed again"),
    "overpaid": Text("以前月份多发工资，未扣回", "Wages of earlier months paid too much, not taken back"),
    "overpaid_rest": Text("多发工资尚有余额未扣回", "Part of what was paid too much is still to be taken back"),
}
"""By code of ``payroll.findings.Finding``, those that only the checks of a stored run know included."""


def title_of(code: str) -> Text:
    """The title of a finding's code; one that was stored under a code no longer in use is called by its code."""
    return TITLES.get(code, Text(code, code))
