"""The kinds of changes that a simulation is put together from: each with its form, what it offers and makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hr.forms.organisation.fields import GroupedForm
from hr.forms.pay import simulation as forms
from hr.models.pay.pay_item import PayItemKind
from hr.refusals import Refusal
from hr.request_language import language
from hr.services.pay.simulation_sheet import cells_of_sheet
from payroll.columns import COLUMNS
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.parameters.allowance import Allowance, AllowanceKind
from payroll.parameters.book import Book
from payroll.parameters.scope import Scope
from payroll.parameters.values import Parameter, shown_value
from payroll.plan import parameters, plan
from payroll.simulation.adjustment import Adjustment, Move, adjustment
from payroll.simulation.change import SOURCE, Change
from payroll.simulation.input_changes import InputChange
from payroll.simulation.parameter_change import SCALAR, ParameterChange
from payroll.simulation.scale_changes import CellFilter, RaiseScale, cell_words
from payroll.simulation.scoped_changes import AllowanceChange, NewAllowance, ShiftRateChange, unit_of
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

_WHOLE_YUAN = 100
_ANY_DATES = Month(2000, 1).range  # a supposed allowance takes the dates of the simulated month
_SUBJECTS = ("social_insurance", "housing_fund", "minimum_wage", "annuity", "heat", "income_tax")
_SET_ONLY = Text("只写金额或比例，不写增减", "Write the amount or rate itself, not a change")
_NO_TIERS = Text("分档津贴请先在薪酬标准登记，再在这里按比例调整", "Put a tiered allowance among the pay rules first")


@dataclass(frozen=True)
class ChangeKind:
    """``fill`` gives the form what it offers from the book; ``make`` reads the form, and the book where it must.

    ``make`` raises BadInput at ``value`` for an adjustment that can't be read, Refusal for anything else.
    """

    title: Text
    form: type[GroupedForm]
    make: Callable[[Any, Book], Change]
    fill: Callable[[Any, Book, date], None] = lambda *_: None


def _how(form: Any, unit: Unit, step: int = 1) -> Adjustment:
    try:
        return adjustment(form.how.data, unit, step=step)
    except BadInput as bad:
        raise Refusal(bad.reason, "how") from bad


def _scope(form: Any) -> Scope:
    grade = form["grade"].data if "grade" in form else None
    return Scope(staffing_type=_one(form.staffing_type.data), post=_one(form.post_family.data), grade=_one(grade))


def _one(word: Any) -> tuple[str, ...]:
    return (str(getattr(word, "value", word)),) if word else ()


def _scale(form: Any, _book: Book) -> Change:
    step = _WHOLE_YUAN if form.whole_yuan.data else 1
    cells = CellFilter(_one(form.scale.data), _one(form.part.data), _one(form.grade.data), _one(form.step.data))
    return RaiseScale(_how(form, Unit.FEN, step), cells)


def _offer_scales(form: Any, book: Book, _on: date) -> None:
    codes = sorted({cell_words(cell.cell)[0] for cell in book.own.scale_cells})
    form.scale.choices = [("", Text("全部", "All").in_(language())), *((code, code) for code in codes)]


def _sheet(form: Any, _book: Book) -> Change:
    return cells_of_sheet(form.file.data.read(), form.file.data.filename or "upload")


def _shift(form: Any, _book: Book) -> Change:
    return ShiftRateChange(form.shift_kind.data, _how(form, Unit.FEN), _scope(form))


def _allowance(form: Any, book: Book) -> Change:
    row = next(row for row in book.own.allowances if row.code == form.code.data)
    unit = unit_of(row.kind)
    return AllowanceChange(row.code, _how(form, unit), _scope(form), unit, row.label.in_(language()))


def _offer_allowances(form: Any, book: Book, _on: date) -> None:
    names = {row.code: row.label for row in book.own.allowances}
    form.code.choices = [(code, f"{label.in_(language())}（{code}）" if language() == "zh" else f"{label.en} ({code})")
                         for code, label in names.items()]  # fmt: skip


def _new_allowance(form: Any, _book: Book) -> Change:
    if form.kind.data is PayItemKind.TIERED:
        raise Refusal(_NO_TIERS, "kind")
    kind = AllowanceKind(form.kind.data.value)
    amount = _how(form, unit_of(kind))
    if amount.move is not Move.TO:
        raise Refusal(_SET_ONLY, "how")
    return NewAllowance(
        Allowance(
            form.code.data,
            Text(form["name"].data, form["name"].data),
            kind,
            amount.value,
            _ANY_DATES,
            SOURCE,
            _scope(form),
            "monthly_pay" if kind is AllowanceKind.RATE_OF_BASE else "",
            form.taxed.data,
            form.in_contribution_base.data,
            form.in_minimum_wage.data,
        )
    )


def _parameter(form: Any, book: Book) -> Change:
    parameter = book.parameter(form["name"].data)
    unit = parameter.kind.unit
    return ParameterChange(parameter.name, _how(form, unit), unit, parameter.label)


def _offer_parameters(form: Any, book: Book, on: date) -> None:
    """What the monthly slip reads, the subjects that are asked for most first."""
    elements = catalogue(book)
    read = parameters(plan(elements, monthly_figures(elements)))
    ranked = sorted(read, key=lambda name: (_rank(name.partition(".")[0]), name))
    form["name"].choices = list(_valued((book.parameter(name) for name in ranked), on))


def _rank(subject: str) -> int:
    return _SUBJECTS.index(subject) if subject in _SUBJECTS else len(_SUBJECTS)


def _valued(among: Iterable[Parameter], on: date) -> Iterable[tuple[str, str]]:
    """Name, and label with its value on a day, of the parameters that are one number then."""
    for parameter in among:
        row = next((row for row in parameter.rows if on in row.valid and row.value is not None), None)
        if parameter.kind in SCALAR and row is not None and row.value is not None:
            words = Text("{l}：{v}", "{l}: {v}").format(l=parameter.label, v=shown_value(parameter.kind, row.value))
            yield parameter.name, words.in_(language())


def _input(form: Any, _book: Book) -> Change:
    return InputChange(form.column.data, _how(form, COLUMNS[form.column.data].unit), _scope(form))


KINDS: dict[str, ChangeKind] = {
    "scale": ChangeKind(Text("调整薪级表", "Change a pay scale"), forms.ScaleChangeForm, _scale, _offer_scales),
    "sheet": ChangeKind(Text("换一张薪级表", "Another pay scale by a sheet"), forms.SheetForm, _sheet),
    "shift_rate": ChangeKind(Text("班次津贴", "Shift rate"), forms.ShiftChangeForm, _shift),
    "allowance": ChangeKind(
        Text("调整津贴", "Change an allowance"), forms.AllowanceChangeForm, _allowance, _offer_allowances
    ),
    "new_allowance": ChangeKind(Text("新增津贴", "New allowance"), forms.NewAllowanceForm, _new_allowance),
    "parameter": ChangeKind(
        Text("缴费基数、比例、最低工资等", "Bases, rates, minimum wage"),
        forms.ParameterChangeForm,
        _parameter,
        _offer_parameters,
    ),
    "input": ChangeKind(
        Text("人员数据（班次数、绩效、比例）", "People's inputs (shifts, performance, rates)"),
        forms.InputChangeForm,
        _input,
    ),
}
