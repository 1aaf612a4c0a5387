"""Which year, unit and staffing type a pay report is asked of."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField

from hr.forms.form import text_of
from hr.forms.question import AskingForm, offer_units, unit_field
from hr.queries.organisation.unit import UnitOption
from vocabulary.terms import StaffingType
from vocabulary.text import Text


class YearForm(AskingForm):
    """A year."""

    year = SelectField(text_of(Text("年度", "Year")), coerce=int)

    def offer_years(self, years: Sequence[int]) -> None:
        """Fill the years."""
        self.year.choices = [(year, str(year)) for year in years]


class UnitYearForm(YearForm):
    """A year of a unit."""

    unit = unit_field()

    def offer(self, options: Sequence[UnitOption], years: Sequence[int]) -> None:
        """Fill the selections."""
        offer_units(self.unit, options)
        self.offer_years(years)


class TrendForm(UnitYearForm):
    """A year of a unit, of everybody or of one staffing type."""

    staffing_type = SelectField(
        text_of(Text("用工性质", "Staffing type")),
        choices=lambda: [
            ("", text_of(Text("全部", "All"))),
            *((kind.value, text_of(kind.label)) for kind in StaffingType),
        ],
    )
