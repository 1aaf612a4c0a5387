"""Each kind of requirement at the very facts on which it turns."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.career.facts import (
    Appraisal,
    Bar,
    Certificate,
    LevelHeld,
    LoadIndex,
    PersonFacts,
    Schooling,
    Training,
)
from analytics.career.merits import Appraisals, HoldsCertificate, Schooled, TrainingHours, Workload
from analytics.career.requirements import Requirement, State
from analytics.career.standing import NoBar, YearsAtLevel, YearsInJob
from vocabulary.terms import AppraisalGrade, Education
from vocabulary.text import Text

DAY = date(2026, 11, 23)
HIRED = date(2020, 2, 29)
GOOD, POOR = AppraisalGrade.QUALIFIED, AppraisalGrade.UNQUALIFIED
TITLE = Text("证", "certificate")


def state(requirement: Requirement, **facts: object) -> tuple[State, date | None]:
    outcome = requirement.judge(PersonFacts("P", **{"hired": HIRED, **facts}), DAY)
    return outcome.state, outcome.met_on


MET, MISSING = (State.MET, DAY), (State.MISSING, None)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2022, 11, 23), MET),
        (date(2022, 11, 24), (State.DUE, date(2026, 11, 24))),
        (date(2024, 2, 29), (State.DUE, date(2028, 2, 29))),
    ],
)
def test_years_at_level_run_from_the_day_it_began(since: date, expected: object) -> None:
    assert state(YearsAtLevel(4), levels=(LevelHeld("a", since),)) == expected


def test_years_at_level_run_on_when_the_same_level_is_written_down_again() -> None:
    again = (LevelHeld("a", date(2020, 1, 1)), LevelHeld("b", date(2021, 1, 1)), LevelHeld("b", date(2026, 1, 1)))
    assert state(YearsAtLevel(4), levels=again) == MET
    assert state(YearsAtLevel(1)) == MISSING


def test_years_in_job_run_from_hiring() -> None:
    assert state(YearsInJob(6)) == MET
    assert state(YearsInJob(7)) == (State.DUE, date(2027, 2, 28))
    assert state(YearsInJob(0), hired=date(2026, 12, 1)) == MISSING


@pytest.mark.parametrize(
    ("results", "met"),
    [
        ({2024: GOOD, 2025: GOOD}, True),
        ({2023: GOOD, 2024: GOOD}, False),
        ({2025: GOOD, 2026: GOOD}, True),
        ({2024: GOOD, 2025: GOOD, 2026: POOR}, False),
        ({2024: POOR, 2025: GOOD}, False),
        ({}, False),
    ],
)
def test_two_good_appraisals_in_the_last_two_years(results: dict[int, AppraisalGrade], met: bool) -> None:
    appraisals = tuple(Appraisal(year, grade, date(2026, 11, 1)) for year, grade in results.items())
    assert state(Appraisals(GOOD, 2, 2), appraisals=appraisals) == (MET if met else MISSING)


def test_a_corrected_appraisal_replaces_the_first() -> None:
    both = (Appraisal(2025, POOR, date(2026, 1, 31)), Appraisal(2025, GOOD, date(2026, 3, 31)))
    assert state(Appraisals(GOOD, 1, 1), appraisals=both) == MET
    assert state(Appraisals(GOOD, 1, 1), appraisals=both[::-1]) == MET


@pytest.mark.parametrize(
    ("held", "met"),
    [
        (Certificate("skill", date(2020, 1, 1), rank=3), True),
        (Certificate("skill", date(2020, 1, 1), rank=2), True),
        (Certificate("skill", date(2020, 1, 1), rank=4), False),
        (Certificate("skill", date(2020, 1, 1)), False),
        (Certificate("other", date(2020, 1, 1), rank=1), False),
        (Certificate("skill", date(2020, 1, 1), rank=3, expires=DAY), True),
        (Certificate("skill", date(2020, 1, 1), rank=3, expires=date(2026, 11, 22)), False),
    ],
)
def test_a_certificate_is_in_force_and_of_the_rank_or_higher(held: Certificate, met: bool) -> None:
    assert state(HoldsCertificate("skill", TITLE, 3), certificates=(held,)) == (MET if met else MISSING)


def test_training_counts_within_its_months_and_says_what_is_to_go() -> None:
    done = (Training(date(2025, 11, 23), 99), Training(date(2025, 11, 24), 10), Training(DAY, 20))
    assert state(TrainingHours(30, 12), trainings=done) == MET
    lacking = TrainingHours(40, 12).judge(PersonFacts("P", HIRED, trainings=done), DAY)
    assert (lacking.state, lacking.evidence.en) == (State.MISSING, "30 hours done, 10 to go")


@pytest.mark.parametrize(
    ("degree", "met"), [(Education.MASTER, True), (Education.COLLEGE, True), (Education.SENIOR_SECONDARY, False)]
)
def test_education_at_least(degree: Education, met: bool) -> None:
    assert state(Schooled(Education.COLLEGE), schooling=(Schooling(degree, HIRED),)) == (MET if met else MISSING)
    assert state(Schooled(Education.COLLEGE)) == MISSING


@pytest.mark.parametrize(("indices", "met"), [([0.9] * 6, True), ([0.7] * 6, False), ([0.9] * 5, False), ([], False)])
def test_workload_is_the_mean_of_at_least_half_the_months(indices: list[float], met: bool) -> None:
    loads = tuple(LoadIndex(date(2026, 1 + i, 28), index) for i, index in enumerate(indices))
    assert state(Workload(0.8, 12), loads=loads) == (MET if met else MISSING)


def test_a_bar_counts_up_to_and_including_its_last_day() -> None:
    assert state(NoBar(), bars=(Bar(HIRED, DAY),)) == (State.DUE, date(2026, 11, 24))
    assert state(NoBar(), bars=(Bar(HIRED, date(2026, 11, 22)),)) == MET
    assert state(NoBar()) == MET
