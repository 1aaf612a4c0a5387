"""The book as canonical JSON and back, so that an old payslip can be computed again years later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from payroll.parameters.own import Allowance, AllowanceKind, OwnRows, ScaleCell, Scope, ShiftRate, Tier
from payroll.parameters.values import Bracket, Confidence, Kind, Parameter, Row, Value
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

FORM = 1
NOT_STORED = ("announced", "continues", "not_below")
"""What says when law became known, or what may be entered, and nothing about pay: a book is made of what was known."""
_LATER: Mapping[str, object] = {"measure": "", "tiers": (), "marginal": False}
"""Fields that came after books had been stored: left out where empty, so that an old book keeps its fingerprint."""
_NEVER = object()
_SHIFT_KINDS = {kind.value: kind for kind in ShiftKind}


def canonical_json(parameters: Mapping[str, Parameter], own: OwnRows) -> str:
    """One text for one content: keys sorted, no blanks; the own rows as ``in_order`` leaves them."""
    document = {
        "form": FORM,
        "parameters": [_plain(parameters[name]) for name in sorted(parameters)],
        "scale_cells": [_plain(row) for row in own.scale_cells],
        "shift_rates": [_plain(row) for row in own.shift_rates],
        "allowances": [_plain(row) for row in own.allowances],
    }
    return _dumps(document)


def in_order(own: OwnRows) -> OwnRows:
    """The same rows in canonical order, so that books of the same content are equal."""
    return replace(
        own,
        scale_cells=tuple(sorted(own.scale_cells, key=_key)),
        shift_rates=tuple(sorted(own.shift_rates, key=_key)),
        allowances=tuple(sorted(own.allowances, key=_key)),
    )


def rows_from_json(text: str) -> tuple[dict[str, Parameter], OwnRows]:
    """The content of a canonical text; raises BadInput for text that is not one."""
    try:
        document = json.loads(text)
        if document["form"] != FORM:
            raise KeyError(document["form"])
        parameters = [_parameter(item) for item in document["parameters"]]
        own = OwnRows(
            tuple(_cell(item) for item in document["scale_cells"]),
            tuple(_shift_rate(item) for item in document["shift_rates"]),
            tuple(_allowance(item) for item in document["allowances"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            Text("不是本系统保存的参数簿。", "This is not a parameter book that GridHR stored."), "book"
        ) from error
    return {p.name: p for p in parameters}, own


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _key(row: Any) -> str:
    return _dumps(_plain(row))


def _plain(row: Any) -> Any:
    return _dates_as_text(asdict(row))


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        said = {key: part for key, part in value.items() if key not in NOT_STORED and _LATER.get(key, _NEVER) != part}
        return {key: _dates_as_text(part) for key, part in said.items()}
    if isinstance(value, list | tuple):
        return [_dates_as_text(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _range(item: Mapping[str, str | None]) -> DateRange:
    first, last = item["first"], item["last"]
    return DateRange(date.fromisoformat(str(first)), None if last is None else date.fromisoformat(last))


def _text(item: Mapping[str, str]) -> Text:
    return Text(item["zh"], item["en"])


def _value(kind: Kind, value: Any) -> Value | None:
    if kind is Kind.BRACKETS and value is not None:
        return tuple(Bracket(**part) for part in value)
    return tuple(value) if isinstance(value, list) else value


def _parameter(item: Mapping[str, Any]) -> Parameter:
    kind = Kind(item["kind"])
    rows = tuple(
        Row(_range(r["valid"]), _value(kind, r["value"]), r["source"], Confidence(r["confidence"]), r["note"])
        for r in item["rows"]
    )
    fill_in = _text(item["fill_in"]) if item["fill_in"] else None
    return Parameter(item["name"], _text(item["label"]), kind, rows, fill_in)


def _cell(item: Mapping[str, Any]) -> ScaleCell:
    return ScaleCell(item["cell"], item["amount"], _range(item["valid"]), item["source"])


def _scope(item: Mapping[str, Any]) -> Scope:
    return Scope(**{name: tuple(codes) for name, codes in item.items()})


def _shift_rate(item: Mapping[str, Any]) -> ShiftRate:
    kind, scope = _SHIFT_KINDS[item["kind"]], _scope(item["scope"])
    return ShiftRate(kind, item["amount"], _range(item["valid"]), item["source"], scope)


def _allowance(item: Mapping[str, Any]) -> Allowance:
    typed = {
        "label": _text(item["label"]),
        "kind": AllowanceKind(item["kind"]),
        "valid": _range(item["valid"]),
        "scope": _scope(item["scope"]),
        "tiers": tuple(Tier(**tier) for tier in item.get("tiers", ())),
    }
    return Allowance(**{**item, **typed})
