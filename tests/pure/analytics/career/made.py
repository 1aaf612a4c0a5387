"""A person who meets everything, and facts made up by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

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
from analytics.career.form import example_ladders
from vocabulary.terms import AppraisalGrade, Education

DAY = date(2026, 11, 23)
(LADDER,) = example_ladders()
LEVELS = [level.code for level in LADDER.levels]

COMPLETE = PersonFacts(
    person="P1",
    hired=date(2012, 3, 1),
    levels=(LevelHeld("skill_5", date(2013, 3, 1)), LevelHeld("skill_3", date(2020, 6, 1))),
    appraisals=tuple(Appraisal(year, AppraisalGrade.EXCELLENT, date(year + 1, 1, 31)) for year in range(2018, 2026)),
    certificates=(Certificate("grid_worker_skill", date(2024, 5, 1), rank=1),),
    trainings=(Training(date(2026, 4, 1), 24), Training(date(2026, 9, 1), 24)),
    schooling=(Schooling(Education.BACHELOR, date(2011, 7, 1)),),
    loads=tuple(LoadIndex(date(2026, month, 28), 1.0) for month in range(1, 11)),
)

_DATES = st.integers(-4000, 4000).map(lambda days: DAY + timedelta(days=days))


def _many(fact: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(fact, max_size=5).map(tuple)


FACTS = st.builds(
    PersonFacts,
    person=st.just("P1"),
    hired=st.dates(date(2005, 1, 1), DAY),
    levels=_many(st.builds(LevelHeld, st.sampled_from(LEVELS), _DATES)),
    appraisals=_many(st.builds(Appraisal, st.integers(2020, 2026), st.sampled_from(AppraisalGrade), _DATES)),
    certificates=_many(
        st.builds(
            Certificate,
            st.just("grid_worker_skill"),
            _DATES,
            rank=st.none() | st.integers(1, 5),
            expires=st.none() | _DATES,
        )
    ),
    trainings=_many(st.builds(Training, _DATES, st.integers(0, 60).map(float))),
    schooling=_many(st.builds(Schooling, st.sampled_from(Education), _DATES)),
    loads=_many(st.builds(LoadIndex, _DATES, st.floats(0, 2))),
    bars=_many(st.builds(Bar, _DATES, _DATES)),
)
