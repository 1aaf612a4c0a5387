"""What is asked of an analysis, read from the address: a form without a token, since a GET changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, ValidationError

from analytics.turnover.history import By
from hr.forms.form import Form, text_of
from hr.queries.insight.equal_pay import Reference
from hr.queries.organisation.unit import UnitOption
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

UNIT = Text("机构（含下级）", "Unit with all below it")
COMPARED = (StaffingType.DISPATCHED, StaffingType.ASSISTANT_4050, StaffingType.SOCIAL_WORKER)
"""The groups that own staff can be compared with."""
_INDENT = "　"


class AskingForm(Form):
    """A form whose answers stand in the address."""

    class Meta(Form.Meta):
        """Nothing is changed by asking, so there is nothing to forge."""

        csrf = False


def unit_field() -> SelectField:
    """The choice of a unit in scope, by its id."""
    return SelectField(text_of(UNIT), coerce=int)


def offer_units(field: SelectField, options: Sequence[UnitOption]) -> None:
    """The units that can be chosen, down the tree."""
    field.choices = [(option.id, _INDENT * option.depth + option.name) for option in options]


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
