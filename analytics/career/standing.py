"""Requirements of time and standing: years at the level or in the job, and no disciplinary bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analytics.career.facts import PersonFacts
from analytics.career.requirements import Outcome, outcome
from vocabulary.periods import add_months, whole_years
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class YearsAtLevel:
    """At least ``years`` full years at the present level."""

    years: int

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(f"任现层级满{self.years}年", f"{self.years} years at the present level")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met from the anniversary of the day on which the level began; missing for those on no level."""
        held = facts.current
        if held is None:
            return outcome(self.label, None, day, Text("尚未定级", "On no level of the ladder yet"))
        evidence = _since(held.since, day, Text("任现层级", "At the present level"))
        return outcome(self.label, add_months(held.since, 12 * self.years), day, evidence)


@dataclass(frozen=True, slots=True)
class YearsInJob:
    """At least ``years`` full years since hiring."""

    years: int

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(f"从事本职业满{self.years}年", f"{self.years} years in the job")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met from the anniversary of hiring; not judged before it."""
        if facts.hired > day:
            return outcome(self.label, None, day, Text("当日尚未入职", "Not hired yet on that day"))
        evidence = _since(facts.hired, day, Text("从业", "In the job"))
        return outcome(self.label, add_months(facts.hired, 12 * self.years), day, evidence)


@dataclass(frozen=True, slots=True)
class NoBar:
    """No disciplinary measure that bars promotion."""

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text("无处分影响期", "No disciplinary bar")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met on the day after the last bar ends."""
        last = max((bar.until for bar in facts.bars), default=None)
        if last is None or last < day:
            return outcome(self.label, day, day, Text("无", "None"))
        return outcome(self.label, last + timedelta(days=1), day, Text(f"影响期至 {last}", f"Barred until {last}"))


def _since(start: date, day: date, what: Text) -> Text:
    years = whole_years(start, day)
    return Text(f"自 {start} 起{what.zh}，已满{years}年", f"{what.en} since {start}: {years} full years")
