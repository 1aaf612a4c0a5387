"""Eligibility: never from the future, never less by more, and complete when what is missing is supplied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.career.eligibility import eligibility
from analytics.career.facts import Appraisal, Bar, Certificate, LevelHeld, LoadIndex, PersonFacts, Training
from analytics.career.ladder import Ladder, Level
from analytics.career.requirements import AllOf, AnyOf, Outcome, State
from analytics.career.standing import NoBar, YearsInJob
from tests.pure.analytics.career.made import COMPLETE, DAY, FACTS, LADDER
from vocabulary.bad_input import BadInput
from vocabulary.terms import AppraisalGrade
from vocabulary.text import Text

EXCELLENT = AppraisalGrade.EXCELLENT


def with_both(one: PersonFacts, other: PersonFacts) -> PersonFacts:
    kinds = ("levels", "appraisals", "certificates", "trainings", "schooling", "loads", "bars")
    return replace(one, **{kind: getattr(one, kind) + getattr(other, kind) for kind in kinds})


@given(FACTS, FACTS)
def test_facts_dated_after_the_day_change_nothing(past: PersonFacts, later: PersonFacts) -> None:
    known = past.known_on(DAY)
    future = replace(
        later,
        levels=tuple(fact for fact in later.levels if fact.since > DAY),
        appraisals=tuple(fact for fact in later.appraisals if fact.on > DAY),
        certificates=tuple(fact for fact in later.certificates if fact.issued > DAY),
        trainings=tuple(fact for fact in later.trainings if fact.on > DAY),
        schooling=tuple(fact for fact in later.schooling if fact.since > DAY),
        loads=tuple(fact for fact in later.loads if fact.month_end > DAY),
        bars=tuple(fact for fact in later.bars if fact.decided > DAY),
    )
    assert eligibility(with_both(known, future), LADDER, DAY) == eligibility(known, LADDER, DAY)


@given(FACTS)
def test_eligible_is_exactly_when_every_requirement_is_met(facts: PersonFacts) -> None:
    found = eligibility(facts, LADDER, DAY)
    states = {outcome.state for outcome in found.outcomes}
    assert found.eligible == (found.next_level is not None and states <= {State.MET})
    assert found.eligible == (found.eligible_on == DAY)
    assert (found.eligible_on is None) == (State.MISSING in states or found.next_level is None)
    assert bool(found.missing) == (State.MISSING in states)


@given(FACTS)
def test_every_outcome_has_its_evidence_and_its_date(facts: PersonFacts) -> None:
    def check(outcome: Outcome) -> None:
        assert outcome.evidence.zh
        assert outcome.evidence.en
        assert outcome.requirement.zh
        dated = {State.MET: outcome.met_on == DAY, State.MISSING: outcome.met_on is None}
        assert dated.get(outcome.state, outcome.met_on is not None and outcome.met_on > DAY)
        for part in outcome.parts:
            check(part)

    for outcome in eligibility(facts, LADDER, DAY).outcomes:
        check(outcome)


GAINS = st.sampled_from(
    [
        {"certificates": (Certificate("grid_worker_skill", date(2026, 1, 1), rank=1),)},
        {"trainings": (Training(date(2026, 11, 1), 60),)},
        {"schooling": COMPLETE.schooling},
    ]
)


@given(FACTS, GAINS)
def test_meeting_one_more_requirement_never_makes_anybody_less_eligible(
    facts: PersonFacts, gain: dict[str, tuple[object, ...]]
) -> None:
    (kind, more), *_ = gain.items()
    before = eligibility(facts, LADDER, DAY)
    after = eligibility(replace(facts, **{kind: getattr(facts, kind) + more}), LADDER, DAY)
    assert after.eligible >= before.eligible
    if before.eligible_on:
        assert after.eligible_on is not None
        assert after.eligible_on <= before.eligible_on
    for was, now in zip(before.outcomes, after.outcomes, strict=True):
        assert was.state is not State.MET or now.state is State.MET


@given(FACTS)
def test_supplying_what_is_missing_makes_eligible_whatever_else_is_on_record(facts: PersonFacts) -> None:
    found = eligibility(facts, LADDER, DAY)
    if found.next_level is None:
        return
    supplied = replace(
        facts,
        hired=date(2005, 1, 1),
        levels=(LevelHeld(found.current.code, date(2010, 1, 1)),) if found.current else (),
        appraisals=facts.appraisals + tuple(Appraisal(year, EXCELLENT, DAY) for year in range(2023, 2027)),
        certificates=facts.certificates + COMPLETE.certificates,
        trainings=facts.trainings + COMPLETE.trainings,
        schooling=facts.schooling + COMPLETE.schooling,
        loads=facts.loads + tuple(LoadIndex(date(2026, month, 28), 2.0) for month in range(1, 11)),
        bars=(),
    )
    assert eligibility(supplied, LADDER, DAY).eligible


@given(FACTS)
def test_when_only_time_is_lacking_the_date_given_is_the_first_that_will_do(facts: PersonFacts) -> None:
    timed = Ladder(
        LADDER.code,
        LADDER.name,
        tuple(
            Level(level.code, level.name, (AnyOf((YearsInJob(9), *level.requires[:1])), NoBar()))
            for level in LADDER.levels
        ),
        LADDER.source,
        LADDER.confidence,
    )
    known = facts.known_on(DAY)
    found = eligibility(known, timed, DAY)
    if found.eligible_on and not found.eligible:
        assert eligibility(known, timed, found.eligible_on).eligible
        assert not eligibility(known, timed, found.eligible_on - timedelta(days=1)).eligible


def test_a_complete_person_goes_up_and_at_the_top_there_is_nothing_above() -> None:
    found = eligibility(COMPLETE, LADDER, DAY)
    assert found.current is not None
    assert found.next_level is not None
    assert (found.current.code, found.next_level.code, found.eligible_on) == ("skill_3", "skill_2", DAY)
    top = eligibility(replace(COMPLETE, levels=(LevelHeld("skill_1", date(2020, 1, 1)),)), LADDER, DAY)
    assert (top.next_level, top.eligible, top.eligible_on, top.outcomes) == (None, False, None, ())


def test_somebody_on_no_level_starts_at_the_lowest() -> None:
    newcomer = PersonFacts("P2", hired=date(2026, 3, 1))
    found = eligibility(newcomer, LADDER, DAY)
    assert found.next_level is not None
    assert (found.next_level.code, found.eligible, found.eligible_on) == ("skill_5", False, date(2027, 3, 1))


def test_a_bar_moves_the_date_to_the_day_after_it_ends() -> None:
    barred = replace(COMPLETE, bars=(Bar(date(2026, 6, 1), date(2027, 5, 31)),))
    found = eligibility(barred, LADDER, DAY)
    assert (found.eligible, found.eligible_on) == (False, date(2027, 6, 1))
    before_the_decision = eligibility(barred, LADDER, date(2026, 5, 31))
    assert before_the_decision.outcomes[-1].state is State.MET


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(BadInput, match="star_9"):
        eligibility(replace(COMPLETE, levels=(LevelHeld("star_9", date(2020, 1, 1)),)), LADDER, DAY)


def test_alternatives_take_the_earliest_and_groups_the_latest_date() -> None:
    person = PersonFacts("P3", hired=date(2024, 1, 1))
    parts = (YearsInJob(3), YearsInJob(5))
    assert AnyOf(parts).judge(person, DAY).met_on == date(2027, 1, 1)
    assert AllOf(parts).judge(person, DAY).met_on == date(2029, 1, 1)
    assert AnyOf((YearsInJob(1), YearsInJob(5))).judge(person, DAY).state is State.MET
    assert AnyOf(parts).label == Text("从事本职业满3年，或从事本职业满5年", "3 years in the job, or 5 years in the job")
