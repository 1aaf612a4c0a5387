"""Requirements of merit: appraisals, certificates, training, schooling and workload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.career.facts import Appraisal, PersonFacts
from analytics.career.requirements import Outcome, outcome
from vocabulary.periods import add_months
from vocabulary.terms import AppraisalGrade, Education
from vocabulary.text import Text

_GRADES = tuple(AppraisalGrade)
_DEGREES = tuple(Education)


@dataclass(frozen=True, slots=True)
class Appraisals:
    """``count`` of the last ``years`` annual appraisals at ``at_least`` a grade.

    The last years are those before the year of the day, and that year too once its result is known.
    """

    at_least: AppraisalGrade
    count: int
    years: int

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(
            f"近{self.years}年考核有{self.count}次{self.at_least.label.zh}及以上",
            f"{self.count} of the last {self.years} appraisals {self.at_least.label.en.lower()} or better",
        )

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met with enough good results; the latest word on a year counts."""
        results: dict[int, Appraisal] = {}
        for appraisal in sorted(facts.appraisals, key=lambda result: (result.on, -_GRADES.index(result.grade))):
            results[appraisal.year] = appraisal
        last = max((year for year in results if year <= day.year), default=day.year - 1)
        newest = max(last, day.year - 1)
        window = [results[year] for year in range(newest - self.years + 1, newest + 1) if year in results]
        good = [result for result in window if _GRADES.index(result.grade) <= _GRADES.index(self.at_least)]
        shown = Text(
            "、".join(f"{result.year}年{result.grade.label.zh}" for result in window) or "无考核结果",
            ", ".join(f"{result.year} {result.grade.label.en.lower()}" for result in window)
            or "no appraisal on record",
        )
        return outcome(self.label, day if len(good) >= self.count else None, day, shown)


@dataclass(frozen=True, slots=True)
class HoldsCertificate:
    """A certificate that is in force; with ``rank``, of that skill level or higher (5 lowest, 1 highest)."""

    name: str
    title: Text
    rank: int | None = None

    @property
    def label(self) -> Text:
        """What is asked."""
        if self.rank is None:
            return Text(f"持有{self.title.zh}", f"Holds {self.title.en}")
        return Text(f"持有{self.title.zh}{self.rank}级及以上", f"Holds {self.title.en}, level {self.rank} or higher")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met by any such certificate that has not expired on the day."""
        fitting = [
            held
            for held in facts.certificates
            if held.name == self.name and (self.rank is None or (held.rank is not None and held.rank <= self.rank))
        ]
        valid = [held for held in fitting if held.expires is None or held.expires >= day]
        if valid:
            first = min(held.issued for held in valid)
            return outcome(self.label, day, day, Text(f"{first} 取得", f"Issued {first}"))
        lapsed = max((held.expires for held in fitting if held.expires), default=None)
        evidence = Text(f"已于 {lapsed} 失效", f"Lapsed on {lapsed}") if lapsed else Text("未取得", "Not held")
        return outcome(self.label, None, day, evidence)


@dataclass(frozen=True, slots=True)
class TrainingHours:
    """At least ``hours`` of training finished in the last ``months`` months (the day itself included)."""

    hours: float
    months: int

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(
            f"近{self.months}个月培训满{self.hours:g}学时", f"{self.hours:g} hours of training in {self.months} months"
        )

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met with enough hours after the same day ``months`` ago."""
        after = add_months(day, -self.months)
        done = sum(training.hours for training in facts.trainings if after < training.on <= day)
        lack = max(self.hours - done, 0)
        evidence = Text(f"已完成{done:g}学时，尚缺{lack:g}", f"{done:g} hours done, {lack:g} to go")
        return outcome(self.label, day if not lack else None, day, evidence)


@dataclass(frozen=True, slots=True)
class Schooled:
    """Education of at least ``degree``."""

    degree: Education

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(f"{self.degree.label.zh}及以上学历", f"{self.degree.label.en} or higher")

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met by the highest degree on record."""
        highest = max((_DEGREES.index(held.degree) for held in facts.schooling), default=None)
        evidence = _DEGREES[highest].label if highest is not None else Text("无学历记录", "No degree on record")
        met = highest is not None and highest >= _DEGREES.index(self.degree)
        return outcome(self.label, day if met else None, day, evidence)


@dataclass(frozen=True, slots=True)
class Workload:
    """A mean workload index of at least ``index`` (1.00 = full) over the last ``months`` months on record.

    Months without a figure are left out; at least half of them must have one.
    """

    index: float
    months: int

    @property
    def label(self) -> Text:
        """What is asked."""
        return Text(
            f"近{self.months}个月平均工作量指数不低于{self.index:g}",
            f"Mean workload index {self.index:g} over {self.months} months",
        )

    def judge(self, facts: PersonFacts, day: date) -> Outcome:
        """Met by the mean of the months that ended in the period."""
        after = add_months(day, -self.months)
        indices = [load.index for load in facts.loads if after < load.month_end <= day]
        if 2 * len(indices) < self.months:
            known = len(indices)
            return outcome(self.label, None, day, Text(f"仅有{known}个月的数据", f"Only {known} months on record"))
        mean = sum(indices) / len(indices)
        evidence = Text(f"{len(indices)}个月平均{mean:.2f}", f"{mean:.2f} over {len(indices)} months")
        return outcome(self.label, day if mean >= self.index else None, day, evidence)
