"""Whether a person may step to the next level on a day, and if not, what is missing and when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.career.facts import PersonFacts
from analytics.career.ladder import Ladder, Level
from analytics.career.requirements import Outcome


@dataclass(frozen=True, slots=True)
class Eligibility:
    """How a person stands before the next level on ``day``.

    ``eligible_on`` is ``day`` when eligible, the first later date when only time is lacking, else None. ``next_level``
    is None at the top of the ladder, and then nobody is eligible.
    """

    person: str
    day: date
    current: Level | None
    next_level: Level | None
    outcomes: tuple[Outcome, ...]
    eligible: bool
    eligible_on: date | None


def eligibility(facts: PersonFacts, ladder: Ladder, day: date) -> Eligibility:
    """Judges ``facts`` against the next level of ``ladder``; facts dated after ``day`` are never looked at."""
    raise NotImplementedError
