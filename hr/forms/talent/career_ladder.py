"""Editing a ladder as text, and asking who stands where on a day."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hr.forms.form import Form, text_of
from hr.forms.question import AskingForm, offer_units, unit_field
from hr.queries.organisation.unit import UnitOption
from hr.queries.talent.career_ladder import LadderVersion
from vocabulary.terms import PostFamily
from vocabulary.text import Text


class LadderForm(Form):
    """A ladder: its text, the posts, the unit with all below it, and its first day."""

    definition = TextAreaField(
        text_of(Text("通道（YAML）", "Ladder (YAML)")),
        [InputRequired()],
        render_kw={"rows": 26, "spellcheck": "false", "class_": "font-monospace"},
    )
    family = SelectField(text_of(Text("岗位序列", "Post family")))
    unit_id = SelectField(text_of(Text("适用机构（含下级）", "Holds at (with all below)")), coerce=int)
    valid_from = DateField(text_of(Text("生效日期", "In force from")), [InputRequired()])

    def offer(self, options: Sequence[UnitOption]) -> LadderForm:
        """Fill the selections."""
        self.family.choices = [(family.value, text_of(family.label)) for family in PostFamily]
        offer_units(self.unit_id, options)
        return self


class CareerAskingForm(AskingForm):
    """A day, a unit and a ladder."""

    on = DateField(text_of(Text("截至", "As of")), [InputRequired()])
    unit = unit_field()
    ladder = SelectField(text_of(Text("通道", "Ladder")), coerce=int)

    def offer(self, options: Sequence[UnitOption], versions: Sequence[LadderVersion]) -> CareerAskingForm:
        """Fill the selections."""
        offer_units(self.unit, options)
        self.ladder.choices = [(version.id, text_of(_named(version))) for version in versions]
        return self


def _named(version: LadderVersion) -> Text:
    if version.unit_name is None:
        return version.ladder.name
    return Text("{name}（{unit}）", "{name} ({unit})").format(name=version.ladder.name, unit=version.unit_name)
