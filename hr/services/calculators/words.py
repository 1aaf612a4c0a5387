"""What the keys of an answer are called, and an answer as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vocabulary.terms import Sex
from vocabulary.text import Text

LABELS: dict[str, Text] = {
    "tax": Text("应扣税额（元）", "Tax (yuan)"),
    "tax_apart": Text("单独计税税额（元）", "Tax apart (yuan)"),
    "tax_merged": Text("并入综合所得税额（元）", "Tax when merged (yuan)"),
    "better": Text("较优方式", "Better way"),
    "saves": Text("少缴税额（元）", "Saves (yuan)"),
    "warning": Text("提示", "Note"),
    "subsidy": Text("可申领社保补贴（元）", "Subsidy that may be claimed (yuan)"),
    "total": Text("合计（元）", "Total (yuan)"),
    "employee": Text("个人缴费（元）", "Employee (yuan)"),
    "employer": Text("单位缴费（元）", "Employer (yuan)"),
    "employee_total": Text("个人合计（元）", "Employee's total (yuan)"),
    "employer_total": Text("单位合计（元）", "Employer's total (yuan)"),
    "pension": Text("养老保险", "Pension"),
    "medical": Text("医疗保险", "Medical"),
    "maternity": Text("生育保险", "Maternity"),
    "unemployment": Text("失业保险", "Unemployment"),
    "work_injury": Text("工伤保险", "Work injury"),
    "housing_fund": Text("住房公积金", "Housing fund"),
    "supplementary_housing_fund": Text("补充住房公积金", "Supplementary housing fund"),
    "age": Text("法定退休年龄", "Statutory retirement age"),
    "month": Text("退休年月", "Month of retirement"),
    "minimum_contribution_months": Text("最低缴费月数", "Months of contributions needed"),
    "months": Text("补偿月数", "Months of pay"),
    "amount": Text("金额（元）", "Amount (yuan)"),
    "days": Text("天数", "Days"),
    "daily": Text("日工资（元）", "Daily wage (yuan)"),
    "hourly": Text("小时工资（元）", "Hourly wage (yuan)"),
    "workday": Text("延时加班每小时（元）", "Overtime hour, workday (yuan)"),
    "rest_day": Text("休息日加班每小时（元）", "Overtime hour, rest day (yuan)"),
    "holiday": Text("法定节假日加班每小时（元）", "Overtime hour, statutory holiday (yuan)"),
    "net": Text("扣除个人缴费后（元）", "Net of own contributions (yuan)"),
    "minimum": Text("最低工资（元）", "Minimum wage (yuan)"),
    "met": Text("达到最低工资", "Minimum wage reached"),
    "workdays": Text("工作日", "Workdays"),
    "statutory_days": Text("法定节假日", "Statutory holidays"),
    "makeup_workdays": Text("调休上班日", "Weekend days worked"),
    "valid": Text("有效", "Valid"),
    "born": Text("出生日期", "Born"),
    "sex": Text("性别", "Sex"),
    "reason": Text("原因", "Reason"),
    "n_input": Text("读入行数", "Rows read"),
    "n": Text("所用行数", "Rows used"),
    "n_a": Text("A 组人数", "Group A"),
    "n_b": Text("B 组人数", "Group B"),
    "women": Text("女性", "Women"),
    "men": Text("男性", "Men"),
    "coefficient": Text("系数", "Coefficient"),
    "se": Text("标准误", "Standard error"),
    "se_hc1": Text("稳健标准误（HC1）", "Standard error (HC1)"),
    "se_cluster": Text("聚类标准误", "Standard error (clustered)"),
    "df": Text("自由度", "Degrees of freedom"),
    "kennedy": Text("差距（Kennedy，%）", "Gap (Kennedy, %)"),
    "raw_gap": Text("未调整差距（A − B）", "Raw gap (A − B)"),
    "dropped": Text("未能估计的项", "Terms left out"),
    "verdict": Text("结论", "Verdict"),
    "corrected": Text("校正测量误差后", "Corrected for error of measurement"),
    "reliability": Text("信度", "Reliability"),
    "mean_a": Text("A 组均值", "Mean of A"),
    "mean_b": Text("B 组均值", "Mean of B"),
    "gap": Text("差距（A − B）", "Gap (A − B)"),
    "threefold": Text("三分解", "Threefold"),
    "endowments": Text("特征差异", "Endowments"),
    "coefficients": Text("回报差异", "Coefficients"),
    "interaction": Text("交互", "Interaction"),
    "twofold": Text("二分解（按参照系数）", "Twofold, by reference"),
    "explained": Text("可解释", "Explained"),
    "unexplained": Text("不可解释", "Unexplained"),
    "pooled": Text("合并", "Pooled"),
    "pooled_with_group": Text("合并（含组别）", "Pooled with group"),
    "detail": Text("分项", "In detail"),
    "bootstrap": Text("自助法 95% 区间", "Bootstrap, 95 % intervals"),
    "replicates": Text("重复次数", "Replicates"),
    "events": Text("事件数", "Events"),
    "median": Text("中位数", "Median"),
    "median_interval": Text("中位数 95% 区间", "Median, 95 % interval"),
    "interval_type": Text("区间方法", "Kind of interval"),
    "survival": Text("留存率", "Survival"),
    "groups": Text("分组", "Groups"),
    "logrank": Text("对数秩检验", "Log-rank test"),
    "cox": Text("Cox 回归", "Cox regression"),
    "hazard_ratio": Text("风险比", "Hazard ratio"),
    "log_likelihood": Text("对数似然", "Log-likelihood"),
    "concordance": Text("一致性", "Concordance"),
    "concordance_cross_validated": Text("一致性（交叉验证）", "Concordance (cross-validated)"),
    "proportional_hazards_p": Text("等比例风险检验 p", "Proportional hazards, p"),
    "cases": Text("案卷数", "Cases"),
    "activities": Text("活动种类", "Activities"),
    "actors": Text("经办人数", "Actors"),
    "variants": Text("流程变体数", "Variants"),
    "handovers": Text("转手次数", "Handovers"),
    "gini_events": Text("事件分布基尼系数", "Gini of events over actors"),
    "top5_share": Text("最忙五人占比", "Share of the five busiest"),
    "events_by_actor": Text("各经办人事件数（前十）", "Events by actor (ten busiest)"),
    "duration_hours": Text("历时（小时）", "Duration (hours)"),
    "mean": Text("均值", "Mean"),
    "night_events": Text("夜间事件", "Events at night"),
    "weekend_events": Text("周末事件", "Events on weekends"),
    "cases_closed": Text("已结案", "Cases closed"),
    "on_time": Text("按时", "On time"),
    "of": Text("其中基数", "Of"),
    "rate": Text("比率", "Rate"),
    "all": Text("全部", "All"),
    "with_target": Text("有时限的", "With a target"),
    "closed_with_target": Text("有时限且已结", "Closed, with a target"),
    "closed_with_planned": Text("有计划且已结", "Closed, with a planned end"),
    "rejected": Text("拒收的行", "Rows rejected"),
}
"""By the key of the interface."""

WORDS: dict[str, Text] = {sex.value: sex.label for sex in Sex} | {
    "apart": Text("单独计税", "Taxed apart"),
    "merged": Text("并入综合所得", "Merged into income"),
    "same": Text("两种方式相同", "Both alike"),
}
"""Codes that stand as values."""

_YES, _NO, _NONE = Text("是", "Yes"), Text("否", "No"), Text("—", "—")


def label_of(key: str) -> Text:
    """What people call the value under ``key``; the key itself where there is no word for it."""
    return LABELS.get(key, Text(key, key))


def value_of(value: object, words: Mapping[str, Text] = WORDS) -> Text:
    """One value as people read it; ``words`` are codes that stand for terms."""
    if isinstance(value, Text):
        return value
    if value is None or isinstance(value, bool):
        return _NONE if value is None else (_YES if value else _NO)
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [value_of(part, words) for part in value]
        return Text("、".join(part.zh for part in parts) or "—", ", ".join(part.en for part in parts) or "—")
    if isinstance(value, float):
        return Text(f"{value:g}", f"{value:g}")
    return words.get(str(value), Text(str(value), str(value)))


def lines_of(found: Mapping[str, object], words: Mapping[str, Text] = WORDS, indent: str = "") -> Iterable[Text]:
    """``found`` line by line, what lies inside it further in."""
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield Text(f"{indent}{label_of(key).zh}：", f"{indent}{label_of(key).en}:")
            yield from lines_of(value, words, indent + "  ")
        else:
            line = Text(f"{indent}{{label}}：{{value}}", f"{indent}{{label}}: {{value}}")
            yield line.format(label=label_of(key), value=value_of(value, words))
