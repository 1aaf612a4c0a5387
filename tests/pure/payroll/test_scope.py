"""Of two rows that fit the same person the narrower counts, and true ties are refused."""

from __future__ import annotations

from datetime import date

import pytest

from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows, Scope, ShiftRate
from tests.pure.payroll.people import MONTH
from tests.pure.payroll.test_book import PERSON
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.terms import ShiftKind

ALWAYS = DateRange(date(2024, 1, 1))
DISTRICT = ("district", "street-1", "street-2")


def _rate(amount: int, **scope: tuple[str, ...]) -> ShiftRate:
    return ShiftRate(ShiftKind.NIGHT, amount, ALWAYS, "s", Scope(**scope))


def _nights(rates: list[ShiftRate], **who: str) -> int:
    book = Book.of(load_law(), OwnRows(shift_rates=tuple(rates)))
    person = {**PERSON, "scheme": "fixed_monthly", "fixed_monthly_pay": 0, "night_shifts": 1, **who}
    result = run(Inputs.from_rows(MONTH, [person]), book)
    assert result.faults == ()
    return result.slip(0)["night_shift_pay"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_streets_rule_counts_before_its_districts_and_that_before_everybodys(turned: bool) -> None:
    rates = [_rate(1000), _rate(2000, unit=DISTRICT), _rate(3000, unit=("street-1",))]
    rates = rates[::-1] if turned else rates
    assert [_nights(rates, unit=unit) for unit in ("street-1", "street-2", "far")] == [3000, 2000, 1000]


def test_a_rule_of_two_dimensions_counts_before_a_streets() -> None:
    rates = [_rate(3000, unit=("street-1",)), _rate(4000, unit=DISTRICT, post=("duty",))]
    assert _nights(rates, unit="street-1", post="duty") == 4000
    assert _nights(rates, unit="street-1", post="patrol") == 3000


def test_a_streets_rule_for_a_post_counts_before_the_districts_for_the_same_post() -> None:
    rates = [_rate(3000, unit=("street-1",), post=("duty",)), _rate(4000, unit=DISTRICT, post=("duty",))]
    assert _nights(rates, unit="street-1", post="duty") == 3000
    assert _nights(rates, unit="street-2", post="duty") == 4000


@pytest.mark.parametrize(
    "rates",
    [
        [_rate(1, unit=DISTRICT), _rate(2, unit=DISTRICT)],
        [_rate(1, unit=("street-1", "street-2")), _rate(2, unit=("street-2", "street-3"))],
        [_rate(1, unit=DISTRICT, post=("duty",)), _rate(2, unit=("street-1",), staffing_type=("contract",))],
        [_rate(1, unit=DISTRICT, post=("duty",)), _rate(2, unit=("street-1",), post=("duty", "patrol"))],
        [_rate(1), _rate(2)],
    ],
)
def test_two_rules_of_which_neither_is_the_narrower_are_refused(rates: list[ShiftRate]) -> None:
    with pytest.raises(BadInput, match=r"shift_rate\.night"):
        OwnRows(shift_rates=tuple(rates))
