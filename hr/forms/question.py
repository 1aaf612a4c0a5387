"""What every question to an analysis shares: its answers stand in the address, and it asks of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField

from hr.forms.form import Form, text_of
from hr.queries.organisation.unit import UnitOption
from vocabulary.text import Text

UNIT = Text("机构（含下级）", "Unit with all below it")
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
