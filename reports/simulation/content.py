"""What the report of a simulation is made from: sums before and after, groups, outcomes, people."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.changes import ChangeBand
from vocabulary.money import Fen
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Sums:
    """An amount before and after (fen)."""

    before: Fen
    after: Fen

    @property
    def change(self) -> Fen:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One of the sums that people ask for."""

    label: Text
    sums: Sums


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of people; ``gross``, ``cost`` and ``net`` None where the viewer is not shown so small a group."""

    key: tuple[Text | str, ...]
    people: int
    gaining: int | None = None
    losing: int | None = None
    gross: Sums | None = None
    cost: Sums | None = None
    net: Sums | None = None


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups by some columns, whose headings are ``columns``; the first is the one that sums are made by."""

    title: Text
    columns: tuple[Text, ...]
    lines: tuple[GroupLine, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class MoverLine:
    """Somebody whose net moved (fen)."""

    staff_number: str
    name: str
    unit: str
    gross: Sums
    net: Sums


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many gain, lose and stay by net pay; the sums (fen); who falls below the minimum wage or rises above it."""

    gaining: int
    losing: int
    unchanged: int
    gained: Fen
    lost: Fen
    fallen: int
    lifted: int
    failed: int


@dataclass(frozen=True, slots=True)
class SimulationReport:
    """What the report is made from. ``outcomes`` None: the people are too few to be shown to this viewer.

    ``measures`` begin with the employer's cost. ``bands`` and ``movers`` may be empty.
    """

    name: str
    issuer: str
    period: Text
    base: Text
    changes: tuple[Text, ...]
    people: int
    measures: tuple[MeasureLine, ...]
    outcomes: Outcomes | None
    bands: tuple[ChangeBand, ...] = ()
    elements: tuple[MeasureLine, ...] = ()
    tables: tuple[GroupTable, ...] = ()
    movers: tuple[MoverLine, ...] = ()
    cautions: tuple[Text, ...] = ()
