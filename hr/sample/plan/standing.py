"""Where people stand on their scale, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hr.sample.data import read
from hr.sample.plan.employments import Employments
from hr.sample.plan.people import People
from hr.sample.plan.periods import Rows, cut
from hr.sample.plan.places import Places
from hr.sample.plan.scales import GRADED, SCALES, amounts, grade_names, rank_wages, step_wages
from hr.sample.plan.seats import post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Flags, Table, Whole, ids, keys, place_of, years_between
from vocabulary.money import PPM, fen, share, to_yuan
from vocabulary.terms import StaffingType

_ESTABLISHMENT = place_of(StaffingType.ESTABLISHMENT)
_ASSISTANT = place_of(StaffingType.ASSISTANT_4050)
_SCALE_OF = {  # place in SCALES, -1 for a fixed wage
    StaffingType.ESTABLISHMENT: 3,
    StaffingType.CONTRACT: 0,
    StaffingType.DISPATCHED: 1,
    StaffingType.ASSISTANT_4050: -1,
    StaffingType.SOCIAL_WORKER: 2,
}
_STUDY_SCALE = SCALES.index("study")
_CIVIL_SCALE = SCALES.index("civil_service")


@dataclass(frozen=True)
class Standing:
    """Dated pay standing, one row a stretch of an employment; money in fen a month, ``hourly`` in fen an hour.

    Who is paid by the hour has in ``fixed`` what a month comes to about.
    """

    rows: Rows
    scale: Whole
    grade: list[str | None]
    step: Whole
    rank: list[str | None]
    fixed: Whole
    hourly: Whole
    basic: Whole
    incentive: Whole
    cell: Whole

    @property
    def monthly(self) -> Whole:
        """Pay of a whole month by standing alone."""
        return np.asarray(self.cell + self.fixed + self.basic + self.incentive)

    def table(self) -> Table:
        """Table ``pay_standing``."""
        on_scale = self.scale >= 0
        return Table(
            "pay_standing",
            {
                "id": ids(len(self.scale)),
                "employment_id": keys(self.rows.of),
                "pay_scale_id": keys(self.scale),
                "grade": self.grade,
                "step": [step if scaled else None for step, scaled in zip(self.step.tolist(), on_scale, strict=True)],
                "rank": self.rank,
                "fixed_wage_fen": np.where(self.hourly > 0, 0, self.fixed).tolist(),
                "hourly_rate_fen": self.hourly.tolist(),
                "performance_basic_fen": self.basic.tolist(),
                "performance_incentive_fen": self.incentive.tolist(),
                "valid_from": self.rows.first.tolist(),
                "valid_to": self.rows.last.tolist(),
            },
        )


def standing(
    setting: Setting,
    spells: Spells,
    people: People,
    employments: Employments,
    lifted: Flags,
    places: Places | None = None,
) -> Standing:
    """A row up to the end of the year in which records begin and one for each year since; ``lifted`` people a grade up.

    The study's people of its year stand on its own scale up to 2017, the establishment of ``places``' civil streets on
    the civil-service tables.
    """
    year = setting.records_from.year
    edges = [read("study")["pay"]["scale"]["from"], read("pay")["valid_from"]]
    edges += [date(y, 1, 1) for y in range(year + 1, setting.today.year + 1)]
    rows = _known(cut(employments.start, employments.end, edges), spells, employments)
    person, staffing = employments.person[rows.of], employments.staffing[rows.of]
    scale = np.array([_SCALE_OF[kind] for kind in StaffingType])[staffing]
    scale = np.where(spells.of_study[person] & (rows.period == 1), _STUDY_SCALE, scale)
    if places is not None:
        in_civil = np.isin(spells.street[person], places.civil) & (staffing == _ESTABLISHMENT)
        scale = np.where(in_civil, _CIVIL_SCALE, scale)
    grade = _grades(spells.code[person], staffing, lifted[person])
    step = _steps(rows, spells, people, person, staffing)
    cell = _cells(scale, grade, step, staffing)
    position = _positions(spells.code[person])
    civil = scale == _CIVIL_SCALE
    step = np.where(civil, np.minimum(step, read("pay")["civil_service"]["ranks"]["steps"]), step)
    cell = np.where(civil, _civil_cells(position, step), cell)
    fixed = np.where(staffing == _ASSISTANT, _fixed_wages(setting, len(spells))[person], 0)
    hourly = np.where(by_the_hour(spells)[person] & (staffing == _ASSISTANT), fen(read("pay")["hourly"]["rate"]), 0)
    basic, incentive = _performance(setting, scale, cell, person, len(spells))
    step = np.where(scale == _STUDY_SCALE, np.minimum(step, len(read("study")["pay"]["cells"])), step)
    names = _grade_names(scale, grade, spells.code[person])
    names = [own if here else name for own, here, name in zip(position, civil.tolist(), names, strict=True)]
    ranks = read("pay")["civil_service"]["rank_of_position"]
    rank = [str(ranks[own]) if here else None for own, here in zip(position, civil.tolist(), strict=True)]
    return Standing(rows, scale, names, step, rank, fixed, hourly, basic, incentive, cell)


def by_the_hour(spells: Spells) -> Flags:
    """The 4050 assistants of one street who work part-time."""
    streets = np.unique(spells.street[spells.staffing == _ASSISTANT])
    team = streets[: read("pay")["hourly"]["streets"]]
    return np.asarray(np.isin(spells.street, team) & (spells.staffing == _ASSISTANT))


def _positions(code: Whole) -> list[str]:
    data = read("pay")["civil_service"]
    return [data["position_of_post"].get(post_codes()[post], data["usual_position"]) for post in code.tolist()]


def _civil_cells(position: list[str], step: Whole) -> Whole:
    """Position wage, rank wage and allowance (fen) of each position and step."""
    data = read("pay")["civil_service"]
    wages, ranks, tables = data["positions"], data["rank_of_position"], rank_wages()
    most = data["ranks"]["steps"]
    paid = [
        fen(wages[name]) + int(tables[ranks[name]][min(place, most) - 1])
        for name, place in zip(position, step.tolist(), strict=True)
    ]
    return np.array(paid, dtype=np.int64) + fen(data["allowance"]["amount"])


def _known(rows: Rows, spells: Spells, employments: Employments) -> Rows:
    """Rows before the scales of today are known for the study's people alone; everybody else's begin with them."""
    kept = (rows.period >= 2) | (spells.of_study[employments.person[rows.of]] & (rows.period == 1))  # noqa: PLR2004
    return Rows(rows.of[kept], rows.period[kept], rows.first[kept], rows.last[kept])


def _grades(code: Whole, staffing: Whole, lifted: Flags) -> Whole:
    by_post = np.array([read("pay")["grade_of_post"][name] for name in post_codes()])
    social = staffing == place_of(StaffingType.SOCIAL_WORKER)
    top = np.where(social, len(grade_names("social_worker")) - 1, len(grade_names("contract")) - 1)
    return np.asarray(np.minimum(by_post[code] - 1 * ~social + lifted, top))


def _steps(rows: Rows, spells: Spells, people: People, person: Whole, staffing: Whole) -> Whole:
    """A step a year: since coming, for the establishment since first working; the first row as its last day has it."""
    counted: Days = np.where(staffing == _ESTABLISHMENT, people.first_worked[person], spells.start[person])
    on = np.where(rows.period <= 2, np.where(np.isnat(rows.last), rows.first, rows.last), rows.first)  # noqa: PLR2004
    years = years_between(counted, on)
    most = np.where(staffing == _ESTABLISHMENT, read("pay")["step_wages"]["steps"], 18)
    return np.asarray(np.minimum(years + np.where(staffing == _ESTABLISHMENT, 5, 1), most))


def _cells(scale: Whole, grade: Whole, step: Whole, staffing: Whole) -> Whole:
    """What the scale gives for grade and step (fen); 0 for a fixed wage."""
    found = np.zeros(len(scale), dtype=np.int64)
    for place, name in enumerate(SCALES[:3]):
        here = scale == place
        found[here] = amounts(name)[grade[here], step[here] - 1]
    here = staffing == _ESTABLISHMENT
    found[here] = step_wages()[step[here] - 1] + fen(next(iter(read("pay")["post_wages"].values())))
    here = scale == _STUDY_SCALE
    of_study = np.array([fen(amount) for amount in read("study")["pay"]["cells"].values()])
    found[here] = of_study[np.minimum(step[here], len(of_study)) - 1]
    return found


def _grade_names(scale: Whole, grade: Whole, code: Whole) -> list[str | None]:
    data, study = read("pay"), read("study")["pay"]["scale"]["grade"]
    names: list[str | None] = []
    for on, place, post in zip(scale.tolist(), grade.tolist(), code.tolist(), strict=True):
        if on == _STUDY_SCALE:
            names.append(study)
        elif on == SCALES.index("establishment"):
            names.append(data["establishment_grade"][post_codes()[post]])
        else:
            names.append(grade_names(SCALES[on])[place] if 0 <= on < len(GRADED) else None)
    return names


def _fixed_wages(setting: Setting, people: int) -> Whole:
    low, high = (fen(amount) for amount in read("pay")["fixed_wage"]["assistant_4050"])
    return to_yuan(setting.stream("fixed wage").integers(low, high, people))


def _performance(setting: Setting, scale: Whole, cell: Whole, person: Whole, people: int) -> tuple[Whole, Whole]:
    """Basic performance pay in proportion to the cell; incentive pay too, by a person's own factor around 1."""
    data = read("pay")["performance"]
    spread = data["spread"]
    factor = np.exp(setting.stream("incentive").normal(-(spread**2) / 2, spread, people))[person]
    graded = (scale >= 0) & (scale <= 2)  # noqa: PLR2004 - the three grade × step scales of today
    basic = np.where(graded, to_yuan(share(cell, round(data["basic"] * PPM))), 0)
    incentive = np.where(graded, (cell * data["incentive"] * factor).astype(np.int64), 0)
    established = scale == SCALES.index("establishment")
    basic = np.where(established, fen(data["establishment_basic"]), basic)
    bonus = (fen(data["establishment_incentive"]) * factor).astype(np.int64)
    return basic, to_yuan(np.where(established, bonus, incentive))
