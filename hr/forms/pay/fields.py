"""Kinds of fields that forms about pay add to the shared ones."""

from __future__ import annotations

from typing import Any

from wtforms import StringField
from wtforms.validators import InputRequired, Optional, StopValidation

from hr.forms.form import text_of
from hr.request_language import language
from vocabulary.periods import Month
from vocabulary.text import Text


class MonthField(StringField):  # type: ignore[misc]
    """A month, picked or typed as YYYY-MM."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if isinstance(self.data, Month) else ""

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        if values and values[0].strip():
            try:
                self.data = Month.parse(values[0])
            except ValueError:
                raise StopValidation(Text("月份写成 2026-10", "Write the month like 2026-10").in_(language())) from None


def month(label: Text, required: bool = True) -> Any:
    """A month; blank gives None where it may be blank."""
    return MonthField(text_of(label), [InputRequired() if required else Optional()], render_kw={"type": "month"})
