"""What was planted into a sample, so that tests can hold the analyses against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vocabulary.periods import DateRange, Month


@dataclass(frozen=True, slots=True)
class StudyTruth:
    """The study's own centre: its unit, its year, and the counts behind 28.6 %, 32.0 % and 26.7 %.

    Its two on-book people are established at, and primarily assigned to, the district centre and hold their posts at
    the street centre concurrently (兼任), so that its own headcount is the 28 dispatched.
    """

    unit_code: str
    window: DateRange
    authorised: int
    opening: int
    average: float
    left: int
    vacancies: int
    applicants: int
    on_board: int


@dataclass(frozen=True, slots=True)
class PlantedTruth:
    """The truth behind a sample; factors are multiplicative and 1.0 where nothing was planted.

    ``pay_gap``: dispatched against contract staff of the same grade and step, in base pay (-0.06: six percent less).
    ``workload_by_unit``: how many case steps a worker-day holds, by code of the street unit, against the district's
    mean; ``workload_by_type`` likewise by staffing type. ``person_spread``: the standard deviation of the logarithm of
    a person's own pace. ``hazards``: yearly hazard of leaving of the second against the first of each pair of groups.
    ``separations``: how many people the history lost since ``records_from`` (conversions not counted).
    ``absent_on_books``: staff numbers of establishment people who are paid without any attendance.
    """

    seed: int
    today: date
    last_closed: Month
    records_from: Month
    pay_gap: float
    workload_by_unit: dict[str, float]
    workload_by_type: dict[str, float]
    person_spread: float
    hazards: dict[str, float]
    separations: int
    conversions: int
    outside_duty_by_unit: dict[str, float]
    absent_on_books: tuple[str, ...]
    study: StudyTruth
