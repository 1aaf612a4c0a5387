"""The kinds of requirement that a ladder can make; each judges dated facts on a day and says why."""

from __future__ import annotations

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

    ``since`` a date only for DUE: the first day on which it will be met if nothing else changes. ``parts`` holds the
    outcomes behind alternatives and groups.
    """

    requirement: Text
    state: State
    evidence: Text
    met_on: date | None = None
    parts: tuple[Outcome, ...] = ()


class Requirement(Protocol):
    """Something asked for; ``judge`` gets facts already cut to ``day``."""

    @property
    def label(self) -> Text:
        """What is asked, in a few words."""

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """How it stands on ``day``."""
