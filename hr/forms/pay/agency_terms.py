"""What was agreed with a dispatch agency about money."""

from __future__ import annotations

from typing import ClassVar

from wtforms.validators import NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, PercentField, YuanField, term, whole, words
from hr.forms.pay.fields import month
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase
from vocabulary.text import Text


class TermsForm(GroupedForm):
    """Service fee, tax on top, day of payment."""

    groups = (
        (Text("服务费", "Service fee"), ("fee_kind", "fee", "rate")),
        (Text("税费", "Tax on top"), ("tax_rate", "tax_base", "tax_note")),
        (Text("发放与执行", "Payment and dates"), ("pay_day", "start")),
    )
    notes: ClassVar[Notes] = {
        "fee": Text("按人按月时填写", "For a fee per person and month"),
        "rate": Text("按比例时填写", "For a share"),
        "tax_rate": Text(
            "另加的税费；价格已含税的填 0。差额计税见财税〔2016〕47号，请按发票核对",
            "Tax added on top; 0 where prices include it. Difference method: 财税〔2016〕47号; check the invoice",
        ),
        "pay_day": Text(
            "派遣单位最迟于次月几日发薪；留空不核对",
            "The last day of the next month on which wages may be paid; blank: not checked",
        ),
        "start": Text("原条款自动截止到上月末", "What is in force ends the day before by itself"),
    }
    fee_kind = term(Text("计算方式", "Kind"), AgencyFeeKind)
    fee = YuanField(text_of(Text("元/人·月", "Yuan a person and month")), [Optional(), NumberRange(min=0)])
    rate = PercentField(text_of(Text("比例（%）", "Share (%)")), [Optional(), NumberRange(min=0)])
    tax_rate = PercentField(text_of(Text("税率（%）", "Tax rate (%)")), [Optional(), NumberRange(min=0)])
    tax_base = term(Text("计税口径", "Taxed on"), AgencyTaxBase)
    tax_note = words(Text("税费说明", "Note on tax"), 120, required=False)
    pay_day = whole(Text("次月发薪日", "Day of payment"), 1, 31, required=False)
    start = month(Text("起始月份", "From month"))
