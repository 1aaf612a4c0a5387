"""Working-time terms, the 4050 subsidy, and the year's tax of one employment."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, YuanField, term, whole, words
from hr.forms.pay.fields import CORRECTION, DATED_BACK, correction, dated_back, month
from vocabulary.terms import SettlementPeriod, WorkingTimeRegime
from vocabulary.text import Text

_WHEN = Text("执行时间", "When")
_START = Text("起始月份", "From month")


def _yuan(label: Text, required: bool = False) -> Any:
    return YuanField(text_of(label), [InputRequired() if required else Optional(), NumberRange(min=0)])


class WorkTermsForm(GroupedForm):
    """Regime and overtime base."""

    groups = (
        (Text("工时约定", "Working time"), ("regime", "period", "approval", "overtime_base")),
        (_WHEN, ("start", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "period": Text("仅综合计算工时制填写", "For comprehensive working time only"),
        "approval": Text("综合计算、不定时须有人社部门批准", "Comprehensive and irregular hours need one"),
        "overtime_base": Text(
            "合同约定的月工资；留空按岗位月工资。不低于最低工资，也作病假工资基数",
            "The contract's monthly wage, blank: that of the post; never below the minimum wage; sick pay uses it too",
        ),
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
        "start": Text("原约定自动截止到上月末", "What is in force ends the day before by itself"),
    }
    regime = term(Text("工时制度", "Working-time regime"), WorkingTimeRegime)
    period = term(Text("计算周期", "Settlement period"), SettlementPeriod, required=False)
    approval = words(Text("批准文号", "Approval"), 80, required=False)
    overtime_base = _yuan(Text("加班工资基数（元/月）", "Overtime base (yuan a month)"))
    start = month(_START)
    dated_back = dated_back()
    correction = correction()


class SubsidyForm(GroupedForm):
    """The 4050 subsidy."""

    groups = ((Text("“4050”补贴", "4050 subsidy"), ("first_month", "last_month", "months_before", "document")),)
    notes: ClassVar[Notes] = {
        "last_month": Text("停止补贴时填写", "Once it has stopped"),
        "months_before": Text("在其他单位或以前已享受的月数", "With other employers or earlier"),
    }
    first_month = month(Text("首个补贴月份", "First month"))
    last_month = month(Text("最后补贴月份", "Last month"), required=False)
    months_before = whole(Text("此前已享受月数", "Months used before"), 0, 36)
    document = words(Text("批准文件", "Document"), 80, required=False)


class OpeningForm(GroupedForm):
    """The year's tax so far, as declared elsewhere than here."""

    groups = (
        (Text("期间", "Period"), ("through", "months")),
        (Text("累计金额", "To date"), ("income", "deductions", "withheld", "relief", "document")),
    )
    notes: ClassVar[Notes] = {
        "through": Text("启用本系统前最后一个发薪月份", "The last month paid before pay is computed here"),
        "months": Text("其中在本单位任职的月份数", "How many of them they worked for this employer"),
        "income": Text("扣缴客户端的“累计收入”", "The tax client's cumulative income"),
        "deductions": Text("个人社保、公积金、年金累计", "Own contributions to date"),
        "withheld": Text("扣缴客户端的“累计已缴税额”", "The tax client's tax paid to date"),
    }
    through = month(Text("截至月份", "Up to month"))
    months = whole(Text("任职月份数", "Months employed"), 1, 12)
    income = _yuan(Text("累计收入（元）", "Income (yuan)"), required=True)
    deductions = _yuan(Text("累计专项扣除（元）", "Own contributions (yuan)"), required=True)
    withheld = _yuan(Text("累计已预扣税额（元）", "Tax withheld (yuan)"), required=True)
    relief = _yuan(Text("累计减免税额（元）", "Tax relief (yuan)"))
    document = words(Text("依据", "Source"), 120, required=False)


class ElectionForm(GroupedForm):
    """What somebody chooses for a year."""

    groups = (
        (Text("年度", "Year"), ("start",)),
        (Text("选择", "Choices"), ("bonus_merged", "bonus_apart_elsewhere", "deducted_elsewhere")),
    )
    notes: ClassVar[Notes] = {
        "start": Text("从该月起按此计税，只影响该年度", "Taxed so from this month on, in its year only"),
        "bonus_apart_elsewhere": Text("单独计税一年只能用一次", "A year has one bonus that is taxed apart"),
    }
    start = month(_START)
    bonus_merged = BooleanField(
        text_of(Text("年终奖并入综合所得计税", "Tax the year-end bonus together with the wages"))
    )
    bonus_apart_elsewhere = BooleanField(
        text_of(Text("本年已在其他单位单独计税", "Another employer has taxed a bonus apart this year"))
    )
    deducted_elsewhere = BooleanField(
        text_of(Text("减除费用在另一单位扣除（两处任职）", "Another employer deducts the basic 5,000"))
    )
