"""Bonus, labour service, severance and subsidies of August 2026 in NumPy, as part of ``pay_by_hand``."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vocabulary.money import FenArray

Figures = dict[str, FenArray]
UPPERS = np.array([3_600_000, 14_400_000, 30_000_000, 42_000_000, 66_000_000, 96_000_000])
RATES = np.array([3, 10, 20, 25, 30, 35, 45])
QUICK = np.array([0, 252_000, 1_692_000, 3_192_000, 5_292_000, 8_592_000, 18_192_000])
_MONTH_QUICK = np.array([0, 21_000, 141_000, 266_000, 441_000, 716_000, 1_516_000])
_SERVICE_UPPERS = np.array([2_000_000, 5_000_000])
_SERVICE_RATES = np.array([20, 30, 40])
_SERVICE_QUICK = np.array([0, 200_000, 700_000])
_EXEMPT = 3 * 15_092_400
_POST_SUBSIDY, _INSURANCE_SUBSIDY = 137_000, 96_212
_SUBSIDY_MONTHS = 36
_PARTS = 27_720  # divided by every number of months of a year


def year_tax(taxable: FenArray) -> FenArray:
    """The annual table on amounts that are not negative."""
    return _by_table(taxable, np.searchsorted(UPPERS, taxable), RATES, QUICK)


def _by_table(amount: FenArray, step: Any, rates: FenArray, quick: FenArray) -> FenArray:
    return (amount * rates[step] + 50) // 100 - quick[step]


def paid_besides(c: dict[str, Any], f: Figures) -> None:
    """What is paid besides wages, and what is taxed of it; before the totals."""
    f["labour_service"], f["severance"] = c["labour_service_amount"], c["severance_amount"]
    f["bonus_total"] = f["annual_bonus"] + f["civil_bonus"]
    f["bonus_merged_amount"] = np.where(c["bonus_merged"] != 0, f["bonus_total"], 0)
    paid = f["labour_service"]
    after = np.where(paid <= 400_000, np.maximum(paid - 80_000, 0), (paid * 4 + 2) // 5)
    f["labour_service_taxable"] = after
    f["labour_service_tax"] = _by_table(after, np.searchsorted(_SERVICE_UPPERS, after), _SERVICE_RATES, _SERVICE_QUICK)
    some = f["severance"] > 0
    f["severance_exempt"] = np.where(some, _EXEMPT, 0)
    f["severance_excess"] = np.maximum(f["severance"] - f["severance_exempt"], 0)
    f["severance_tax"] = year_tax(f["severance_excess"])


def bonus_tax(c: dict[str, Any], f: Figures) -> None:
    """Apart, merged, and the difference over the year; after the tax on wages."""
    bonus, merged = f["bonus_total"], c["bonus_merged"] != 0
    some = bonus > 0
    f["bonus_tax_apart"] = _by_table(bonus, np.searchsorted(UPPERS, bonus), RATES, _MONTH_QUICK)
    months = np.where(some, c["tax_months"] + 4, 0)
    f["bonus_months_of_year"] = months
    counted = np.where(c["first_wage_in_year"] != 0, 12, months)
    basic = np.where(c["sixty_thousand_rule"] != 0, 6_000_000, counted * 500_000)
    f["bonus_year_deduction"] = np.where(some & (c["basic_deduction_elsewhere"] == 0), basic, 0)
    to_date = f["tax_income_to_date"] - f["bonus_merged_amount"] - f["tax_deductions_to_date"]
    to_date = to_date - c["additional_to_date"] - c["other_deductions_to_date"]
    year = _half_up_signed(to_date * months * (_PARTS // c["tax_months"]), _PARTS) - f["bonus_year_deduction"]
    f["bonus_year_taxable"] = np.where(some, year, 0)
    rest = np.maximum(year, 0)
    f["bonus_tax_merged"] = np.where(some, year_tax(np.maximum(year + bonus, 0)) - year_tax(rest), 0)
    dearer = f["bonus_tax_merged"] - f["bonus_tax_apart"]
    f["bonus_choice_cost"] = np.maximum(np.where(merged, dearer, -dearer), 0)
    f["annual_bonus_tax"] = np.where(merged, 0, f["bonus_tax_apart"])


def _half_up_signed(amount: FenArray, per: int) -> FenArray:
    rounded = (np.abs(amount) + per // 2) // per
    return np.where(amount < 0, -rounded, rounded)


def subsidies(c: dict[str, Any], f: Figures, agency: NDArray[np.bool_]) -> None:
    """Post and insurance subsidy of the employer, and the cost that is left."""
    insured = (c["insured_pension"] & c["insured_medical"] & c["insured_unemployment"] & c["subsidy_4050"]) != 0
    granted = insured & (c["subsidy_months_used"] < _SUBSIDY_MONTHS) & ~agency
    f["post_subsidy"] = np.where(granted, _POST_SUBSIDY, 0)
    f["insurance_subsidy"] = np.where(granted, _INSURANCE_SUBSIDY, 0)
    f["employer_subsidies"] = f["post_subsidy"] + f["insurance_subsidy"]
    f["employer_cost_after_subsidy"] = f["employer_cost"] - f["employer_subsidies"]
