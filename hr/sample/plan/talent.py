"""Appraisals, training, certificates, standing on the ladders, disciplinary measures and vacancies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.draws import choose, days_between
from hr.sample.plan.places import Places
from hr.sample.plan.seats import Seats, post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Flags, Table, Whole, ids, keys, members, plus_months
from vocabulary.terms import AppraisalGrade

LOWEST_SKILL = 5
LIFTING_SKILL = 4


@dataclass(frozen=True)
class Skills:
    """Certificates, one row each: whose, which level (5 lowest), when issued, until when (NaT: for good)."""

    person: Whole
    level: Whole
    issued: Days
    expires: Days
    best: Whole
    """By spell: the highest level held, 6 for none."""

    @property
    def lifted(self) -> Flags:
        """By spell: whose certificate lifts the grade."""
        return np.asarray(self.best <= LIFTING_SKILL)


def skills(setting: Setting, spells: Spells) -> Skills:
    """Skill certificates of inspectors, by their years in the job; each level needs the one below it."""
    data = read("talent")["skill"]
    generator = setting.stream("skills")
    inspects = np.isin(spells.code, [post_codes().index(code) for code in ("XC", "XG")])
    best = np.full(len(spells), LOWEST_SKILL + 1)
    parts: list[tuple[Whole, int, Days]] = []
    for level, years in data["years"].items():
        on = plus_months(spells.start, 12 * years) + generator.integers(0, 200, len(spells))
        passes = generator.random(len(spells)) < data["share"][level]
        reached = inspects & (best == level + 1) & passes
        reached &= (on <= np.datetime64(setting.today, "D")) & (on <= spells.until)
        rows = np.flatnonzero(reached)
        best[rows] = level
        parts.append((rows, level, on[rows]))
    person = np.concatenate([rows for rows, _, _ in parts])
    level = np.concatenate([np.full(len(rows), level) for rows, level, _ in parts])
    issued = np.concatenate([on for _, _, on in parts])
    return Skills(person, level, issued, issued + 365 * data["valid_years"], best)


def qualifications(setting: Setting, spells: Spells, held: Skills) -> Table:
    """Table ``qualification``: skill certificates, and those of social workers."""
    data = read("talent")
    generator = setting.stream("social certificates")
    on = plus_months(spells.start, 12 * data["social"]["after_years"])
    able = (spells.code == post_codes().index("SG")) & (on <= np.datetime64(setting.today, "D")) & (on <= spells.until)
    social = np.flatnonzero(able & (generator.random(len(spells)) < data["social"]["share"]))
    person = np.concatenate([held.person, social])
    return Table(
        "qualification",
        {
            "id": ids(len(person)),
            "person_id": keys(person),
            "name": [data["skill"]["name"]] * len(held.person) + [data["social"]["name"]] * len(social),
            "level": [*held.level.tolist(), *[None] * len(social)],
            "issued_on": [*held.issued.tolist(), *on[social].tolist()],
            "expires_on": [*held.expires.tolist(), *[None] * len(social)],
        },
    )


def level_standings(held: Skills) -> Table:
    """Table ``level_standing``: on the skill ladder since the day of each certificate, the lowest level being 1."""
    return Table(
        "level_standing",
        {
            "id": ids(len(held.person)),
            "person_id": keys(held.person),
            "ladder_code": ["grid_worker_skill"] * len(held.person),
            "level": (LOWEST_SKILL + 1 - held.level).tolist(),
            "since": held.issued.tolist(),
        },
    )


def appraisals(setting: Setting, spells: Spells) -> Table:
    """Table ``appraisal``: of the last finished years, for who was there half of one."""
    data = read("talent")
    generator = setting.stream("appraisals")
    parts: list[tuple[Whole, int, Whole]] = []
    for year in range(setting.today.year - data["appraisal_years"], setting.today.year):
        first, last = np.datetime64(date(year, 7, 1), "D"), np.datetime64(date(year, 12, 31), "D")
        rows = np.flatnonzero((spells.start <= first) & (spells.until >= last))
        parts.append((rows, year, choose(generator.random(len(rows)), data["appraisals"])))
    years = [year for rows, year, _ in parts for _ in rows]
    return Table(
        "appraisal",
        {
            "id": ids(len(years)),
            "person_id": keys(np.concatenate([rows for rows, _, _ in parts])),
            "year": years,
            "grade": members(AppraisalGrade, np.concatenate([grades for _, _, grades in parts])),
            "decided_on": [date(year + 1, 1, 31) for year in years],
        },
    )


def training(setting: Setting, spells: Spells) -> Table:
    """Table ``training_record``: of the last two years, courses by chance."""
    data = read("talent")
    generator = setting.stream("training")
    first, last = np.datetime64(setting.records_from.first_day, "D"), np.datetime64(setting.today, "D")
    count = generator.poisson(data["training_per_year"] * 2, len(spells))
    person = np.repeat(np.arange(len(spells)), count)
    held_on = days_between(generator, first, last, len(person))
    there = (held_on >= spells.start[person]) & (held_on <= spells.until[person])
    person, held_on = person[there], held_on[there]
    courses = np.array(data["courses"])[generator.integers(0, len(data["courses"]), len(person))]
    minutes = np.array(data["training_minutes"])[generator.integers(0, len(data["training_minutes"]), len(person))]
    return Table(
        "training_record",
        {
            "id": ids(len(person)),
            "person_id": keys(person),
            "course": courses.tolist(),
            "held_on": held_on.tolist(),
            "minutes": minutes.tolist(),
        },
    )


def measures(setting: Setting, spells: Spells) -> Table:
    """Table ``disciplinary_measure``: a few people who may not be promoted for now."""
    able = np.flatnonzero(spells.stays & (spells.start < np.datetime64(setting.records_from.first_day, "D")))
    rows = setting.stream("measures").permutation(able)[: read("talent")["barred"]]
    decided = (setting.this_month + -4).first_day
    until = (setting.this_month + 2).last_day
    return Table(
        "disciplinary_measure",
        {
            "id": ids(len(rows)),
            "person_id": keys(rows),
            "decided_on": [decided] * len(rows),
            "bars_until": [until] * len(rows),
            "note": ["警告（示例）"] * len(rows),
        },
    )


def vacancies(places: Places, seats: Seats, spells: Spells) -> Table:
    """Table ``vacancy``: the study's of its year, and one for each seat that stands empty today."""
    study = read("study")["vacancy"]
    rows = [_vacancy(places.study, _study_post(places, seats, study["post"]), study)]
    empty = np.setdiff1d(np.arange(len(seats)), spells.seat[spells.stays])
    for seat in empty.tolist():
        since = spells.end[spells.seat == seat].max()
        post = int(seats.post[seat])
        name = read("posts")["posts"][post_codes()[seats.code[seat]]]["name"]
        opened = {"title": name, "places": 1, "applicants": seat % 3, "hired": 0, "opened_on": since.item()}
        rows.append(_vacancy(int(seats.unit[seat]), post, opened))
    return Table("vacancy", {"id": ids(len(rows)), **{name: [row[name] for row in rows] for name in rows[0]}})


def _study_post(places: Places, seats: Seats, code: str) -> int:
    return int(seats.posts.place(np.array([places.study]), np.array([post_codes().index(code)]))[0])


def _vacancy(unit: int, post: int, known: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit_id": unit + 1,
        "post_id": post + 1,
        **{name: known[name] for name in ("title", "places", "applicants", "hired", "opened_on")},
        "closed_on": known.get("closed_on"),
    }
