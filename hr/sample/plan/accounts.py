"""Where people's pay goes: one confirmed account each, and the formats in which banks take the file."""

from __future__ import annotations

from datetime import UTC, datetime, time

from hr.models.pay.bank_file import BankFileForm
from hr.sample.data import read
from hr.sample.plan.identity import card_numbers
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Table, ids

_CITY = 1


def bank_accounts(spells: Spells) -> Table:
    """Table ``bank_account``, confirmed on the first day of each spell."""
    banks = read("places")["banks"]
    start = spells.start.tolist()
    return Table(
        "bank_account",
        {
            "id": ids(len(spells)),
            "person_id": ids(len(spells)),
            "bank_name": [banks[place % len(banks)] for place in spells.street.tolist()],
            "account": card_numbers(len(spells)),
            "valid_from": start,
            "confirmed_at": [datetime.combine(day, time(9), UTC) for day in start],
        },
    )


def bank_file_formats() -> Table:
    """Table ``bank_file_format``: two usual forms, kept at the city and so for everybody."""
    forms = [BankFileForm.CSV, BankFileForm.XLS]
    return Table(
        "bank_file_format",
        {
            "id": ids(len(forms)),
            "unit_id": [_CITY] * len(forms),
            "name": ["通用代发（CSV）", "通用代发（Excel，含证件号码）"],
            "form": forms,
            "with_id_number": [False, True],
        },
    )
