"""Whether a person may step to the next level on a day, and if not, what is missing and when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.career.facts import PersonFacts
from analytics.career.ladder import Ladder, Level
from analytics.career.requirements import AllOf, Outcome, State


@dataclass(frozen=True, slots=True)
class Eligibility:
    """How a person stands before the next level on ``day``.

    ``eligible_on`` is ``day`` when eligible; a later date when only time is lacking, if everything else stays as it is
    (certificates kept, appraisals and training renewed); else None. At the top of the ladder ``next_level`` is None and
    nobody is eligible.
    """

    person: str
    day: date
    current: Level | None
    next_level: Level | None
    outcomes: tuple[Outcome, ...]
    eligible: bool
    eligible_on: date | None

    @property
    def missing(self) -> tuple[Outcome, ...]:
        """What waiting alone won't bring."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is State.MISSING)


def eligibility(facts: PersonFacts, ladder: Ladder, day: date) -> Eligibility:
    """Judges ``facts`` against the next level of ``ladder``; facts dated after ``day`` are never looked at.

    Raises BadInput when the person holds a level that the ladder doesn't have.
    """
    known = facts.known_on(day)
    held = known.current
    current = ladder.level(held.level) if held else None
    following = ladder.after(current.code if current else None)
    if following is None:
        return Eligibility(facts.person, day, current, None, (), eligible=False, eligible_on=None)
    whole = AllOf(following.requires).judge(known, day)
    met = whole.state is State.MET
    return Eligibility(facts.person, day, current, following, whole.parts, eligible=met, eligible_on=whole.met_on)
