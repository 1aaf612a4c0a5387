"""What is asked of turnover and equal pay, read from the address."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, ValidationError

from analytics.turnover.history import By
from hr.forms.form import text_of
from hr.forms.question import AskingForm, offer_units, unit_field
from hr.queries.insight.equal_pay import Reference
from hr.queries.organisation.unit import UnitOption
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

COMPARED = (StaffingType.DISPATCHED, StaffingType.ASSISTANT_4050, StaffingType.SOCIAL_WORKER)
"""The groups that own staff can be compared with."""


class TurnoverForm(AskingForm):
    """Period, unit and grouping."""

    first = DateField(text_of(Text("从", "From")), [InputRequired()], name="from")
    last = DateField(text_of(Text("到", "To")), [InputRequired()], name="to")
    unit = unit_field()
    by = SelectField(text_of(Text("分组", "By")))

    def offer(self, options: Sequence[UnitOption]) -> TurnoverForm:
        """Fill the selections."""
        offer_units(self.unit, options)
        self.by.choices = [("", text_of(Text("不分组", "Nothing"))), *((by.value, text_of(by.label)) for by in By)]
        return self

    def validate_last(self, field: DateField) -> None:
        """A period ends after it begins."""
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError(text_of(Text("结束日期早于开始日期", "The end lies before the beginning")))


class EqualPayForm(AskingForm):
    """Month, unit, whom to compare with, and which group."""

    month = SelectField(text_of(Text("月份", "Month")))
    unit = unit_field()
    reference = SelectField(text_of(Text("参照组 A", "Reference group A")))
    group = SelectField(text_of(Text("比较组 B", "Group B")))

    def offer(self, options: Sequence[UnitOption], months: Sequence[Month]) -> EqualPayForm:
        """Fill the selections."""
        offer_units(self.unit, options)
        self.month.choices = [(str(month), str(month)) for month in months]
        self.reference.choices = [(one.value, text_of(one.label)) for one in Reference]
        self.group.choices = [(one.value, text_of(one.label)) for one in COMPARED]
        return self
