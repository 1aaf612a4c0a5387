"""Where people's pay goes: one confirmed account each."""

from __future__ import annotations

from datetime import UTC, datetime, time

from hr.sample.data import read
from hr.sample.plan.identity import card_numbers
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Table, ids


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
