"""Which ladder, unit and day a page of careers is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request

from hr.forms.talent.career_ladder import CareerAskingForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.talent.career_ladder import LadderVersion, version_of, versions_of_viewer
from hr.queries.talent.eligibility import Candidate, candidates
from hr.views.door import today
from hr.views.questions import asker, filled, unit_asked
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class CareerAsked:
    """A day, a unit with all below it, and a ladder's version."""

    on: date
    unit: Unit
    version: LadderVersion

    def people(self) -> list[Candidate]:
        """Everybody at the unit for whom the version holds."""
        found = candidates(self.on, viewer=asker(), code=self.version.ladder.code, unit=self.unit)
        return [one for one in found if one.version.id == self.version.id]


def career_form() -> CareerAskingForm:
    """The questions with what the address answers; a ladder that does not hold on the day falls back to the first."""
    unit = unit_asked(Action.CAREER_READ)
    usual = {"on": today(), "unit": unit.id, "ladder": ""}
    form = CareerAskingForm(filled(usual))
    versions = versions_of_viewer(form.on.data or today(), viewer=asker())
    form.offer(unit_options(viewer=asker(), action=Action.CAREER_READ), versions)
    if versions and not request.args.get("ladder"):
        form.ladder.data = versions[0].id
        form.ladder.process_errors = []
    return form


def asked_rightly(form: CareerAskingForm) -> CareerAsked:
    """What was asked; raises BadInput for a day that is none, OutOfScope for a ladder that nobody here is on."""
    if not form.validate():
        raise BadInput(Text("请检查日期、机构和通道", "Check the date, the unit and the ladder"))
    version = version_of(form.ladder.data, viewer=asker(), day=form.on.data)
    return CareerAsked(form.on.data, unit_asked(Action.CAREER_READ), version)
