"""People who come next month, as rows of the staff form."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hr.sample.data import read
from hr.sample.plan.identity import identity_numbers
from hr.sample.plan.names import names
from hr.sample.plan.table import place_of, plus_months
from hr.sample.plan.world import World
from hr.sample.writing.forms import Line
from vocabulary.terms import ContractKind, Education, RetirementGroup, Sex, StaffingType

COUNT = 6
_MONTHS = 24
_FREE_BIRTHDAY = np.datetime64("1998-05-20", "D")


def newcomers(world: World) -> Iterator[Line]:
    """Six dispatched inspectors for the first streets, from the first of next month, on two-year agreements."""
    month = world.setting.this_month + 1
    sex = np.arange(COUNT) % 2
    born = _FREE_BIRTHDAY + 37 * np.arange(COUNT)
    start = np.full(COUNT, np.datetime64(month.first_day, "D"))
    end = plus_months(start, _MONTHS) - 1
    called = names(world.setting, sex, born, np.zeros(COUNT, dtype=np.bool_))
    numbers = identity_numbers(sex, born, first=400)
    scale = read("pay")["scales"]["dispatched"]["code"]
    for row in range(COUNT):
        known = len(world.people) + row + 1
        yield {
            "staff_number": f"XN{known:05d}",
            "name": called[row],
            "id_number": numbers[row],
            "education": Education.COLLEGE.label.zh,
            "mobile": f"{read('places')['mobile_prefix']}{known:08d}",
            "bank_name": read("places")["banks"][0],
            "bank_account": f"{read('places')['card_prefix']}{known:013d}",
            "first_worked_on": str(start[row]),
            "retirement_group": _group(int(sex[row])).label.zh,
            "staffing_type": StaffingType.DISPATCHED.label.zh,
            "agency": read("places")["agencies"][row % 3]["code"],
            "host_unit": world.places.units[int(world.places.streets[row])].code,
            "post": "XC",
            "joined_on": str(start[row]),
            "contract_kind": ContractKind.FIXED.label.zh,
            "contract_starts_on": str(start[row]),
            "contract_ends_on": str(end[row]),
            "pay_scale": scale,
            "grade": "G2",
            "step": "1",
        }


def _group(sex: int) -> RetirementGroup:
    return RetirementGroup.FEMALE_50 if sex == place_of(Sex.FEMALE) else RetirementGroup.MALE_60
