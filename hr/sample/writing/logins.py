"""The sample's logins as users with their grants."""

from __future__ import annotations

from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from hr.models.system.user import RoleGrant, User
from hr.sample.logins import LOGINS, PASSWORD, SampleLogin
from hr.sample.plan.places import Places
from hr.sample.plan.table import place_of
from hr.sample.plan.world import World
from hr.services.system.login import hasher
from vocabulary.terms import Role, StaffingType

_SINCE = date(2020, 1, 1)


def write_logins(session: Session, world: World) -> dict[str, int]:
    """Make the users with their grants; gives the id of each by login."""
    digest = hasher().hash(PASSWORD)
    made = {}
    for known in LOGINS:
        worker = _worker(world) if known.role is Role.GRID_WORKER else None
        user = User(
            login=known.login,
            name=known.name if worker is None else world.people.names[worker],
            password_hash=digest,
            person_id=None if worker is None else worker + 1,
        )
        session.add(user)
        session.flush()
        session.add(RoleGrant(user_id=user.id, role=known.role, unit_id=_unit(known, world.places), valid_from=_SINCE))
        made[known.login] = user.id
    return made


def _unit(known: SampleLogin, places: Places) -> int:
    if known.at_study:
        return places.study + 1
    several = len(places.districts) > 1
    return 1 if several or known.role is Role.ADMINISTRATOR else int(places.districts[0]) + 1


def _worker(world: World) -> int:
    """The dispatched inspector of the study's centre who has been there longest."""
    spells = world.spells
    here = spells.stays & (spells.street == world.places.study)
    dispatched = here & (spells.staffing == place_of(StaffingType.DISPATCHED))
    return int(np.flatnonzero(dispatched if dispatched.any() else here)[0])
