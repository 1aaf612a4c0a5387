"""What the calculators of income tax ask."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from hr.forms.form import Form, text_of
from hr.forms.organisation.fields import YuanField, day, whole
from vocabulary.money import fen
from vocabulary.text import Text

DECEMBER = 12


def yuan(label: Text, required: bool = True) -> Any:
    """An amount in yuan, as fen."""
    return YuanField(text_of(label), [InputRequired() if required else Optional()], render_kw={"inputmode": "decimal"})


class IncomeTaxForm(Form):
    """Months of one year at one employer: the same each month, or the income of each written out."""

    year = whole(Text("年份", "Year"), 2019, 2100)
    first_month = whole(Text("起始月份", "First month"), 1, DECEMBER)
    last_month = whole(Text("截止月份", "Last month"), 1, DECEMBER)
    income = yuan(Text("每月收入（元）", "Income a month (yuan)"))
    insurance = yuan(Text("每月个人社保和公积金（元）", "Own contributions a month (yuan)"), required=False)
    additional = yuan(Text("每月专项附加扣除（元）", "Special additional deductions a month (yuan)"), required=False)
    incomes = TextAreaField(
        text_of(Text("各月收入不同时，逐月填写", "Incomes month by month, where they differ")),
        [Optional(), Length(max=400)],
        description=text_of(Text("金额之间用空格或逗号隔开", "Amounts with blanks or commas between")),
        render_kw={"rows": 2},
    )
    first_wage_in_year = BooleanField(text_of(Text("本年首次取得工资", "First wage of the year")))
    prior_income = yuan(
        Text("上年工资总额（元，用于 6 万元规则）", "Last year's wages (yuan), for the 60,000 rule"), required=False
    )
    all_twelve_months = BooleanField(text_of(Text("上年在本单位满 12 个月", "Here all twelve months of last year")))

    def validate_last_month(self, field: Any) -> None:
        """Months run forward."""
        if self.first_month.data and field.data and field.data < self.first_month.data:
            raise ValidationError(text_of(Text("早于起始月份", "Before the first month")))

    def validate_incomes(self, field: Any) -> None:
        """As many amounts as months."""
        try:
            amounts = _amounts(field.data)
        except ValueError as error:
            raise ValidationError(text_of(Text("请填写以元为单位的金额", "Amounts in yuan are expected"))) from error
        if amounts and len(amounts) != self.months:
            reason = Text("应填 {n} 个金额，现有 {k} 个", "{n} amounts are expected, there are {k}")
            raise ValidationError(text_of(reason.format(n=self.months, k=len(amounts))))

    @property
    def amounts(self) -> list[int]:
        """The income of each month (fen)."""
        return _amounts(self.incomes.data) or [self.income.data or 0] * self.months

    @property
    def months(self) -> int:
        """How many months."""
        return (self.last_month.data or 0) - (self.first_month.data or 0) + 1


def _amounts(text: str | None) -> list[int]:
    """Amounts with blanks or commas between; raises ValueError for what is none."""
    return [fen(word) for word in (text or "").replace("，", " ").replace("、", " ").replace(",", " ").split()]


class BonusForm(Form):
    """A bonus, and the rest of the year where both ways of taxing it are to be compared."""

    amount = yuan(Text("奖金（元）", "Bonus (yuan)"))
    income = yuan(
        Text("全年其他工资收入（元，填写后比较两种方式）", "The year's other wages (yuan), to compare both ways"),
        required=False,
    )
    deductions = yuan(
        Text("全年个人社保公积金和附加扣除（元）", "The year's own contributions and additional deductions (yuan)"),
        required=False,
    )
    on = day(Text("发放日期（不填按最新规定）", "Day of payment (blank: the newest rule)"), required=False)


class PaymentForm(Form):
    """One payment and its day."""

    amount = yuan(Text("金额（元）", "Amount (yuan)"))
    on = day(Text("发放日期（不填按最新规定）", "Day of payment (blank: the newest rule)"), required=False)
