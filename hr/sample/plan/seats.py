"""Posts, and the seats at them: one place of work each, with its staffing type and its rota."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.places import DISTRICT_SHARE, SEATS_OF_DISTRICT, Places
from hr.sample.plan.setting import Setting
from hr.sample.plan.table import Table, Whole, ids, place_of
from vocabulary.terms import Education, PostFamily, StaffingType

ROTAS = ("day", "early", "two", "three", "night")
DAY, EARLY, TWO, THREE, NIGHT = range(len(ROTAS))


def post_codes() -> tuple[str, ...]:
    """The codes of posts, in the order in which the plan counts them."""
    return tuple(read("posts")["posts"])


@dataclass(frozen=True)
class Posts:
    """The posts of all units that have any: one row each."""

    unit: Whole
    code: Whole
    plan: Whole

    def place(self, unit: Whole, code: Whole) -> Whole:
        """The post of each unit and code."""
        width = len(post_codes())
        keys = self.unit * width + self.code
        order = np.argsort(keys)
        return np.asarray(order[np.searchsorted(keys[order], unit * width + code)], dtype=np.int64)

    def table(self) -> Table:
        """Table ``post``."""
        known = read("posts")["posts"]
        opened = read("places")["opened_on"]
        rows: list[dict[str, Any]] = [known[post_codes()[code]] for code in self.code.tolist()]
        minimum = [Education(row["education"]) for row in rows]  # type: ignore[call-arg]
        return Table(
            "post",
            {
                "id": ids(len(rows)),
                "unit_id": (self.unit + 1).tolist(),
                "code": [post_codes()[code] for code in self.code.tolist()],
                "name": [row["name"] for row in rows],
                "family": [PostFamily(row["family"]) for row in rows],  # type: ignore[call-arg]
                "headcount_plan": self.plan.tolist(),
                "minimum_education": minimum,
                "required_certificate": [row.get("certificate") for row in rows],
                "requirements": [row["requirements"] for row in rows],
                "opened_on": [opened for _ in rows],
            },
        )


@dataclass(frozen=True)
class Seats:
    """One row a seat: its ``unit``, the ``street`` (or district centre) that it belongs to, and its ``post``.

    ``code`` counts ``post_codes``, ``staffing`` the members of StaffingType, ``rota`` counts ROTAS.
    """

    unit: Whole
    street: Whole
    code: Whole
    staffing: Whole
    rota: Whole
    post: Whole
    posts: Posts

    def __len__(self) -> int:
        return len(self.unit)

    @classmethod
    def plan(cls, setting: Setting, places: Places) -> Seats:
        """Seats for all units, and the posts that they make; the study's centre has the posts of its year."""
        parts = [_seats_of(places, int(centre), count) for centre, count in _counts(setting, places)]
        unit, street, code, staffing = (np.concatenate([part[column] for part in parts]) for column in range(4))
        posts = _posts(places, unit, code)
        rota = _rotas(setting, code)
        return cls(unit, street, code, staffing, rota, posts.place(unit, code), posts)


def _counts(setting: Setting, places: Places) -> list[tuple[int, int]]:
    """How many seats each centre has: thirty of 420 at a district, the rest spread over its streets."""
    seats = round(setting.size / read("posts")["share_filled"])
    of_districts = max(len(places.districts), round(seats * DISTRICT_SHARE / SEATS_OF_DISTRICT))
    centres = [*_spread(places.districts, of_districts), *_spread(places.streets, seats - of_districts)]
    return [(centre, count) for centre, count in centres if count]


def _spread(centres: Whole, seats: int) -> list[tuple[int, int]]:
    each, more = divmod(seats, len(centres))
    return [(int(centre), each + (order < more)) for order, centre in enumerate(centres)]


def _seats_of(places: Places, centre: int, count: int) -> tuple[Whole, Whole, Whole, Whole]:
    data = read("posts")
    stations = places.stations(centre) if centre in places.streets else np.array([], dtype=np.int64)
    template = [entry.split() for entry in data["street" if stations.size else "district"]]
    codes, types, units = [], [], []
    for order in range(count):
        code, staffing = template[order % len(template)]
        at_station = stations.size and code in data["at_stations"]
        units.append(stations[order % stations.size] if at_station else centre)
        codes.append(post_codes().index(code))
        types.append(place_of(StaffingType(staffing)))  # type: ignore[call-arg]
    return np.array(units), np.full(count, centre), np.array(codes), np.array(types)


def _posts(places: Places, unit: Whole, code: Whole) -> Posts:
    width = len(post_codes())
    study = read("study")
    named = [*study["posts"], *study["concurrent"]["posts"]]
    of_study = [places.study * width + post_codes().index(name) for name in named]
    keys, plan = np.unique(np.concatenate([unit * width + code, of_study]), return_counts=True)
    plan = plan - np.isin(keys, of_study)
    return Posts(keys // width, keys % width, plan)


def _rotas(setting: Setting, code: Whole) -> Whole:
    draw = setting.stream("rota").random(len(code))
    rota = np.zeros(len(code), dtype=np.int64)
    for place, name in enumerate(post_codes()):
        chances = read("posts")["rotas"][name]
        kinds = np.array([ROTAS.index(kind) for kind in chances])
        upto = np.cumsum(list(chances.values()))
        here = code == place
        rota[here] = kinds[np.minimum(np.searchsorted(upto, draw[here], side="right"), len(kinds) - 1)]
    return rota
