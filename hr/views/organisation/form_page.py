"""A page that is one form: shown, answered, and shown again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import GroupedForm
from hr.refusals import Refusal
from hr.views.door import say
from vocabulary.text import Text

Crumb = tuple[Text | str, str]
_SAVE = Text("保存", "Save")


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: its title, the pages above it (words, address), and what is said when it is done."""

    title: Text
    trail: Sequence[Crumb]
    done: Text
    lead: Text | None = None
    button: Text = _SAVE
    tone: str = "primary"

    @property
    def back(self) -> str:
        """Where giving up leads to."""
        return self.trail[-1][1]


def handled(form: GroupedForm, page: FormPage, deed: Callable[[], str]) -> ResponseReturnValue:
    """Show the form; when it is sent and in order, do ``deed`` and go to the address it returns."""
    if request.method != "POST":
        return _shown(form, page)
    if not form.validate_on_submit():
        return _shown(form, page), 400
    try:
        address = deed()
    except Refusal as refusal:
        form.blame(refusal)
        return _shown(form, page, refusal), 400
    say(page.done)
    return redirect(address)


def _shown(form: GroupedForm, page: FormPage, refusal: Refusal | None = None) -> str:
    unplaced = refusal if refusal is not None and refusal.field not in form else None
    head = Refusal(unplaced.reason) if unplaced is not None else None
    return render_template("organisation/_form_page.html", form=form, page=page, refusal=head)
