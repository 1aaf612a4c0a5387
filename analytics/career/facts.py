"""What a ladder may look at in a person: dated facts only, cut to what is known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vocabulary.terms import AppraisalGrade, Education


@dataclass(frozen=True, slots=True)
class LevelHeld:
    """A level of the ladder, held from ``since`` until the next one."""

    level: str
    since: date


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The annual appraisal of ``year``, which became known ``on`` a date."""

    year: int
    grade: AppraisalGrade
    on: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: ``name`` is its code, ``rank`` its skill level (5 lowest to 1 highest; None without)."""

    name: str
    issued: date
    rank: int | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """Hours of training finished on a date."""

    on: date
    hours: float


@dataclass(frozen=True, slots=True)
class Schooling:
    """A degree reached on a date."""

    degree: Education
    since: date


@dataclass(frozen=True, slots=True)
class LoadIndex:
    """The workload index (1.00 = full) of the month that ended on ``month_end``."""

    month_end: date
    index: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A disciplinary measure decided ``decided`` that bars promotion up to and including ``until``."""

    decided: date
    until: date


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything a ladder may look at in one person."""

    person: str
    hired: date
    levels: tuple[LevelHeld, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    trainings: tuple[Training, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    loads: tuple[LoadIndex, ...] = ()
    bars: tuple[Bar, ...] = ()

    def known_on(self, day: date) -> PersonFacts:
        """These facts without any that is dated after ``day``."""
        return PersonFacts(
            person=self.person,
            hired=self.hired,
            levels=tuple(fact for fact in self.levels if fact.since <= day),
            appraisals=tuple(fact for fact in self.appraisals if fact.on <= day),
            certificates=tuple(fact for fact in self.certificates if fact.issued <= day),
            trainings=tuple(fact for fact in self.trainings if fact.on <= day),
            schooling=tuple(fact for fact in self.schooling if fact.since <= day),
            loads=tuple(fact for fact in self.loads if fact.month_end <= day),
            bars=tuple(fact for fact in self.bars if fact.decided <= day),
        )

    @property
    def current(self) -> LevelHeld | None:
        """The level held last, since it was first held without another in between; None for those on no level yet."""
        run: LevelHeld | None = None
        for held in sorted(self.levels, key=lambda held: held.since):
            if run is None or held.level != run.level:
                run = held
        return run
