"""Settling what a word of a platform means."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from hr.forms.form import Form, text_of
from hr.models.casework.match_rule import Meaning
from hr.services.casework.match_rule import Settlement
from vocabulary.text import Text


class SettleForm(Form):
    """What the word means, from when, and why."""

    meaning = SelectField(text_of(Text("含义", "It means")))
    target = StringField(
        text_of(Text("工号，或事项编码/名称", "Staff number, or code or name of the item")), [Length(max=80)]
    )
    at_unit_id = SelectField(text_of(Text("计入机构", "Credited at")), coerce=int)
    valid_from = DateField(text_of(Text("自（环节日期）", "From (day of the event)")), [InputRequired()])
    valid_to = DateField(text_of(Text("至（可空）", "To (may be empty)")), [Optional()])
    reason = StringField(text_of(Text("理由", "Reason")), [Length(max=200)])

    def offer(self, meanings: Sequence[Meaning], units: Sequence[tuple[int, str]]) -> SettleForm:
        """Fill the selections; a word for an item is credited nowhere."""
        self.meaning.choices = [(meaning.value, text_of(meaning.label)) for meaning in meanings]
        as_said = text_of(Text("按平台所写的机构", "As the platform says"))
        self.at_unit_id.choices = [(0, as_said), *units]
        if Meaning.PERSON not in meanings:
            del self.at_unit_id
        return self

    @property
    def settlement(self) -> Settlement:
        """What was said."""
        return Settlement(
            meaning=Meaning.of(self.meaning.data),
            target=self.target.data or "",
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            at_unit_id=(self.at_unit_id.data or None) if "at_unit_id" in self else None,
            reason=self.reason.data or "",
        )


class EndForm(Form):
    """The last day of a rule."""

    valid_to = DateField(text_of(Text("最后一天", "Last day")), [InputRequired()])
