"""Who the people are: sex, birth, name, identity number, schooling, retirement group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.establishment.retirement import retirement
from hr.sample.data import read
from hr.sample.plan.draws import choose
from hr.sample.plan.identity import identity_numbers
from hr.sample.plan.names import names
from hr.sample.plan.seats import post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Flags, Table, Whole, ids, members, place_of
from vocabulary.periods import Month
from vocabulary.terms import Education, IdType, RetirementGroup, SeparationKind, Sex, StaffingType

_FEMALE = place_of(Sex.FEMALE)
_AHEAD = 3  # months: nobody who stays retires sooner
_AGES = {  # youngest and oldest at joining, men then women
    "establishment": ((23, 38), (23, 36)),
    "contract": ((21, 44), (21, 38)),
    "dispatched": ((20, 46), (20, 40)),
    "assistant_4050": ((46, 57), (41, 46)),
    "social_worker": ((22, 40), (22, 38)),
}
_FEMALE_SHARE = {
    "establishment": 0.45,
    "contract": 0.48,
    "dispatched": 0.42,
    "assistant_4050": 0.5,
    "social_worker": 0.7,
}
_SCHOOLING = {  # shares of Education, lowest first
    "establishment": (0, 0.02, 0.18, 0.62, 0.18),
    "contract": (0, 0.12, 0.45, 0.4, 0.03),
    "dispatched": (0.04, 0.3, 0.46, 0.2, 0),
    "assistant_4050": (0.45, 0.45, 0.1, 0, 0),
    "social_worker": (0, 0.02, 0.4, 0.54, 0.04),
}


@dataclass(frozen=True)
class People:
    """One row a spell: that person's facts; ``group`` counts RetirementGroup, ``schooling`` Education."""

    sex: Whole
    born: Days
    group: Whole
    schooling: Whole
    first_worked: Days
    names: list[str]
    id_numbers: list[str]
    staff_numbers: list[str]

    def __len__(self) -> int:
        return len(self.names)

    def table(self, spells: Spells) -> Table:
        """Table ``person``; the file is kept by the unit that somebody works at, or last worked at."""
        return Table(
            "person",
            {
                "id": ids(len(self)),
                "staff_number": self.staff_numbers,
                "name": self.names,
                "sex": members(Sex, self.sex),
                "born_on": self.born.tolist(),
                "id_type": [IdType.RESIDENT_ID] * len(self),
                "id_number": self.id_numbers,
                "mobile": [f"{read('places')['mobile_prefix']}{row:08d}" for row in ids(len(self))],
                "education": members(Education, self.schooling),
                "retirement_group": members(RetirementGroup, self.group),
                "first_worked_on": self.first_worked.tolist(),
                "home_unit_id": (spells.unit + 1).tolist(),
            },
        )


def people(setting: Setting, spells: Spells) -> People:
    """A person for each spell; nobody who stays is past the statutory retirement age."""
    generator = setting.stream("people")
    count = len(spells)
    sex = np.where(generator.random(count) < _by_type(_FEMALE_SHARE, spells), _FEMALE, place_of(Sex.MALE))
    group = _groups(sex, spells)
    born = _retired_on_time(setting, spells, group, _births(generator, spells, sex))
    schooling = _schooling(generator, spells)
    return People(
        sex=sex,
        born=born,
        group=group,
        schooling=schooling,
        first_worked=_first_worked(generator, spells, born, schooling),
        names=names(setting, sex, born, spells.stays),
        id_numbers=identity_numbers(sex, born),
        staff_numbers=[f"XN{row:05d}" for row in ids(count)],
    )


def _by_type(values: dict[str, float], spells: Spells) -> np.ndarray:
    return np.array([values[kind.value] for kind in StaffingType])[spells.staffing]


def _groups(sex: Whole, spells: Spells) -> Whole:
    posts = read("posts")["posts"]
    office = np.array([posts[code]["family"] in {"manager", "duty_chief", "social_worker"} for code in post_codes()])
    women = np.where(office[spells.code], RetirementGroup.FEMALE_55.value, RetirementGroup.FEMALE_50.value)
    groups = [group.value for group in RetirementGroup]
    return np.where(sex == _FEMALE, [groups.index(str(group)) for group in women], 0)


