"""The tree of units: city, district centres, street/town centres with their stations, and the agencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.setting import Setting
from hr.sample.plan.table import Table, Whole, ids
from vocabulary.money import fen
from vocabulary.terms import UnitKind, UnitNature

DISTRICT_SHARE = 30  # of the seats of a district of SEATS_OF_DISTRICT
SEATS_OF_DISTRICT = 420
STATIONS = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; ``parent`` is its place among the units."""

    code: str
    name: str
    kind: UnitKind
    parent: int | None


@dataclass(frozen=True)
class Places:
    """All units, parents first, and where among them the districts and streets are."""

    units: tuple[Unit, ...]

    @classmethod
    def plan(cls, setting: Setting) -> Places:
        """One district for each 420 people, each of thirteen streets of six stations; the first holds the study's."""
        data = read("places")
        units = [Unit(data["city"]["code"], data["city"]["name"], UnitKind.CITY, None)]
        for number in range(max(1, round(setting.size / SEATS_OF_DISTRICT))):
            units += _district(data, number, len(units))
        return cls(tuple(units))

    @cached_property
    def districts(self) -> Whole:
        """Places of the district centres."""
        return self._of(UnitKind.DISTRICT)

    @cached_property
    def streets(self) -> Whole:
        """Places of the street/town centres."""
        return self._of(UnitKind.STREET_TOWN)

    @cached_property
    def parents(self) -> Whole:
        """The place of each unit's parent; the city is its own."""
        return np.array([unit.parent or 0 for unit in self.units])

    @property
    def study(self) -> int:
        """The place of the study's own centre."""
        return int(self.streets[read("places")["study_street"] - 1])

    @cached_property
    def civil(self) -> Whole:
        """The places of the streets that are managed like the civil service: the last of each district."""
        return self.streets[len(read("places")["streets"]) - 1 :: len(read("places")["streets"])]

    def stations(self, street: int) -> Whole:
        """The stations of a street."""
        return np.flatnonzero((self.parents == street) & (np.arange(len(self.units)) != 0))

    def path(self, place: int) -> str:
        """The unit's path of keys in the tree (``/1/4/``), keys counting from 1."""
        unit = self.units[place]
        above = "/" if unit.parent is None else self.path(unit.parent)
        return f"{above}{place + 1}/"

    def table(self) -> Table:
        """Table ``unit``."""
        data = read("places")
        places = range(len(self.units))
        civil = set(self.civil.tolist())
        natures = (UnitNature.PUBLIC_INSTITUTION, UnitNature.CIVIL_SERVICE_LIKE)
        is_civil = [place in civil or self.parents[place] in civil for place in places]
        rates = ("housing_fund_ppm", "supplementary_fund_ppm", "work_injury_ppm")
        return Table(
            "unit",
            {
                "id": ids(len(self.units)),
                "code": [unit.code for unit in self.units],
                "name": [unit.name for unit in self.units],
                "kind": [unit.kind for unit in self.units],
                "nature": [natures[flag] for flag in is_civil],
                "parent_id": [None if unit.parent is None else unit.parent + 1 for unit in self.units],
                "path": [self.path(place) for place in places],
                "opened_on": [data["opened_on"] for _ in places],
                **{rate: [data[rate] for _ in places] for rate in rates},
            },
        )

    def _of(self, kind: UnitKind) -> Whole:
        return np.array([place for place, unit in enumerate(self.units) if unit.kind is kind])


def _district(data: dict[str, Any], number: int, place: int) -> list[Unit]:
    own = data["district"] if number == 0 else data["more_districts"]
    code = own["code"].format(n=number + 1)
    units = [Unit(code, own["name"].format(n=number + 1), UnitKind.DISTRICT, 0)]
    for order, name in enumerate(data["streets"], start=1):
        mark = data["study_mark"] if number == 0 and order == data["study_street"] else ""
        street = Unit(f"{code}{order:02d}", f"{name}{data['street_suffix']}{mark}", UnitKind.STREET_TOWN, place)
        units += [street, *_stations(data, street, order, place + len(units))]
    return units


def _stations(data: dict[str, Any], street: Unit, order: int, parent: int) -> list[Unit]:
    names = data["station_names"]
    suffix = data["village"] if street.name.startswith(data["streets"][-1]) else data["neighbourhood"]
    return [
        Unit(
            f"{street.code}-{number + 1:02d}",
            f"{names[(order * STATIONS + number) % len(names)]}{data['stations'][order % STATIONS]}{suffix}",
            UnitKind.STATION,
            parent,
        )
        for number in range(STATIONS)
    ]


def agencies() -> Table:
    """Table ``agency``."""
    rows: list[dict[str, Any]] = read("places")["agencies"]
    until: list[date] = [row["licence_until"] for row in rows]
    return Table(
        "agency",
        {
            "id": ids(len(rows)),
            **{name: [row[name] for row in rows] for name in ("code", "name", "licence_number")},
            "licence_until": until,
            "service_fee_fen": [fen(row["service_fee"]) for row in rows],
        },
    )
