"""Kinds of fields that forms about units and people share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from hr.forms.form import Form, text_of
from hr.request_language import language
from vocabulary.money import PPM, fen, yuan
from vocabulary.terms import Term
from vocabulary.text import Text

Groups = Sequence[tuple[Text, tuple[str, ...]]]
Notes = dict[str, Text]
_CHOOSE = Text("请选择", "Choose")


class GroupedForm(Form):
    """A form shown in groups of fields: ``groups`` names each and what is in it, ``notes`` explains a field.

    ``shown_notes`` are the notes of the form at hand: a view may say something else where the form is used otherwise.
    """

    groups: ClassVar[Groups] = ()
    notes: ClassVar[Notes] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_notes: Notes = self.notes


def words(label: Text, longest: int, required: bool = True) -> Any:
    """A line of text; blank gives None where it may be blank."""
    presence = InputRequired() if required else Optional()
    return StringField(text_of(label), [presence, Length(max=longest)], filters=[_stripped])


def long_words(label: Text, longest: int) -> Any:
    """Several lines of text, which may be blank."""
    return TextAreaField(text_of(label), [Optional(), Length(max=longest)], filters=[lambda text: (text or "").strip()])


def day(label: Text, required: bool = True) -> Any:
    """A date."""
    return DateField(text_of(label), [InputRequired() if required else Optional()])


def whole(label: Text, least: int = 0, most: int = 100_000, required: bool = True) -> Any:
    """A whole number."""
    presence = InputRequired() if required else Optional()
    return IntegerField(text_of(label), [presence, NumberRange(least, most)])


def term(label: Text, terms: type[Term], required: bool = True) -> Any:
    """One of the field's terms; where it may be blank, blank gives None."""

    def choices() -> list[tuple[str, str]]:
        blank = ("", _CHOOSE.in_(language()) if required else "—")
        return [blank, *((one.value, one.label.in_(language())) for one in terms)]

    presence = InputRequired() if required else Optional()
    return SelectField(text_of(label), [presence], choices=choices, coerce=lambda value: _coerced(terms, value))


def one_of(label: Text, required: bool = True) -> Any:
    """One row out of choices that the view fills in (see ``offer``); its key as a number, None for blank."""
    presence = InputRequired() if required else Optional()
    return SelectField(text_of(label), [presence], choices=[], coerce=_key)


def offer(field: Any, rows: Sequence[tuple[int, str]]) -> None:
    """Fill a ``one_of`` field with (key, words)."""
    blank = _CHOOSE.in_(language()) if field.flags.required else "—"
    field.choices = [("", blank), *((str(key), shown) for key, shown in rows)]


class YuanField(StringField):  # type: ignore[misc]
    """An amount in yuan with at most two decimals, as whole fen."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return yuan(self.data) if isinstance(self.data, int) else ""

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        if values and values[0].strip():
            try:
                self.data = fen(values[0])
            except ValueError:
                reason = Text("应为最多两位小数的金额（元）", "An amount in yuan with at most two decimals")
                raise ValueError(reason.in_(language())) from None


class PercentField(StringField):  # type: ignore[misc]
    """A percentage with at most four decimals, as whole parts per million."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{Decimal(self.data) * 100 / PPM:f}" if isinstance(self.data, int) else ""

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        if values and values[0].strip():
            try:
                scaled = Decimal(values[0].strip().rstrip("%％")) * PPM / 100
            except InvalidOperation:
                scaled = Decimal("0.5")
            if scaled != scaled.to_integral_value():
                reason = Text("应为百分数，例如 7 或 0.2", "A percentage, such as 7 or 0.2")
                raise ValueError(reason.in_(language()))
            self.data = int(scaled)


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None


def _coerced(terms: type[Term], value: Any) -> Term | None:
    return None if value in {None, "", "None"} else terms(value)  # type: ignore[call-arg]


def _key(value: Any) -> int | None:
    return int(value) if str(value or "").isdecimal() else None
