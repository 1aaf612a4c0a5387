"""Setting quotas: dated rows, one ended and the next begun."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.organisation.unit import UnitQuota
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.refusals import Refusal
from vocabulary.terms import StaffingType
from vocabulary.text import Text


def set_quota(
    unit_id: int, staffing_type: StaffingType | None, quota: int, valid_from: date, *, viewer: Viewer
) -> UnitQuota:
    """From ``valid_from`` on the unit may have ``quota`` people of a staffing type (None: of all together).

    The row before ends the day before. Raises Refusal for a negative quota, or a day not after the latest row began.
    """
    if quota < 0:
        raise Refusal(Text("编制数不能为负", "A quota is not negative"), "quota")
    with unit_of_work(viewer, "quota.set") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.UNIT_WRITE)
        same = UnitQuota.staffing_type.is_(None) if staffing_type is None else UnitQuota.staffing_type == staffing_type
        latest = session.scalars(
            select(UnitQuota).where(UnitQuota.unit_id == unit.id, same).order_by(UnitQuota.valid_from.desc()).limit(1)
        ).first()
        if latest is not None:
            _end(latest, valid_from)
        made = UnitQuota(unit_id=unit.id, staffing_type=staffing_type, quota=quota, valid_from=valid_from)
        session.add(made)
    return made


def _end(latest: UnitQuota, valid_from: date) -> None:
    if valid_from <= latest.valid_from:
        raise Refusal(
            Text("须晚于现行编制的生效日 {day}", "It must begin after the present one of {day}").format(
                day=latest.valid_from
            ),
            "valid_from",
        )
    if latest.valid_to is None or latest.valid_to >= valid_from:
        latest.valid_to = valid_from - timedelta(days=1)
