"""What every requirement of a ladder has in common: it judges dated facts on a day and says how they stand, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from analytics.career.facts import PersonFacts
from vocabulary.terms import Term
from vocabulary.text import Text


class State(Term):
    """Whether a requirement is met."""

    MET = "met", "已满足", "Met"
    DUE = "due", "到期满足", "Met on a known date"
    MISSING = "missing", "未满足", "Missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one requirement stands for one person on one day.

    ``met_on`` is the day itself for MET, a later one for DUE (the first on which time alone will have met it), None for
    MISSING. ``parts`` are the outcomes behind alternatives and groups.
    """

    requirement: Text
    state: State
    met_on: date | None
    evidence: Text
    parts: tuple[Outcome, ...] = ()


class Requirement(Protocol):
    """Something asked for. ``judge`` gets facts that are already cut to what was known on ``day``."""

    @property
    def label(self) -> Text:
        """What is asked, in a few words."""
        ...

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """How it stands on ``day``."""
        ...


def outcome(label: Text, met_on: date | None, day: date, evidence: Text, parts: Sequence[Outcome] = ()) -> Outcome:
    """The outcome of a requirement that is met from ``met_on`` on, or, with None, not by waiting."""
    if met_on is None:
        return Outcome(label, State.MISSING, None, evidence, tuple(parts))
    if met_on <= day:
        return Outcome(label, State.MET, day, evidence, tuple(parts))
    return Outcome(label, State.DUE, met_on, evidence, tuple(parts))


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of some requirements."""

    parts: tuple[Requirement, ...]

    @property
    def label(self) -> Text:
        """What is asked, joined."""
        return _joined(self.parts, "且", " and ")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met when the last of them is."""
        parts = [part.judge(facts, day) for part in self.parts]
        dates = [part.met_on for part in parts]
        met_on = max((on for on in dates if on), default=day) if None not in dates else None
        return outcome(
            self.label, met_on, day, _evidence([p for p in parts if p.state is not State.MET] or parts), parts
        )


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any one of some alternatives, at least one."""

    parts: tuple[Requirement, ...]

    @property
    def label(self) -> Text:
        """What is asked, joined."""
        return _joined(self.parts, "，或", ", or ")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met when the first of them is."""
        parts = [part.judge(facts, day) for part in self.parts]
        met_on = min((part.met_on for part in parts if part.met_on), default=None)
        best = [part for part in parts if part.met_on == met_on]
        return outcome(self.label, met_on, day, _evidence(best[:1] if met_on else parts), parts)


def _joined(parts: Sequence[Requirement], zh: str, en: str) -> Text:
    return Text(zh.join(part.label.zh for part in parts), en.join(part.label.en for part in parts))


def _evidence(parts: Sequence[Outcome]) -> Text:
    return Text("；".join(part.evidence.zh for part in parts), "; ".join(part.evidence.en for part in parts))
