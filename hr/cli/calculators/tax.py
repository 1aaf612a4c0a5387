"""`gridhr calc`: income tax on wages and on single payments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

import click

from hr.cli.answers import tell
from hr.cli.calculators.reply import calculator
from hr.cli.parameters import AMOUNT, DAY
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_on = click.option("--on", type=DAY, help="Day of payment (default: under the newest rule).")


@calculator("income-tax")
@click.argument("file", type=click.File("rb"))
def income_tax(file: BinaryIO) -> Mapping[str, object]:
    """Income tax on wages through a year, by cumulative withholding. FILE is JSON, - reads standard input.

    {"year": 2019, "months": [{"month": 1, "income": "10000.00", "insurance": "1500.00", "additional": "1000.00"}],
    "first_wage_in_year": false, "prior_year": {"income": "50000.00", "all_twelve_months": true}}; the last two and the
    deductions of a month may be left out.

    Example: gridhr calc income-tax year.json
    """
    from payroll.calculators.documents import income_tax_of

    return income_tax_of(_document(file.read())).as_json()


@calculator("bonus-tax")
@click.argument("amount", type=AMOUNT)
@_on
@click.option("--income", type=AMOUNT, help="All wages of the year but the bonus: compares with merging it.")
@click.option("--deductions", type=AMOUNT, default="0", help="The year's own contributions and additional deductions.")
def bonus_tax(amount: int, on: date | None, income: int | None, deductions: int) -> Mapping[str, object]:
    """Income tax on a year-end bonus taxed apart from wages. AMOUNT in yuan.

    With --income the answer also holds what merging the bonus would cost over the year, and the better way. A bonus of
    which less would leave more is warned about on standard error.

    Example: gridhr calc bonus-tax 36000
    """
    from payroll.calculators import single_taxes
    from payroll.calculators.bonus_choice import bonus_choice, bonus_warning

    found = single_taxes.bonus_tax(amount, on) if income is None else bonus_choice(amount, income, deductions, on)
    warning = bonus_warning(amount, on)
    if warning is not None:
        tell(warning)
    return found.as_json()


@calculator("labour-service-tax")
@click.argument("amount", type=AMOUNT)
@_on
def labour_service_tax(amount: int, on: date | None) -> Mapping[str, object]:
    """Tax withheld from one payment for labour service (no employment). AMOUNT in yuan.

    Example: gridhr calc labour-service-tax 4000
    """
    from payroll.calculators import single_taxes

    return single_taxes.labour_service_tax(amount, on).as_json()


@calculator("severance-tax")
@click.argument("excess", type=AMOUNT)
@_on
def severance_tax(excess: int, on: date | None) -> Mapping[str, object]:
    """Tax on severance pay beyond three yearly average wages. EXCESS in yuan.

    Example: gridhr calc severance-tax 120000
    """
    from payroll.calculators import single_taxes

    return single_taxes.severance_tax(excess, on).as_json()


def _document(content: bytes) -> Any:
    """JSON in UTF-8, with or without a byte order mark."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        reason = Text("不是有效的 JSON（第 {n} 行）。", "Not valid JSON (line {n}).").format(n=error.lineno)
        raise BadInput(reason) from error
    except UnicodeDecodeError as error:
        raise BadInput(Text("文件编码不是 UTF-8。", "The file is not UTF-8.")) from error
