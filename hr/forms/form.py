"""What every form shares: both languages, and a place for a refusal to be shown."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from markupsafe import escape
from wtforms import Field

from hr.refusals import Refusal
from hr.request_language import language
from vocabulary.text import Text


class Form(FlaskForm):  # type: ignore[misc]
    """A form with a CSRF token; labels are Texts and speak the page's language."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """WTForms' own messages in the page's language."""

        @property
        def locales(self) -> list[str]:
            return ["zh"] if language() == "zh" else ["en"]

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> str:
            """Fields carry Bootstrap's classes and say when they are wrong."""
            kind = "form-check-input" if field.type in {"BooleanField", "RadioField"} else _kind(field)
            classes = [kind, "is-invalid" if field.errors else "", str(render_kw.pop("class_", ""))]
            render_kw["class"] = " ".join(part for part in classes if part)
            rendered: str = super().render_field(field, render_kw)
            return rendered

    def blame(self, refusal: Refusal) -> None:
        """Put a refusal on the field it names; one that names none is left for the head of the page."""
        if refusal.field and refusal.field in self:
            field = self[refusal.field]
            field.errors = [*field.errors, refusal.reason.in_(language())]


def _kind(field: Field) -> str:
    return "form-select" if field.type in {"SelectField", "SelectMultipleField"} else "form-control"


def text_of(label: Text) -> Any:
    """A field's label in the language of the page that shows it (not of the request that loaded the module)."""
    return _Late(label)


class _Late(str):
    """Text whose language is chosen when it is shown."""

    text: Text

    def __new__(cls, text: Text) -> _Late:
        made = super().__new__(cls, text.zh)
        made.text = text
        return made

    def __str__(self) -> str:
        return self.text.in_(language())

    def __html__(self) -> str:
        return str(escape(self.text.in_(language())))
