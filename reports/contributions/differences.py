"""Where the bureau's list and our own figures part, person by person and item by item, and of what kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from vocabulary.money import Fen
from vocabulary.terms import ContributionItem, Term


class DifferenceKind(Term):
    """差异类别."""

    MISSING_HERE = "missing_here", "本系统无此项", "Missing here"
    MISSING_THERE = "missing_there", "核定表无此项", "Missing on the bureau's list"
    BASE = "base", "基数不同", "Another base"
    RATE = "rate", "费率不同", "Another rate"
    ROUNDING = "rounding", "取整差", "Rounding"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of one person, as one of the two has it; ``base`` None: the list does not say."""

    base: Fen | None
    employee: Fen
    employer: Fen


Key = tuple[str, ContributionItem]
"""Who (whatever identifies a person), and which item."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The bureau's figure against ours; what is to be paid more is positive."""

    who: str
    item: ContributionItem
    kind: DifferenceKind
    ours: ItemLine | None
    theirs: ItemLine | None

    @property
    def employee(self) -> Fen:
        """The bureau's own contribution less ours."""
        return (self.theirs.employee if self.theirs else 0) - (self.ours.employee if self.ours else 0)

    @property
    def employer(self) -> Fen:
        """The bureau's employer contribution less ours."""
        return (self.theirs.employer if self.theirs else 0) - (self.ours.employer if self.ours else 0)


def differences(ours: Mapping[Key, ItemLine], theirs: Mapping[Key, ItemLine]) -> list[Difference]:
    """Every pair that is not the same in money, by person and item; lines of nothing on one side alone are passed over.

    A difference within rounding is ROUNDING whatever the bases say, unless the bases are known and differ.
    """
    found = []
    for who, item in sorted({*ours, *theirs}, key=lambda key: (key[0], list(ContributionItem).index(key[1]))):
        mine, listed = ours.get((who, item)), theirs.get((who, item))
        kind = _kind(item, mine, listed)
        if kind is not None:
            found.append(Difference(who, item, kind, mine, listed))
    return found


def _kind(item: ContributionItem, mine: ItemLine | None, listed: ItemLine | None) -> DifferenceKind | None:
    if not _pays(mine) and not _pays(listed):
        return None
    if mine is None or not _pays(mine):
        return DifferenceKind.MISSING_HERE
    if listed is None or not _pays(listed):
        return DifferenceKind.MISSING_THERE
    if (mine.employee, mine.employer) == (listed.employee, listed.employer):
        return None
    if listed.base is not None and listed.base != mine.base:
        return DifferenceKind.BASE
    if _within_rounding(item, mine, listed):
        return DifferenceKind.ROUNDING
    if listed.base is None and _same_proportion(item, mine, listed):
        return DifferenceKind.BASE
    return DifferenceKind.RATE


def _pays(line: ItemLine | None) -> bool:
    return line is not None and bool(line.employee or line.employer)


def _within_rounding(item: ContributionItem, mine: ItemLine, listed: ItemLine) -> bool:
    most = rounding_of(item)
    return abs(listed.employee - mine.employee) <= most and abs(listed.employer - mine.employer) <= most


def _same_proportion(item: ContributionItem, mine: ItemLine, listed: ItemLine) -> bool:
    """Both sides moved alike, to rounding: the base is another, the rates are the same."""
    if not mine.employee or not mine.employer:
        return False
    expected = mine.employer * listed.employee
    slack = rounding_of(item) * (mine.employee + mine.employer)
    return abs(listed.employer * mine.employee - expected) <= slack


def rounding_of(item: ContributionItem) -> Fen:
    """How much of a difference on one side rounding explains (fen; reports/law/contribution_rounding.yaml)."""
    return _roundings()[item]


@cache
def _roundings() -> Mapping[ContributionItem, Fen]:
    text = resources.files("reports.law").joinpath("contribution_rounding.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["rows"]
    return {ContributionItem.of(item): row["most_fen"] for row in rows for item in row["items"]}


def sums_by_kind(found: Iterable[Difference]) -> dict[DifferenceKind, tuple[int, Fen, Fen]]:
    """By kind: how many, and the sums of both sides."""
    sums = dict.fromkeys(DifferenceKind, (0, 0, 0))
    for one in found:
        n, own, employer = sums[one.kind]
        sums[one.kind] = (n + 1, own + one.employee, employer + one.employer)
    return sums
