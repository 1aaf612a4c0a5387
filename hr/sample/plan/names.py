"""Names: surnames by their frequency, given names by sex and year of birth, and a few rare characters."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from hr.sample.data import read
from hr.sample.plan.draws import choose
from hr.sample.plan.setting import Setting
from hr.sample.plan.table import Days, Flags, Whole
from vocabulary.terms import Sex


def names(setting: Setting, sex: Whole, born: Days, stays: Flags) -> list[str]:
    """A name for each person; the rare characters go to the first of their sex who are still there."""
    data = read("names")
    generator = setting.stream("names")
    surnames = list(data["surnames"])
    family = choose(generator.random(len(sex)), data["surnames"])
    two = generator.random(len(sex)) < data["two_characters"]
    draws = generator.random((2, len(sex)))
    years = born.astype("datetime64[Y]").astype(np.int64) + 1970
    made = []
    for row, (code, year) in enumerate(zip(sex.tolist(), years.tolist(), strict=True)):
        characters = _fashion(data["given"][list(Sex)[code].value], year)
        picked = [characters[int(draw * len(characters))] for draw in draws[:, row]]
        given = picked[0] if not two[row] or picked[0] == picked[1] else "".join(picked)
        made.append(surnames[family[row]] + given)
    return _with_rare(made, sex, stays, surnames, family)


def _fashion(by_year: dict[int, list[str]], year: int) -> list[str]:
    since = sorted(by_year)
    return by_year[since[max(bisect_right(since, year) - 1, 0)]]


def _with_rare(made: list[str], sex: Whole, stays: Flags, surnames: list[str], family: Whole) -> list[str]:
    for code, kind in enumerate(Sex):
        rows = np.flatnonzero((sex == code) & stays)
        for row, character in zip(rows.tolist(), read("names")["rare"][kind.value], strict=False):
            made[row] = surnames[family[row]] + character
    return made
