"""How much more or less is done here than there: the planted workload of centres, staffing types and people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hr.sample.data import read
from hr.sample.plan.places import Places
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from vocabulary.terms import StaffingType


@dataclass(frozen=True)
class Pace:
    """Factors around 1: ``of_unit`` by place of the centre, ``of_person`` by spell (the person's own × the type's).

    ``outside``: by place of the centre, the share of its cases that are not on its duty list.
    """

    of_unit: np.ndarray
    of_person: np.ndarray
    outside: np.ndarray


def pace(setting: Setting, places: Places, spells: Spells) -> Pace:
    """The planted factors; centres lie evenly between slowest and busiest, in an order drawn by the seed."""
    data = read("work_items")
    generator = setting.stream("pace")
    of_unit, outside = np.ones(len(places.units)), np.full(len(places.units), float(np.mean(data["outside_share"])))
    slowest, busiest = data["workload_by_unit"]
    least, most = data["outside_share"]
    streets = generator.permutation(places.streets)
    of_unit[streets] = np.linspace(slowest, busiest, len(streets))
    outside[generator.permutation(streets)] = np.linspace(least, most, len(streets))
    own = np.exp(generator.normal(0, data["person_spread"], len(spells)))
    of_type = np.array([data["workload_by_type"][kind.value] for kind in StaffingType])
    return Pace(of_unit, own * of_type[spells.staffing], outside)
