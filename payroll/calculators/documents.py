"""Reads the JSON document of the income-tax calculator into its question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from payroll.calculators.income_tax import PriorYear, TaxMonth, TaxYear, income_tax
from vocabulary.bad_input import BadInput
from vocabulary.money import fen
from vocabulary.text import Text


def income_tax_of(document: Any) -> TaxYear:
    """``income_tax`` of the interface's JSON document (amounts in yuan as text or whole numbers).

    Raises BadInput that names the place of what is missing or wrong.
    """
    question = _object(document, "document")
    months = question.get("months")
    if not isinstance(months, list):
        raise BadInput(Text("缺少各月数据。", "The months are missing."), "months")
    prior = question.get("prior_year")
    return income_tax(
        _whole(question, "year"),
        [_month(item, f"months[{i}]") for i, item in enumerate(months)],
        first_wage_in_year=_yes(question, "first_wage_in_year"),
        prior_year=None if prior is None else _prior(_object(prior, "prior_year")),
    )


def _month(item: Any, place: str) -> TaxMonth:
    month = _object(item, place)
    if "income" not in month:
        raise BadInput(Text("缺少收入。", "The income is missing."), f"{place}.income")
    money = {name: _fen(month.get(name, "0"), f"{place}.{name}") for name in ("income", "insurance", "additional")}
    return TaxMonth(_whole(month, "month", f"{place}.month"), **money)


def _prior(prior: Mapping[str, Any]) -> PriorYear:
    income = _fen(prior.get("income"), "prior_year.income")
    return PriorYear(income, _yes(prior, "all_twelve_months", "prior_year.all_twelve_months"))


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(Text("需要一个 JSON 对象。", "A JSON object is needed."), place)
    return value


def _fen(value: Any, place: str) -> int:
    try:
        return fen(value)
    except (TypeError, ValueError) as error:
        reason = Text(
            "不是以元为单位、至多两位小数的金额（请写成文本）。",
            "Not an amount in yuan with at most two decimals, as text.",
        )
        raise BadInput(reason, place) from error


def _whole(values: Mapping[str, Any], name: str, place: str | None = None) -> int:
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadInput(Text("需要一个整数。", "A whole number is needed."), place or name)
    return value


def _yes(values: Mapping[str, Any], name: str, place: str | None = None) -> bool:
    value = values.get(name, False)
    if not isinstance(value, bool):
        raise BadInput(Text("需要 true 或 false。", "true or false is needed."), place or name)
    return value
