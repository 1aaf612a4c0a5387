"""The calculators: one page each, open to everybody who is logged in. What is typed in stands in no address or log."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.forms.form import Form
from hr.services.calculators.words import label_of, value_of
from hr.services.calculators.workings import Explained
from hr.views.calculators.catalogue import CALCULATORS, Calculator
from hr.views.door import today
from scheduling.calendar import china_calendar
from vocabulary.bad_input import BadInput

blueprint = Blueprint("calculator", __name__, url_prefix="/calculators")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """All of them."""
    return render_template("calculators/index.html", calculators=CALCULATORS)


class CalculatorPage:
    """The form of one calculator and, once it is sent, the answer below it."""

    def __init__(self, calculator: Calculator) -> None:
        self.calculator = calculator

    def asked(self) -> ResponseReturnValue:
        """The empty form."""
        return self._shown(_prefilled(self.calculator.form()))

    def answered(self) -> ResponseReturnValue:
        """The form with its answer, or with what is wrong about it."""
        form = _prefilled(self.calculator.form())
        if not form.validate_on_submit():
            return self._shown(form), 400
        try:
            return self._shown(form, self.calculator.answer(form))
        except BadInput as bad:
            return self._shown(form, trouble=bad), 400

    def _shown(self, form: Form, found: Explained | None = None, trouble: BadInput | None = None) -> str:
        return render_template(
            "calculators/page.html",
            calculator=self.calculator,
            form=form,
            found=found,
            trouble=trouble,
            label_of=label_of,
            value_of=value_of,
            first_month=form["first_month"].data if "first_month" in form else None,
        )


def _prefilled(form: Form) -> Form:
    """What most people would enter."""
    usual = {"year": today().year, "first_month": 1, "last_month": 12, "on": today(), "months": 0, "taken": 0}
    for name, value in usual.items():
        if name in form and form[name].data is None and not form.is_submitted() and not _optional_day(form, name):
            form[name].data = value
    if "year" in form and hasattr(form["year"], "choices"):
        form["year"].choices = [(year, str(year)) for year in reversed(china_calendar().years)]
    return form


def _optional_day(form: Form, name: str) -> bool:
    return name == "on" and not form[name].flags.required


for _calculator in CALCULATORS:
    _page = CalculatorPage(_calculator)
    _endpoint = _calculator.name.replace("-", "_")
    blueprint.add_url_rule(f"/{_calculator.name}", _endpoint, _page.asked, methods=["GET"])
    blueprint.add_url_rule(f"/{_calculator.name}", f"{_endpoint}_answered", _page.answered, methods=["POST"])
