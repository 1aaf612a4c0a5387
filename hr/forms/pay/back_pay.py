"""Deciding about one person's back pay."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from hr.forms.form import Form, text_of
from hr.models.pay.back_pay import BackPayChoice
from vocabulary.text import Text

AS_USUAL = Text("按规则处理：应补的照补，多发的不扣", "By the rule: what is owed is paid, what was overpaid is left")


class BackPayForm(Form):
    """What is to be done, and why."""

    choice = SelectField(text_of(Text("处理方式", "What to do")), [Optional()])
    reason = StringField(text_of(Text("理由", "Why")), [Optional(), Length(max=200)])

    def offer(self, choices: Iterable[BackPayChoice]) -> BackPayForm:
        """Fill in what may be chosen."""
        self.choice.choices = [("", text_of(AS_USUAL)), *((one.value, text_of(one.label)) for one in choices)]
        return self

    @property
    def chosen(self) -> BackPayChoice | None:
        """The choice; None for the usual way."""
        return BackPayChoice.of(self.choice.data) if self.choice.data else None
