"""The work-item catalogue of the sample: its items with their shares, and the standard minutes of their steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from hr.sample.data import read
from hr.sample.plan.table import Table, Whole, ids
from vocabulary.money import PPM
from vocabulary.terms import CaseStep, UnitKind, WorkItemClass

_LEVELS = {"district": UnitKind.DISTRICT, "street": UnitKind.STREET_TOWN, "station": UnitKind.STATION}
_PREFIX = {"component": "BJ", "event": "SJ", "public_service": "GF", "outside": "QW"}


@dataclass(frozen=True)
class Catalogue:
    """One row an item; ``inside``: on the centre's duty list; ``seconds``: items × steps, in the order of CaseStep."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    deadline: Whole
    difficulty: np.ndarray
    share: np.ndarray
    seconds: Whole

    @property
    def inside(self) -> np.ndarray:
        """Which items are on the duty list."""
        return np.array([group != "outside" for group in self.groups])

    def items(self) -> Table:
        """Table ``work_item``."""
        return Table(
            "work_item",
            {
                "id": ids(len(self.names)),
                "code": self.codes,
                "name": self.names,
                "category": [WorkItemClass(_class_of(group)) for group in self.groups],  # type: ignore[call-arg]
                "level": [_LEVELS[level] for level in self.levels],
                "in_duty_list": self.inside.tolist(),
                "deadline_hours": self.deadline.tolist(),
                "difficulty_ppm": [round(factor * PPM) for factor in self.difficulty.tolist()],
            },
        )

    def standards(self) -> Table:
        """Table ``work_standard``."""
        steps = len(CaseStep)
        count = len(self.names) * steps
        sizes = np.random.default_rng(count).integers(20, 400, count)
        seconds = self.seconds.ravel()
        return Table(
            "work_standard",
            {
                "id": ids(count),
                "work_item_id": [item + 1 for item in range(len(self.names)) for _ in range(steps)],
                "step": [*CaseStep] * len(self.names),
                "seconds": seconds.tolist(),
                "source": [read("work_items")["source"]] * count,
                "sample_size": sizes.tolist(),
                "standard_error_seconds": (0.45 * seconds / np.sqrt(sizes)).astype(np.int64).tolist(),
                "valid_from": [read("work_items")["valid_from"]] * count,
            },
        )


@cache
def catalogue() -> Catalogue:
    """The items of ``work_items.yaml``."""
    data = read("work_items")
    rows = [(group, name, *facts) for group in _PREFIX for name, facts in data[group].items()]
    group, name, level, deadline, effort, difficulty, share = zip(*rows, strict=True)
    minutes = np.array([[data["minutes"][_class_of(g)][step.value] for step in CaseStep] for g in group])
    numbers = {g: iter(range(1, len(rows) + 1)) for g in _PREFIX}
    return Catalogue(
        codes=tuple(f"{_PREFIX[g]}{next(numbers[g]):03d}" for g in group),
        names=name,
        groups=group,
        levels=level,
        deadline=np.array(deadline),
        difficulty=np.array(difficulty),
        share=np.array(share, dtype=np.float64),
        seconds=(minutes * 60 * np.array(effort)[:, None]).astype(np.int64),
    )


def _class_of(group: str) -> str:
    return "event" if group == "outside" else group
