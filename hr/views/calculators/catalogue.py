"""Every calculator of the web: its name, what it does, the law behind it, its form and its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hr.forms.calculators.pay import ContributionsForm, MinimumWageForm, OvertimeForm, SeveranceForm
from hr.forms.calculators.tax import BonusForm, IncomeTaxForm, PaymentForm
from hr.forms.calculators.time import AnnualLeaveForm, IdNumberForm, RetirementForm, WorkdaysForm
from hr.forms.form import Form
from hr.services.calculators.workings import Explained
from hr.views.calculators import answers
from vocabulary.text import Text


@dataclass(frozen=True)
class Calculator:
    """One calculator; ``basis`` names the rule and where it stands. ``name`` is that of the command."""

    name: str
    icon: str
    title: Text
    basis: Text
    form: type[Form]
    answer: Callable[[Any], Explained]


CALCULATORS: tuple[Calculator, ...] = (
    Calculator(
        "income-tax",
        "receipt-cutoff",
        Text("工资薪金个人所得税", "Income tax on wages"),
        Text(
            "累计预扣法：国家税务总局公告2018年第61号；首次就业按公告2020年第13号，上年不超过6万元按公告2020年第19号。",
            "Cumulative withholding: 公告2018年第61号; first job 公告2020年第13号, the 60,000 rule 公告2020年第19号.",
        ),
        IncomeTaxForm,
        answers.income_tax,
    ),
    Calculator(
        "bonus-tax",
        "gift",
        Text("全年一次性奖金个税", "Tax on a year-end bonus"),
        Text(
            "单独计税或并入综合所得由本人选择，单独计税每年一次：财税〔2018〕164号及延续公告。",
            "Taxed apart (once a year) or merged, as the person chooses: 财税〔2018〕164号 and its extension.",
        ),
        BonusForm,
        answers.bonus_tax,
    ),
    Calculator(
        "labour-service-tax",
        "person-workspace",
        Text("劳务报酬预扣税", "Tax on labour service"),
        Text("国家税务总局公告2018年第61号第八条。", "公告2018年第61号 art. 8."),
        PaymentForm,
        answers.labour_service_tax,
    ),
    Calculator(
        "severance-tax",
        "door-open",
        Text("解除补偿超额部分个税", "Tax on severance beyond the exemption"),
        Text(
            "超过当地上年平均工资3倍的部分，按综合所得税率表单独计税：财税〔2018〕164号第五条。",
            "The part beyond three yearly averages, taxed apart by the annual table: 财税〔2018〕164号 art. 5.",
        ),
        PaymentForm,
        answers.severance_tax,
    ),
    Calculator(
        "contributions",
        "shield-plus",
        Text("社会保险与公积金", "Social insurance and housing fund"),
        Text(
            "上海市当期费率与基数上下限；社保到分，公积金到元。",
            "Shanghai's rates, floor and ceiling of the period; insurance to the fen, housing fund to the yuan.",
        ),
        ContributionsForm,
        answers.contributions,
    ),
    Calculator(
        "overtime",
        "clock-history",
        Text("日工资与加班费", "Daily wage and overtime"),
        Text(
            "月工资 ÷ 月计薪天数 ÷ 8，加班 150%、200%、300%：劳动法第44条。",
            "Month ÷ paid days ÷ 8; overtime 150, 200, 300 %: Labour Law art. 44.",
        ),
        OvertimeForm,
        answers.overtime,
    ),
    Calculator(
        "minimum-wage",
        "bar-chart-steps",
        Text("最低工资核对", "Minimum wage"),
        Text(
            "上海市最低工资不含个人依法缴纳的社会保险费和住房公积金，也不含加班费、中夜班和高温津贴。",
            "Shanghai's minimum is net of own contributions and leaves out overtime, shift and heat allowances.",
        ),
        MinimumWageForm,
        answers.minimum_wage,
    ),
    Calculator(
        "severance",
        "cash-coin",
        Text("经济补偿", "Severance pay"),
        Text("劳动合同法第40、46、47、87条。", "Labour Contract Law arts 40, 46, 47, 87."),
        SeveranceForm,
        answers.severance,
    ),
    Calculator(
        "annual-leave",
        "sun",
        Text("入离职当年年休假", "Annual leave in the year of joining or leaving"),
        Text(
            "按日历天数折算，不足一整天的部分不计：企业职工带薪年休假实施办法第5、12条。",
            "By calendar days; parts of a day do not count: 企业职工带薪年休假实施办法 arts 5, 12.",
        ),
        AnnualLeaveForm,
        answers.annual_leave,
    ),
    Calculator(
        "retirement",
        "hourglass-split",
        Text("法定退休时间", "Statutory retirement"),
        Text(
            "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024-09-13），2025年1月起施行。",
            "Decision of the NPC Standing Committee of 2024-09-13 on raising the retirement age, in force since 2025.",
        ),
        RetirementForm,
        answers.retirement,
    ),
    Calculator(
        "workdays",
        "calendar-week",
        Text("全年工作日", "Workdays of a year"),
        Text(
            "国务院办公厅各年节假日安排与《全国年节及纪念日放假办法》。",
            "The State Council's yearly arrangement, and its order on holidays.",
        ),
        WorkdaysForm,
        answers.workdays,
    ),
    Calculator(
        "id-number",
        "person-badge",
        Text("身份证号码核对", "Identity number"),
        Text(
            "GB 11643：号码结构、行政区划代码、出生日期与校验码。", "GB 11643: form, region, birth date, check digit."
        ),
        IdNumberForm,
        answers.id_number,
    ),
)
