"""Regimes, legal leasts and law that changes within a month: what is refused, pointed out and explained."""

from __future__ import annotations

from typing import Any

import pytest

from payroll.checks import Checked, Finding, check
from payroll.engine import run
from payroll.formula.leaves import law
from payroll.formula.sheet import Sheet
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.trace import TraceLine, explain
from tests.golden.payroll.reading import own_rows
from tests.pure.payroll.people import BOOK, MONTH
from tests.pure.payroll.test_book import PERSON
from vocabulary.bad_input import BadInput
from vocabulary.terms import WorkingTimeRegime

OVER = ("overtime_over_limit", "overtime_not_paid")


def _found(change: dict[str, Any], **around: Any) -> list[Finding]:
    inputs = Inputs.from_rows(MONTH, [{**PERSON, **change}])
    return [f for f in check(Checked(run(inputs, BOOK), inputs, BOOK, **around)) if f.code in OVER]


def _explained(change: dict[str, Any], book: Book = BOOK) -> dict[str, TraceLine]:
    inputs = Inputs.from_rows(MONTH, [{**PERSON, **change}])
    return {line.figure: line for line in explain(run(inputs, book), inputs, book, 0)}


@pytest.mark.parametrize(
    ("change", "months", "codes"),
    [
        ({"overtime_minutes_workday": 2161}, 1, ["overtime_over_limit"]),
        ({"regime": "standard", "overtime_minutes_holiday": 2161}, 1, ["overtime_over_limit"]),
        ({"regime": "comprehensive", "overtime_minutes_period": 2161}, 1, ["overtime_over_limit"]),
        ({"regime": "comprehensive", "overtime_minutes_period": 6480}, 3, []),
        ({"regime": "comprehensive", "overtime_minutes_period": 6481}, 3, ["overtime_over_limit"]),
        ({"regime": "comprehensive", "overtime_minutes_rest_day": 60}, 1, ["overtime_not_paid"]),
        ({"regime": "irregular", "overtime_minutes_holiday": 3000}, 1, []),
        ({"regime": "irregular", "overtime_minutes_workday": 3000}, 1, ["overtime_not_paid"]),
        ({"overtime_minutes_period": 1}, 1, ["overtime_not_paid"]),
    ],
)
def test_thirty_six_hours_and_unpaid_minutes_are_pointed_out_by_regime(
    change: dict[str, Any], months: int, codes: list[str]
) -> None:
    found = _found(change, period_months={PERSON["employment_id"]: months})
    assert [f.code for f in found] == codes


def test_unpaid_minutes_are_named_with_the_regime_in_both_languages() -> None:
    (found,) = _found({"regime": "irregular", "overtime_minutes_workday": 90})
    assert "不定时工作制" in found.text.zh
    assert "Irregular working time" in found.text.en
    assert found.numbers == {"minutes": 90}


def test_minutes_that_a_regime_does_not_pay_stand_on_the_slips_explanation() -> None:
    lines = _explained({"regime": "comprehensive", "overtime_minutes_workday": 120, "overtime_minutes_rest_day": 60})
    unpaid = lines["overtime_minutes_unpaid"]
    assert unpaid.value == 180
    assert "工作日延时加班分钟 120" in unpaid.formula.zh
    assert "综合计算工时制" in unpaid.formula.zh
    assert "休息日加班分钟 60" in unpaid.formula.zh


def test_every_regime_of_the_vocabulary_computes_and_another_word_is_refused() -> None:
    rows = [{**PERSON, "employment_id": i, "regime": regime} for i, regime in enumerate(WorkingTimeRegime)]
    result = run(Inputs.from_rows(MONTH, [*rows, {**PERSON, "employment_id": 9, "regime": "flexible"}]), BOOK)
    assert [fault.place for fault in result.faults] == ["regime"]
    assert result.failed.tolist() == [False, False, False, True]


def test_law_is_read_on_the_first_day_and_where_asked_on_the_last() -> None:
    sheet = Sheet.of(Inputs.from_rows(MONTH, [PERSON]), BOOK, {})
    rule = "settings.sick_pay_rule"
    assert sheet.row_of(rule).value == "service_scale"
    assert sheet.row_of(rule, at_end=True).value == "national_floor"
    at_end = law("settings.sick_pay_share", at_end=True)
    assert at_end.reads() == ()
    assert at_end.reads_at_end() == ("settings.sick_pay_share",)


def test_the_explanation_of_august_2026_cites_the_rule_before_and_after_the_change() -> None:
    lines = _explained({"sick_days": 300, "sick_days_after_change": 200, "service_years": 4})
    cited = {p.source for p in lines["sick_pay"].parameters if p.name == "settings.sick_pay_rule"}
    assert len(cited) == 2
    assert "80%" in lines["sick_pay"].formula.en


def test_what_nobody_has_is_laid_out_and_not_computed() -> None:
    inputs = Inputs.from_rows(MONTH, [{**PERSON, "employment_id": i} for i in range(50)])
    assert inputs.column("sick_days").strides == (0,)
    nobody = run(inputs, BOOK, ["sick_pay", "probation_deduction", "maternity_top_up", "unused_leave_pay"])
    assert all(nobody.total(name) == 0 for name in ("sick_pay", "unused_leave_pay", "maternity_top_up"))


def test_a_choice_that_is_none_is_refused_when_it_is_used() -> None:
    book = Book.of(load_law(), own_rows({"settings.maternity_pay": "half"}))
    with pytest.raises(BadInput, match="half"):
        run(Inputs.from_rows(MONTH, [PERSON]), book)
