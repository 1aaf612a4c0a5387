"""Changes as plain data and back, so that a scenario can be stored and computed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from payroll.parameters.allowance import Allowance, AllowanceKind, Tier
from payroll.parameters.scope import Scope
from payroll.simulation.adjustment import Adjustment, Move
from payroll.simulation.change import SOURCE, Change
from payroll.simulation.input_changes import InputChange, PersonalInputs
from payroll.simulation.parameter_change import ParameterChange
from payroll.simulation.scale_changes import CellFilter, NewCells, RaiseScale
from payroll.simulation.scoped_changes import AllowanceChange, NewAllowance, ShiftRateChange
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

Plain = dict[str, Any]
_ANY_MONTH = Month(2000, 1)  # a new allowance takes the dates of the month that is simulated
_FLAGS = ("taxed", "in_contribution_base", "in_minimum_wage", "prorated", "marginal")
_MALFORMED = Text("不是本系统保存的模拟调整。", "This is not a change that GridHR stored.")


def to_plain(change: Change) -> Plain:
    """``change`` as whole numbers, words, lists and mappings of them; ``kind`` says what it is."""
    for kind, (form, write, _) in _FORMS.items():
        if isinstance(change, form):
            return {"kind": kind, **write(change)}
    raise TypeError(type(change).__name__)


def from_plain(item: Mapping[str, Any], place: str = "changes") -> Change:
    """The change that ``to_plain`` gave; raises BadInput at ``place`` for anything else, or as the change itself."""
    try:
        _, _, read = _FORMS[item["kind"]]
        return read(item)
    except BadInput:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(_MALFORMED, place) from error


def _moving(change: Any) -> Plain:
    by: Adjustment = change.adjustment
    return {"move": by.move.value, "value": by.value, "step": by.step}


def _adjustment(item: Mapping[str, Any]) -> Adjustment:
    return Adjustment(Move.of(item["move"]), _number(item["value"]), _number(item["step"]))


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _scope(item: Mapping[str, Any]) -> Scope:
    return Scope(**_codes(item["scope"]))


def _codes(lists: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(code) for code in codes) for name, codes in lists.items()}


def _listed(codes: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in codes.items() if values}


def _cells(cells: CellFilter) -> dict[str, list[str]]:
    return _listed({"scale": cells.scale, "part": cells.part, "grade": cells.grade, "step": cells.step})


def _scoped(change: Any) -> Plain:
    return {**_moving(change), "scope": _listed(change.scope.dimensions())}


def _text(words: Text | None) -> Plain | None:
    return None if words is None else {"zh": words.zh, "en": words.en}


def _words(item: Mapping[str, str] | None) -> Text | None:
    return None if item is None else Text(item["zh"], item["en"])


def _allowance(change: Any) -> Plain:
    row: Allowance = change.allowance
    return {
        "code": row.code,
        "label": _text(row.label),
        "reckoned": row.kind.value,
        "amount": row.amount,
        "base": row.base,
        "measure": row.measure,
        "tiers": [[tier.least, tier.amount] for tier in row.tiers],
        "scope": _listed(row.scope.dimensions()),
        **{flag: getattr(row, flag) for flag in _FLAGS},
    }


def _new_allowance(item: Mapping[str, Any]) -> NewAllowance:
    row = Allowance(
        code=str(item["code"]),
        label=_words(item["label"]) or Text(item["code"], item["code"]),
        kind=AllowanceKind(item["reckoned"]),
        amount=_number(item["amount"]),
        valid=_ANY_MONTH.range,
        source=SOURCE,
        scope=_scope(item),
        base=str(item["base"]),
        measure=str(item["measure"]),
        tiers=tuple(Tier(_number(least), _number(amount)) for least, amount in item["tiers"]),
    )
    flags: Any = {flag: bool(item[flag]) for flag in _FLAGS}
    return NewAllowance(replace(row, **flags))


Form = tuple[type[Change], Callable[[Any], Plain], Callable[[Mapping[str, Any]], Change]]
_FORMS: dict[str, Form] = {
    "raise_scale": (
        RaiseScale,
        lambda c: {**_moving(c), "cells": _cells(c.cells)},
        lambda i: RaiseScale(_adjustment(i), CellFilter(**_codes(i["cells"]))),
    ),
    "new_cells": (
        NewCells,
        lambda c: {"amounts": [list(pair) for pair in c.amounts]},
        lambda i: NewCells(tuple((str(cell), _number(amount)) for cell, amount in i["amounts"])),
    ),
    "shift_rate": (
        ShiftRateChange,
        lambda c: {"shift": c.kind.value, **_scoped(c)},
        lambda i: ShiftRateChange(ShiftKind.of(i["shift"]), _adjustment(i), _scope(i)),
    ),
    "allowance": (
        AllowanceChange,
        lambda c: {"code": c.code, "unit": c.unit.value, "label": c.label, **_scoped(c)},
        lambda i: AllowanceChange(str(i["code"]), _adjustment(i), _scope(i), Unit(i["unit"]), str(i["label"])),
    ),
    "new_allowance": (NewAllowance, _allowance, _new_allowance),
    "parameter": (
        ParameterChange,
        lambda c: {"name": c.name, "unit": c.unit.value, "label": _text(c.label), **_moving(c)},
        lambda i: ParameterChange(str(i["name"]), _adjustment(i), Unit(i["unit"]), _words(i["label"])),
    ),
    "input": (
        InputChange,
        lambda c: {"column": c.column, **_scoped(c)},
        lambda i: InputChange(str(i["column"]), _adjustment(i), _scope(i)),
    ),
    "personal_inputs": (
        PersonalInputs,
        lambda c: {"column": c.column, "values": [list(pair) for pair in c.values]},
        lambda i: PersonalInputs(
            str(i["column"]),
            tuple((_number(employment), cast("int | str", value)) for employment, value in i["values"]),
        ),
    ),
}
"""By kind: the change, how it is written, and how it is read."""
