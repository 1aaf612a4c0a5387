"""Identity numbers that are valid by the rule (GB 11643) and nobody's: their region is the municipality as a whole."""

from __future__ import annotations

from collections import Counter

from hr.sample.data import read
from hr.sample.plan.table import Days, Whole, place_of
from vocabulary.resident_id import check_digit
from vocabulary.terms import Sex

_MALE = place_of(Sex.MALE)


def identity_numbers(sex: Whole, born: Days, first: int = 0) -> list[str]:
    """A number for each person, different for all: of those born on one day, the next odd (men) or even order code.

    ``first``: how many order codes of a day to leave free.
    """
    region = read("places")["id_region"]
    seen: Counter[tuple[object, bool]] = Counter()
    numbers = []
    for day, is_male in zip(born.tolist(), (sex == _MALE).tolist(), strict=True):
        order = first + seen[day, is_male]
        seen[day, is_male] += 1
        digits = f"{region}{day:%Y%m%d}{2 * order + is_male:03d}"
        numbers.append(digits + check_digit(digits))
    return numbers


def card_numbers(count: int) -> list[str]:
    """Bank card numbers of 19 digits under a prefix that nobody issues."""
    prefix = read("places")["card_prefix"]
    return [f"{prefix}{row:013d}" for row in range(1, count + 1)]
