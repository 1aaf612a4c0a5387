"""Which unit and month a page is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField

from hr.forms.form import text_of
from hr.forms.question import AskingForm, offer_units, unit_field
from hr.queries.organisation.unit import UnitOption
from vocabulary.periods import Month
from vocabulary.text import Text


class UnitMonthForm(AskingForm):
    """A unit with all below it, and a month."""

    month = SelectField(text_of(Text("月份", "Month")))
    unit = unit_field()

    def offer(self, options: Sequence[UnitOption], months: Sequence[Month]) -> UnitMonthForm:
        """Fill the selections."""
        offer_units(self.unit, options)
        self.month.choices = [(str(month), str(month)) for month in months]
        return self


class MonthForm(AskingForm):
    """A month."""

    month = SelectField(text_of(Text("月份", "Month")))

    def offer(self, months: Sequence[Month]) -> MonthForm:
        """Fill the selection."""
        self.month.choices = [(str(month), str(month)) for month in months]
        return self
