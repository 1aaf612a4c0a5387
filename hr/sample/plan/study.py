"""The study's own centre: the people of its year, those who stayed on, and the truth about them."""

from __future__ import annotations

from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.assignments import on_books
from hr.sample.plan.draws import days_between, firsts_and_sixteenths
from hr.sample.plan.leaving import why
from hr.sample.plan.places import Places
from hr.sample.plan.seats import TWO, Posts, post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells, nobody, undated
from hr.sample.plan.table import Days, Whole, place_of
from hr.sample.plan.truth import StudyTruth
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind, SeparationReason, StaffingType, UnitKind

_DISPATCHED = place_of(StaffingType.DISPATCHED)


def truth(places: Places) -> StudyTruth:
    """The counts behind the three rates, from the data alone."""
    data = read("study")
    window = DateRange(data["window"]["first"], data["window"]["last"])
    assert places.units[places.study].kind is UnitKind.STREET_TOWN
    return StudyTruth(
        unit_code=places.units[places.study].code,
        window=window,
        authorised=data["authorised"]["total"],
        opening=data["opening"],
        average=_average(data, window),
        left=len(data["leavers"]),
        vacancies=data["vacancy"]["places"],
        applicants=data["vacancy"]["applicants"],
        on_board=data["vacancy"]["hired"],
    )


def _average(data: dict[str, Any], window: DateRange) -> float:
    assert window.last is not None
    days = (window.last - window.first).days + 1
    missed = sum((window.last - leaver["last_day"]).days for leaver in data["leavers"])
    joined = sum((window.last - day).days + 1 for day in data["joiners"])
    return float(data["opening"] * days - missed + joined) / days


def with_study(setting: Setting, places: Places, posts: Posts, spells: Spells) -> Spells:
    """``spells`` with the study's people: everybody else of its centre came after its year.

    Those of the study's people who did not leave later take the places of the longest-serving of today.
    """
    generator = setting.stream("study")
    study = _people(generator, places, posts)
    here = spells.street == places.study
    spells = spells.with_columns(start=_after_the_year(generator, spells, here))
    heirs = _heirs(spells, here, round(int(study.stays.sum()) * (1 - read("study")["later_leavers"]["share"])))
    study, matched = _later(generator, study, len(heirs))
    start, of_study = spells.start.copy(), spells.of_study.copy()
    start[heirs], of_study[heirs] = study.start[matched], True
    converted = spells.converted.copy()
    on_contract = heirs[spells.staffing[heirs] == place_of(StaffingType.CONTRACT)]
    converted[on_contract] = np.datetime64(read("study")["contract_since"], "D")
    _serve_since_then(places, spells, start)
    kept = np.setdiff1d(np.arange(len(study)), matched)
    joined = spells.with_columns(start=start, of_study=of_study, converted=converted)
    return Spells.concatenate([study.take(kept), joined])


def _serve_since_then(places: Places, spells: Spells, start: Days) -> None:
    """The on-book people of its year have been at the district since before it."""
    concurrent = read("study")["concurrent"]
    rows = on_books(places, spells)[: len(concurrent["posts"])]
    start[rows] = np.minimum(start[rows], np.datetime64(concurrent["from"], "D"))


def _people(generator: np.random.Generator, places: Places, posts: Posts) -> Spells:
    """The 28 of the opening and the two joiners, the eight leavers with their ends."""
    data = read("study")
    codes = [name for name, count in data["posts"].items() for _ in range(count)]
    codes += [data["vacancy"]["post"]] * len(data["joiners"])
    code = np.array([post_codes().index(name) for name in codes])
    count = len(code)
    unit = np.full(count, places.study)
    end, reason = _ends(data, codes)
    left = ~np.isnat(end)
    return Spells(
        seat=nobody(count),
        street=unit,
        unit=unit,
        post=posts.place(unit, code),
        code=code,
        staffing=np.full(count, _DISPATCHED),
        rota=np.full(count, TWO),
        start=_starts(generator, data, count),
        end=end,
        kind=np.where(left, place_of(SeparationKind.VOLUNTARY), -1),
        reason=reason,
        converted=undated(count),
        moved=undated(count),
        moved_from=nobody(count),
        of_study=np.ones(count, dtype=np.bool_),
    )


def _starts(generator: np.random.Generator, data: dict[str, Any], count: int) -> Days:
    first, last = (np.datetime64(data["starts"][end], "D") for end in ("first", "last"))
    before = firsts_and_sixteenths(days_between(generator, first, last, count - len(data["joiners"])))
    return np.concatenate([before, np.array(data["joiners"], dtype="datetime64[D]")])


def _ends(data: dict[str, Any], codes: list[str]) -> tuple[Days, Whole]:
    """Each leaver is the first of the post who has not left yet."""
    end, reason = undated(len(codes)), nobody(len(codes))
    for leaver in data["leavers"]:
        row = next(r for r, code in enumerate(codes) if code == leaver["post"] and np.isnat(end[r]))
        end[row] = np.datetime64(leaver["last_day"], "D")
        reason[row] = place_of(SeparationReason(leaver["reason"]))  # type: ignore[call-arg]
    return end, reason


def _after_the_year(generator: np.random.Generator, spells: Spells, here: np.ndarray) -> Days:
    later = read("study")["later_leavers"]
    first = np.datetime64(later["first"], "D")
    early = np.flatnonzero(here & (spells.start < first))
    start = spells.start.copy()
    start[early] = firsts_and_sixteenths(
        days_between(generator, first + 30, np.datetime64(later["last"], "D"), len(early))
    )
    return start


def _later(generator: np.random.Generator, study: Spells, stay: int) -> tuple[Spells, Whole]:
    """All but ``stay`` of those who were there at the end of the year leave in later years; and the rest's rows."""
    later = read("study")["later_leavers"]
    there = np.flatnonzero(study.stays)
    leavers = generator.permutation(there)[stay:]
    first, last = (np.datetime64(later[end], "D") for end in ("first", "last"))
    end = study.end.copy()
    end[leavers] = days_between(generator, first, last, len(leavers))
    gone = study.with_columns(end=end)
    drawn = why(generator, gone, np.zeros(len(gone), dtype=np.bool_))
    kind, reason = study.kind.copy(), study.reason.copy()
    kind[leavers], reason[leavers] = drawn.kind[leavers], drawn.reason[leavers]
    return gone.with_columns(kind=kind, reason=reason), np.setdiff1d(there, leavers)


def _heirs(spells: Spells, here: np.ndarray, count: int) -> Whole:
    """Rows of today's people at the centre's dispatched and contract seats, up to ``count``, longest-serving first."""
    types = (_DISPATCHED, place_of(StaffingType.CONTRACT))
    rows = np.flatnonzero(here & spells.stays & np.isin(spells.staffing, types))
    return np.asarray(rows[np.argsort(spells.start[rows], kind="stable")][:count])
