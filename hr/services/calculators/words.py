"""What the keys of an answer are called, and an answer as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vocabulary.terms import Sex
from vocabulary.text import Text

LABELS: dict[str, Text] = {
    "tax": Text("应扣税额（元）", "Tax (yuan)"),
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
}
"""By the key of the interface."""

WORDS: dict[str, Text] = {sex.value: sex.label for sex in Sex}
"""Codes that stand as values."""

_YES, _NO, _NONE = Text("是", "Yes"), Text("否", "No"), Text("—", "—")


def label_of(key: str) -> Text:
    """What people call the value under ``key``; the key itself where there is no word for it."""
    return LABELS.get(key, Text(key, key))


def value_of(value: object) -> Text:
    """One value as people read it."""
    if isinstance(value, Text):
        return value
    if value is None or isinstance(value, bool):
        return _NONE if value is None else (_YES if value else _NO)
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [value_of(part) for part in value]
        return Text("、".join(part.zh for part in parts) or "—", ", ".join(part.en for part in parts) or "—")
    if isinstance(value, float):
        return Text(f"{value:g}", f"{value:g}")
    return WORDS.get(str(value), Text(str(value), str(value)))


def lines_of(found: Mapping[str, object], indent: str = "") -> Iterable[Text]:
    """``found`` line by line, what lies inside it further in."""
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield Text(f"{indent}{label_of(key).zh}：", f"{indent}{label_of(key).en}:")
            yield from lines_of(value, indent + "  ")
        else:
            line = Text(f"{indent}{{label}}：{{value}}", f"{indent}{{label}}: {{value}}")
            yield line.format(label=label_of(key), value=value_of(value))
