"""What finance settles pay with: accounts for the district's own allowances, and the terms with its agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

from hr.sample.data import read
from hr.sample.plan.table import Table, ids
from vocabulary.money import fen
from vocabulary.terms import AccountRole, AgencyFeeKind, AgencyTaxBase

_SINCE = date(2019, 1, 1)  # the accounting system's first day
_PAY_DAY = 15


def account_table() -> Table:
    """Table ``account_rule``: where the allowances of the city are booked."""
    rows: dict[str, dict[str, str]] = read("pay")["accounts"]
    n = len(rows)
    return Table(
        "account_rule",
        {
            "id": ids(n),
            "unit_id": [1] * n,
            "role": [AccountRole.ELEMENT] * n,
            "element": [f"allowance.{code}" for code in rows],
            "account": [row["account"] for row in rows.values()],
            "account_name": [row["name"] for row in rows.values()],
            "valid_from": [_SINCE] * n,
        },
    )


def terms_table() -> Table:
    """Table ``agency_terms``: the fee a head of each agency, with a day of payment in the next month."""
    rows: list[dict[str, Any]] = read("places")["agencies"]
    n = len(rows)
    return Table(
        "agency_terms",
        {
            "id": ids(n),
            "agency_id": ids(n),
            "fee_kind": [AgencyFeeKind.PER_HEAD] * n,
            "fee": [fen(row["service_fee"]) for row in rows],
            "tax_base": [AgencyTaxBase.FEE] * n,
            "pay_day": [_PAY_DAY] * n,
            "valid_from": [_SINCE] * n,
        },
    )