def _births(generator: np.random.Generator, spells: Spells, sex: Whole) -> Days:
    """Aged at joining as the staffing type has it, younger people more often."""
    bounds = np.array([_AGES[kind.value] for kind in StaffingType])[spells.staffing, (sex == _FEMALE).astype(int)]
    youngest, oldest = bounds[:, 0], bounds[:, 1]
    age = youngest + (oldest - youngest) * generator.beta(1.3, 1.8, len(spells))
    born = spells.start - (age * 365.25).astype(np.int64)
    return np.asarray(np.maximum(born, np.datetime64("1955-01-01")), dtype="datetime64[D]")


def _retired_on_time(setting: Setting, spells: Spells, group: Whole, born: Days) -> Days:
    """Births such that pensioners left in the month of their retirement, and nobody works beyond it."""
    generator = setting.stream("retirement")
    retired = spells.kind == place_of(SeparationKind.RETIREMENT)
    beyond = np.datetime64(str(setting.this_month + _AHEAD), "M")
    last_month = np.where(spells.stays, beyond, spells.end.astype("datetime64[M]"))
    adjusted = born.copy()
    for place, kind in enumerate(RetirementGroup):
        births, months = _retirement_months(kind)
        rows = np.flatnonzero(retired & (group == place))
        fitting = np.maximum(np.searchsorted(months, last_month[rows], side="right") - 1, 0)
        days = (born[rows] - born[rows].astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
        adjusted[rows] = births[fitting].astype("datetime64[D]") + np.minimum(days, 27)
        _keep_working(generator, adjusted, np.flatnonzero(~retired & (group == place)), (births, months, last_month))
    return adjusted


def _keep_working(
    generator: np.random.Generator, born: Days, rows: Whole, table: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    """Move births up to three years later where somebody would be past retirement in the last month of the spell."""
    births, months, last_month = table
    place = np.searchsorted(months, last_month[rows], side="right")
    late = born[rows].astype("datetime64[M]") < births[np.minimum(place, len(births) - 1)]
    moved = np.minimum(place[late] + generator.integers(0, 36, late.sum()), len(births) - 1)
    born[rows[late]] = births[moved].astype("datetime64[D]") + generator.integers(0, 28, late.sum())


def _retirement_months(group: RetirementGroup) -> tuple[np.ndarray, np.ndarray]:
    """Months of birth, and of the statutory retirement of those born in them, both rising."""
    births = [Month(1950, 1) + month for month in range(12 * 60)]
    months = [retirement(group, born).month for born in births]
    return np.array([str(b) for b in births], "datetime64[M]"), np.array([str(m) for m in months], "datetime64[M]")


def _schooling(generator: np.random.Generator, spells: Spells) -> Whole:
    draw, schooling = generator.random(len(spells)), np.zeros(len(spells), dtype=np.int64)
    for place, kind in enumerate(StaffingType):
        rows = np.flatnonzero(spells.staffing == place)
        shares = dict(zip((e.value for e in Education), _SCHOOLING[kind.value], strict=True))
        schooling[rows] = choose(draw[rows], shares)
    return schooling


def _first_worked(generator: np.random.Generator, spells: Spells, born: Days, schooling: Whole) -> Days:
    """In the July or later of the year in which they left school, and not after they came."""
    age = np.array([16, 18, 20, 22, 25])[schooling] + generator.integers(0, 2, len(born))
    july = ((born.astype("datetime64[Y]") + age).astype("datetime64[M]") + 6).astype("datetime64[D]")
    return np.asarray(np.minimum(july, spells.start))


def young(day: date, born: Days, ages: tuple[int, int]) -> Flags:
    """Who is between two ages on a day."""
    years = (np.datetime64(day, "D") - born).astype(np.int64) / 365.25
    return np.asarray((years >= ages[0]) & (years <= ages[1]))
