"""The checks before approval, each with a month that has the fault and one that has not."""

from __future__ import annotations

from typing import Any

import pytest

from payroll.checks import Checked, Finding, Severity, check
from payroll.engine import run
from payroll.inputs import Inputs
from tests.pure.payroll.people import BOOK, MONTH
from tests.pure.payroll.test_book import PERSON

POORLY_PAID = {"unpaid_days": 100, "scheme": "fixed_monthly", "fixed_monthly_pay": 300_000, "unit": ""}


def _findings(*changes: dict[str, Any], **around: Any) -> tuple[Finding, ...]:
    rows = [{**PERSON, "employment_id": i, **change} for i, change in enumerate(changes, start=1)]
    inputs = Inputs.from_rows(MONTH, rows)
    return check(Checked(run(inputs, BOOK), inputs, BOOK, **around))


def test_a_sound_month_has_no_findings() -> None:
    assert _findings({}, {}, accounts=["a", "b"], id_numbers=["1", "2"], last_net={1: 515_000}) == ()


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"social_base": None}, "slip_failed", Severity.BLOCK),
        ({"net_deduction_amount": 9_999_999}, "negative_net", Severity.BLOCK),
        ({"inputs_approved": 0}, "inputs_not_approved", Severity.BLOCK),
        ({"joined_this_month": 1}, "not_prorated", Severity.WARN),
        ({"left_this_month": 1}, "not_prorated", Severity.WARN),
        ({"overtime_minutes_workday": 2161}, "overtime_over_limit", Severity.WARN),
        (
            {"unpaid_days": 100, "scheme": "fixed_monthly", "fixed_monthly_pay": 300_000, "unit": ""},
            "below_minimum_wage",
            Severity.WARN,
        ),
    ],
)
def test_each_fault_is_found_at_its_person(change: dict[str, Any], code: str, severity: Severity) -> None:
    found = _findings({}, change)
    assert [(f.code, f.severity, f.row, f.employment_id) for f in found] == [(code, severity, 1, 2)]
    assert found[0].text.zh
    assert found[0].text.en


@pytest.mark.parametrize(
    "change",
    [
        {"joined_this_month": 1, "employed_days": 1200},
        {"overtime_minutes_workday": 2160},
        {"unpaid_days": 100},
    ],
)
def test_what_is_in_order_is_not_a_finding(change: dict[str, Any]) -> None:
    assert _findings(change) == ()


def test_a_shared_account_or_id_number_blocks_everybody_who_shares_it_and_unknown_ones_do_not() -> None:
    found = _findings({}, {}, {}, {}, accounts=["a", "b", "a", ""], id_numbers=["1", "1", "", ""])
    assert {(f.code, f.row) for f in found} == {
        ("duplicate_account", 0),
        ("duplicate_account", 2),
        ("duplicate_id", 0),
        ("duplicate_id", 1),
    }
    assert {f.severity for f in found} == {Severity.BLOCK}


def test_a_large_change_of_net_against_last_month_warns_with_both_numbers() -> None:
    net = int(run(Inputs.from_rows(MONTH, [PERSON]), BOOK).column("net")[0])
    found = _findings({}, {}, {}, last_net={1: net, 2: net * 2, 3: round(net / 1.29)})
    assert [(f.code, f.row) for f in found] == [("net_changed", 1)]
    assert found[0].numbers == {"last_net": net * 2, "net": net}


def test_blocking_findings_stand_before_warnings() -> None:
    found = _findings({"joined_this_month": 1}, {"inputs_approved": 0})
    assert [f.severity for f in found] == [Severity.BLOCK, Severity.WARN]
