"""The catalogue of input columns: what an element may ask about a person's month, with unit, default and limits."""

from __future__ import annotations

from dataclasses import dataclass

from payroll.units import Unit
from vocabulary.text import Text

LARGEST_AMOUNT = 10**10  # fen; keeps every exact product of an amount, a rate and a count inside int64


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One input column: whole numbers of ``unit``; ``default`` None means that a person who needs it must have it."""

    name: str
    label: Text
    unit: Unit
    default: int | None
    least: int
    most: int


def _money(name: str, zh: str, en: str, default: int | None = 0, *, signed: bool = False) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.FEN, default, -LARGEST_AMOUNT if signed else 0, LARGEST_AMOUNT)


def _days(name: str, zh: str, en: str, default: int | None = 0) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.DAYS, default, 0, 3100)


def _count(name: str, zh: str, en: str, most: int, default: int | None = 0) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.COUNT, default, 0, most)


def _minutes(name: str, zh: str, en: str, most: int = 31 * 24 * 60) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.MINUTES, 0, 0, most)


def _flag(name: str, zh: str, en: str, default: int = 0) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.FLAG, default, 0, 1)


def _rate(name: str, zh: str, en: str, default: int | None = None) -> ColumnSpec:
    return ColumnSpec(name, Text(zh, en), Unit.RATE, default, 0, 1_000_000)


_BASE_PAY = (
    _money("fixed_monthly_pay", "固定月薪", "Fixed monthly pay", None),
    _money("hourly_rate", "小时工资", "Hourly rate", None),
    _minutes("worked_minutes", "计薪分钟（非全日制）", "Paid minutes (part-time)"),
    _money("performance_basic_amount", "基础性绩效标准", "Basic performance pay, whole month"),
    _money("performance_incentive_amount", "奖励性绩效", "Incentive performance pay"),
)
_TIME = (
    _days("month_days", "当月计薪日", "Paid days of the month", None),
    _days("employed_days", "在职计薪日", "Paid days while employed", None),
    _days("unpaid_days", "无薪日", "Unpaid days"),
    _days("attended_days", "出勤日", "Days attended"),
    _count("early_shifts", "早班次数", "Early shifts", 62),
    _count("middle_shifts", "中班次数", "Middle shifts", 62),
    _count("night_shifts", "夜班次数", "Night shifts", 62),
    _minutes("standard_minutes", "标准工时（分钟）", "Standard minutes", 10 * 31 * 24 * 60),
    _minutes("overtime_minutes_workday", "工作日延时加班分钟", "Overtime minutes on workdays"),
    _minutes("overtime_minutes_rest_day", "休息日加班分钟", "Overtime minutes on rest days"),
    _minutes("overtime_minutes_holiday", "法定节假日加班分钟", "Overtime minutes on statutory holidays"),
    _minutes(
        "overtime_minutes_period",
        "综合计算周期超时分钟（周期结束月填）",
        "Minutes over the settled period's norm, in the month it ends",
        12 * 31 * 24 * 60,
    ),
    _money("overtime_base", "加班工资计算基数", "Overtime base", None),
    _flag("heat_exposed", "高温岗位", "Works in the heat"),
    _flag("joined_this_month", "当月首个工作日后入职", "Joined after the month's first workday"),
    _flag("left_this_month", "当月末个工作日前离职", "Left before the month's last workday"),
)
_ABSENCE = (  # each sick day in one of the four columns
    _days("probation_days", "试用期计薪日", "Paid days on probation"),
    _days("sick_days", "病假日", "Sick days"),
    _days("sick_days_relief", "病假日（连续超过六个月）", "Sick days beyond six months"),
    _days(
        "sick_days_after_change",
        "病假日（当月规则变更后）",
        "Sick days after the rule changed in the month",
    ),
    _days(
        "sick_days_relief_after_change",
        "病假日（超过六个月，当月规则变更后）",
        "Sick days beyond six months, after the rule changed in the month",
    ),
    _money("sick_base", "病假工资计算基数", "Sick pay base", None),
    _days("maternity_days", "产假、生育假日", "Maternity leave days"),
    _money("maternity_allowance_amount", "当月生育津贴（基金支付）", "The month's maternity allowance by the fund"),
    _days("unused_leave_days", "应休未休年休假日", "Annual leave not taken, days"),
    _money("average_wage", "前12个月月平均工资（剔除加班工资）", "Average wage of 12 months, without overtime", None),
    _count("service_years", "本单位工龄（整年）", "Whole years at this employer", 80),
    _count("months_in_service", "本单位工作月数", "Months at this employer", 960),
    _flag("civil_bonus_due", "发放参公年终一次性奖金", "Civil-service year-end bonus is due"),
)
_ITEMS = (
    _money("one_off_taxed_amount", "一次性应税项目", "One-off taxed items", signed=True),
    _money("one_off_untaxed_amount", "一次性免税项目", "One-off untaxed items", signed=True),
    _money("annual_bonus_amount", "全年一次性奖金", "Year-end bonus"),
    _money("net_deduction_amount", "税后扣款", "Deductions after tax"),
    _money("labour_service_amount", "劳务报酬（每次）", "Labour-service remuneration (one payment)"),
    _money("severance_amount", "解除劳动合同一次性补偿金", "Severance pay, the whole of it"),
    _flag("inputs_approved", "当月数据已审批", "The month's inputs are approved", 1),
)
_CONTRIBUTIONS = (
    _money("social_base", "社保申报基数", "Declared social insurance base", None),
    _flag("insured_pension", "参加养老保险", "Insured: pension", 1),
    _flag("insured_medical", "参加医疗保险", "Insured: medical", 1),
    _flag("insured_unemployment", "参加失业保险", "Insured: unemployment", 1),
    _flag("insured_work_injury", "参加工伤保险", "Insured: work injury", 1),
    _rate("work_injury_rate", "核定工伤保险费率", "Notified work injury rate"),
    _flag("occupational_annuity", "参加职业年金", "Occupational annuity"),
    _flag("insured_housing_fund", "缴存住房公积金", "Housing fund", 1),
    _money("housing_base", "公积金申报基数", "Declared housing fund base", None),
    _rate("housing_rate", "公积金缴存比例", "Housing fund rate"),
    _rate("supplementary_rate", "补充公积金缴存比例", "Supplementary housing fund rate", 0),
    _flag("subsidy_4050", "享受“4050”用人单位补贴", "The employer's 4050 subsidies are granted"),
    _count("subsidy_months_used", "此前已享受补贴月数（不含本月）", "Months of subsidy used before this one", 600),
)
_TAX = (
    _count(
        "tax_months",
        "本年度在本单位任职月份数（含本月）",
        "Months at this employer this year, this one included",
        12,
        None,
    ),
    _money("tax_income_before", "本年此前累计应税收入", "Taxed income earlier this year", signed=True),
    _money(
        "tax_deductions_before", "本年此前累计专项扣除", "Own contributions deducted earlier this year", signed=True
    ),
    _money("tax_withheld_before", "本年此前已预扣税额", "Tax withheld earlier this year"),
    _money(
        "additional_to_date", "累计专项附加扣除（含本月）", "Special additional deductions to date, this month included"
    ),
    _money("other_deductions_to_date", "累计其他扣除（含本月）", "Other deductions to date, this month included"),
    _money("tax_relief_to_date", "累计减免税额", "Tax relief to date"),
    _flag("first_wage_in_year", "本年度首次取得工资", "First wage of the year anywhere"),
    _flag("sixty_thousand_rule", "适用六万元规则", "The 60,000 rule applies"),
    _flag("basic_deduction_elsewhere", "减除费用在另一处扣除（二处任职）", "Basic deduction taken at another employer"),
    _flag("bonus_merged", "全年一次性奖金并入综合所得", "Year-end bonus merged into the year's income"),
    _flag("bonus_taxed_apart_before", "本年度已有奖金单独计税", "A bonus was taxed apart earlier this year"),
)

BACK_ITEMS: dict[str, tuple[Text, bool]] = {
    "pension": (Text("养老保险", "pension"), True),
    "medical": (Text("医疗保险", "medical"), True),
    "unemployment": (Text("失业保险", "unemployment"), True),
    "housing_fund": (Text("住房公积金", "housing fund"), True),
    "supplementary_fund": (Text("补充住房公积金", "supplementary housing fund"), True),
    "occupational_annuity": (Text("职业年金", "occupational annuity"), True),
    "maternity": (Text("生育保险", "maternity"), False),
    "work_injury": (Text("工伤保险", "work injury"), False),
}
"""Contributions that are made good for earlier months, and whether the person has a share in them."""


def _back(item: str, label: Text) -> tuple[ColumnSpec, ...]:
    """The columns of one contribution: what is made good (below zero: refunded) of earlier months, by side."""
    own = _money(f"back_{item}_employee", f"补缴{label.zh}（个人）", f"Back {label.en} (own)", signed=True)
    employer = _money(f"back_{item}_employer", f"补缴{label.zh}（单位）", f"Back {label.en} (employer)", signed=True)
    return (own, employer) if BACK_ITEMS[item][1] else (employer,)


_BACK_PAY = (
    _money("back_pay_taxed", "补发工资（应税）", "Back pay (taxed)", signed=True),
    _money("back_pay_untaxed", "补发工资（免税）", "Back pay (untaxed)", signed=True),
    _money("back_pay_counted", "补发中计入缴费工资的部分", "Back pay that counts for contribution bases", signed=True),
    *(spec for item, (label, _) in BACK_ITEMS.items() for spec in _back(item, label)),
)

COLUMNS: dict[str, ColumnSpec] = {
    spec.name: spec for group in (_BASE_PAY, _TIME, _ABSENCE, _ITEMS, _CONTRIBUTIONS, _TAX, _BACK_PAY) for spec in group
}
TAX_COLUMNS = frozenset(spec.name for spec in _TAX)
"""What only the month's tax rests on."""
CODED: dict[str, Text] = {
    "staffing_type": Text("用工性质", "Staffing type"),
    "scheme": Text("薪酬方案", "Pay scheme"),
    "unit": Text("机构", "Unit"),
    "post": Text("岗位", "Post"),
    "grade": Text("岗位等级", "Grade"),
    "scale_cell": Text("薪级表单元格", "Pay scale cell"),
    "post_wage_cell": Text("岗位工资标准", "Post wage cell"),
    "step_wage_cell": Text("薪级工资标准", "Step wage cell"),
    "position_wage_cell": Text("职务职级工资标准", "Position wage cell"),
    "rank_wage_cell": Text("级别工资标准", "Rank wage cell"),
    "regime": Text("工时制度", "Working-time regime"),
}
