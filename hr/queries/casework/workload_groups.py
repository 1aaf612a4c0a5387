"""What a unit's month says about groups, and in which order its people may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analytics.workload.confidence import RANKABLE_FROM
from hr.models.organisation.unit import Unit
from hr.queries.casework.workload_month import GroupLoad, PersonLoad
from hr.queries.small_groups import SMALLEST_GROUP, hidden_groups
from vocabulary.terms import PostFamily, StaffingType

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class FamilyPeople:
    """A post family, how far its loads can be trusted, and whether its people may be put in an order."""

    family: PostFamily | None
    reliability: float | None

    @property
    def rankable(self) -> bool:
        """Ranked only from a split-half reliability of 0.7 on."""
        return self.reliability is not None and self.reliability >= RANKABLE_FROM


@dataclass(frozen=True)
class UnitLoad:
    """A unit's month; a group that is too small for the viewer to see stands as None."""

    loads: Sequence[PersonLoad]
    named: bool
    total: GroupLoad
    by_unit: Mapping[str, GroupLoad | None]
    by_staffing_type: Mapping[StaffingType, GroupLoad | None]
    families: Sequence[FamilyPeople]

    @property
    def shown_points(self) -> list[tuple[StaffingType, float]]:
        """The load index of everybody in the staffing types that may be shown, in the order of the terms."""
        shown = [kind for kind in StaffingType if self.by_staffing_type.get(kind)]
        return [
            (kind, row.load.load_index)
            for kind in shown
            for row in self.loads
            if row.staffing_type is kind and row.load.load_index is not None
        ]

    @property
    def is_hidden(self) -> bool:
        """Whether the whole is so small that its sums would tell of single people."""
        return not self.named and 0 < len(self.loads) < SMALLEST_GROUP

    @property
    def has_hidden(self) -> bool:
        """Whether a group is left out as too small."""
        return None in {*self.by_unit.values(), *self.by_staffing_type.values()}

    def people(self, *, by_load: bool) -> list[tuple[FamilyPeople, PersonLoad]]:
        """The people whom the viewer may see by name, family by family, by unit and name.

        ``by_load`` puts the heaviest first, in those families alone that may be ranked.
        """
        rows = []
        for family in self.families:
            own = [row for row in self.loads if row.family is family.family and row.named]
            if by_load and family.rankable:
                own.sort(key=lambda row: -(row.load.load_index or 0.0))
            rows += [(family, row) for row in own]
        return rows


def unit_load(loads: Sequence[PersonLoad], parts: Sequence[Unit], *, named: bool) -> UnitLoad:
    """The sums of ``loads``, by staffing type and by ``parts`` (the unit itself and the units right below it).

    Without ``named`` groups under five people are left out.
    """
    deepest_first = sorted(parts, key=lambda unit: -len(unit.path))
    placed: dict[str, list[PersonLoad]] = {unit.name: [] for unit in parts}
    for row in loads:
        placed[next(unit.name for unit in deepest_first if row.unit_path.startswith(unit.path))].append(row)
    by_type = {kind: [row for row in loads if row.staffing_type is kind] for kind in StaffingType}
    return UnitLoad(
        loads=loads,
        named=named,
        total=GroupLoad.of(loads),
        by_unit=_sums(placed, named) if len(parts) > 1 else {},
        by_staffing_type=_sums(by_type, named),
        families=_families(loads),
    )


def _sums(groups: Mapping[Name, Sequence[PersonLoad]], named: bool) -> Mapping[Name, GroupLoad | None]:
    """The sums of the groups that have people."""
    found = {name: rows for name, rows in groups.items() if rows}
    hidden = frozenset() if named else hidden_groups({name: len(rows) for name, rows in found.items()})
    return {name: None if name in hidden else GroupLoad.of(rows) for name, rows in found.items()}


def _families(loads: Sequence[PersonLoad]) -> list[FamilyPeople]:
    """The post families in the order of the terms, people without one last."""
    found = {row.family: row.load.reliability for row in loads}
    order: list[PostFamily | None] = [*PostFamily, None]
    return [FamilyPeople(family, found[family]) for family in order if family in found]
