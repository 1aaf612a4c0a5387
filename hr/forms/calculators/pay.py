"""What the calculators of contributions, severance, overtime and the minimum wage ask."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.validators import Optional

from hr.forms.calculators.tax import yuan
from hr.forms.form import Form, text_of
from hr.forms.organisation.fields import PercentField, day, whole
from vocabulary.text import Text


class ContributionsForm(Form):
    """A month and a base."""

    on = day(Text("所属月份中的一天", "A day of the month"))
    base = yuan(Text("缴费基数（元）", "Contribution base (yuan)"))
    flexible = BooleanField(
        text_of(Text("灵活就业（本人全部自缴）", "Flexible employment (the person pays all of it)")),
        description=text_of(
            Text("只缴养老和医疗，下列比例不用填", "Pension and medical only; the rates below are not asked for")
        ),
    )
    housing_rate = PercentField(
        text_of(Text("公积金比例（%）", "Housing fund (%)")),
        [Optional()],
        description=text_of(Text("留空按允许的最高比例", "Blank: the highest allowed")),
    )
    supplementary_rate = PercentField(
        text_of(Text("补充公积金比例（%）", "Supplementary fund (%)")),
        [Optional()],
        description=text_of(Text("留空为没有", "Blank: none")),
    )
    injury_rate = PercentField(
        text_of(Text("工伤保险费率（%）", "Work injury (%)")),
        [Optional()],
        description=text_of(Text("留空按一类行业（机关事业单位）", "Blank: class 1, administrations and institutions")),
    )


class SeveranceForm(Form):
    """A wage and years of service."""

    wage = yuan(Text("解除前十二个月平均工资（元）", "Average wage of the last twelve months (yuan)"))
    years = whole(Text("工作满几年", "Completed years of service"), 0, 80)
    months = whole(Text("另加几个月", "And months"), 0, 11, required=False)
    city_average = yuan(
        Text("本市上年度职工月平均工资（元）", "The city's average monthly wage (yuan)"), required=False
    )
    notice = BooleanField(text_of(Text("加代通知金（一个月工资）", "Add a month's wage in place of notice")))
    unlawful = BooleanField(text_of(Text("违法解除（二倍赔偿金）", "Unlawful termination (twice the amount)")))


class OvertimeForm(Form):
    """A monthly wage."""

    monthly = yuan(Text("加班费计算基数（月，元）", "Monthly wage that overtime is reckoned from (yuan)"))


class MinimumWageForm(Form):
    """A month's wage."""

    on = day(Text("所属月份中的一天", "A day of the month"))
    gross = yuan(
        Text("应发工资（元，不含加班费、中夜班和高温津贴）", "Gross (yuan) without overtime, shift and heat allowances")
    )
    base = yuan(Text("缴费基数（元，不填同应发）", "Contribution base (yuan; blank: the gross)"), required=False)
