"""The whole plan of a sample: everything that is drawn once, and the months drawn when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hr.sample.data import read
from hr.sample.plan import scales, settlement, study, talent
from hr.sample.plan.accounts import bank_accounts, bank_file_formats
from hr.sample.plan.assignments import assignments
from hr.sample.plan.bases import bases, deductions
from hr.sample.plan.cases import Events, events_of, work_days
from hr.sample.plan.catalogue import catalogue
from hr.sample.plan.contracts import contracts
from hr.sample.plan.employments import Employments, absent_on_books
from hr.sample.plan.entries import entries, own_values, subsidies
from hr.sample.plan.moves import with_moves
from hr.sample.plan.pace import Pace, pace
from hr.sample.plan.people import People, people
from hr.sample.plan.places import Places, agencies
from hr.sample.plan.quotas import periods, quotas
from hr.sample.plan.rota import Shifts, shifts_of
from hr.sample.plan.seats import Seats
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.standing import standing
from hr.sample.plan.table import Flags, Table, place_of
from hr.sample.plan.tenancy import tenancy
from hr.sample.plan.truth import PlantedTruth
from vocabulary.periods import Month
from vocabulary.terms import SeparationKind


@dataclass(frozen=True)
class World:
    """A planned sample; the same setting plans the same world."""

    setting: Setting
    places: Places
    seats: Seats
    spells: Spells
    people: People
    employments: Employments
    pace: Pace
    absent: Flags

    @classmethod
    def plan(cls, setting: Setting) -> World:
        """Plan everything but the months."""
        places = Places.plan(setting)
        seats = Seats.plan(setting, places)
        spells = study.with_study(setting, places, seats.posts, tenancy(setting, seats))
        spells = with_moves(setting, seats, spells, places.civil).ordered()
        return cls(
            setting,
            places,
            seats,
            spells,
            people(setting, spells),
            Employments.of(spells),
            pace(setting, places, spells),
            absent_on_books(spells, places),
        )

    def rules(self) -> Iterator[Table]:
        """Tables of the organisation, its pay rules and its work-item catalogue, in the order in which they refer."""
        yield self.places.table()
        yield quotas(self.places, self.seats)
        yield periods(self.places)
        yield self.seats.posts.table()
        yield agencies()
        yield scales.scales(self.places)
        yield scales.cell_table()
        yield scales.item_table(self.places)
        yield scales.shift_rates()
        yield settlement.account_table()
        yield settlement.terms_table()
        yield catalogue().items()
        yield catalogue().standards()

    def staff(self) -> Iterator[Table]:
        """Tables of the people, in the order in which they refer."""
        setting, spells, employments = self.setting, self.spells, self.employments
        held = talent.skills(setting, spells)
        pay = standing(setting, spells, self.people, employments, held.lifted, self.places)
        yield self.people.table(spells)
        yield employments.table(self.people)
        yield contracts(employments, setting.today)
        yield assignments(self.places, self.seats, spells, employments)
        yield employments.separations()
        yield pay.table()
        yield bases(setting, employments, pay)
        yield subsidies(employments)
        yield own_values()
        yield entries(setting, employments, pay)
        yield deductions(setting, spells, self.people)
        yield bank_accounts(spells)
        yield bank_file_formats()
        yield talent.qualifications(setting, spells, held)
        yield talent.level_standings(held)
        yield talent.appraisals(setting, spells)
        yield talent.training(setting, spells)
        yield talent.measures(setting, spells)
        yield talent.vacancies(self.places, self.seats, spells)

    def shifts(self, month: Month) -> Shifts:
        """Everybody's shifts of a month."""
        return shifts_of(self.setting, month, self.spells, self.seats.posts.unit, self.absent)

    def events(self, month: Month, shifts: Shifts) -> Events:
        """The steps of the cases of a month that was worked in ``shifts``."""
        return events_of(self.setting, month, work_days(self.spells, self.pace, shifts), self.pace)

    @property
    def truth(self) -> PlantedTruth:
        """What was planted."""
        leaving, work = read("leaving"), read("work_items")
        lost = ~self.spells.stays & (self.spells.end >= np.datetime64(self.setting.records_from.first_day, "D"))
        converted = self.employments.kind == place_of(SeparationKind.CONVERSION)
        yearly = leaving["yearly_hazard"]
        streets = [(self.places.units[place].code, place) for place in self.places.streets.tolist()]
        return PlantedTruth(
            seed=self.setting.seed,
            today=self.setting.today,
            last_closed=self.setting.last_closed,
            records_from=self.setting.records_from,
            pay_gap=read("pay")["pay_gap"],
            workload_by_unit={code: float(self.pace.of_unit[place]) for code, place in streets},
            workload_by_type=dict(work["workload_by_type"]),
            person_spread=work["person_spread"],
            hazards={
                "dispatched_to_contract": yearly["dispatched"] / yearly["contract"],
                "night_heavy_to_day": leaving["factors"]["night_heavy"],
                "first_year_to_later": leaving["factors"]["first_year"],
            },
            separations=int(lost.sum()),
            conversions=int(converted.sum()),
            outside_duty_by_unit={code: float(self.pace.outside[place]) for code, place in streets},
            absent_on_books=tuple(np.array(self.people.staff_numbers)[self.absent].tolist()),
            study=study.truth(self.places),
        )
