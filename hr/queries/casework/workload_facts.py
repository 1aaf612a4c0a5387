"""What a month's workload is measured from: events with their standard minutes, and the roster."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import and_, or_, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.models.organisation.post import Post
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.worktime.shift import Shift
from hr.queries.casework.priced_events import priced_events
from vocabulary.periods import Month
from vocabulary.terms import Duty

BASE_SHARE = {Duty.PATROL: 0.35, Duty.CALL_TAKING: 0.25, Duty.ROUTING: 0.20, Duty.OFFICE: 0.30}
"""Base minutes: the share of a shift of that duty that patrol, reception or desk work takes whatever cases come."""


def event_table(month: Month) -> pd.DataFrame:
    """Person, at (local), minutes, difficulty, outside, overdue of every credited event of the month."""
    columns = {
        "person": CaseEvent.person_id,
        "day": CaseEvent.local_date,
        "hour": CaseEvent.local_hour,
        "seconds": WorkStandard.seconds,
        "difficulty_ppm": WorkItem.difficulty_ppm,
        "in_list": WorkItem.in_duty_list,
        "ended": CaseEvent.ended_at,
        "deadline": CaseEvent.deadline_at,
    }
    rows = db.session.execute(priced_events(month, *columns.values()).where(CaseEvent.person_id.is_not(None))).all()
    table = pd.DataFrame([tuple(row) for row in rows], columns=list(columns))
    return pd.DataFrame(
        {
            "person": table["person"],
            "at": pd.to_datetime(table["day"]) + pd.to_timedelta(table["hour"], unit="h"),
            "minutes": table["seconds"].astype("float64") / 60,
            "difficulty": table["difficulty_ppm"].astype("float64") / 1_000_000,
            "outside": table["in_list"].eq(False),
            "overdue": _overdue(table),
        }
    )


def _overdue(table: pd.DataFrame) -> pd.Series:
    """Whether each event came after its deadline; missing where it has none."""
    deadline = pd.to_datetime(table["deadline"], utc=True)
    late = (pd.to_datetime(table["ended"], utc=True) > deadline).astype("boolean")
    return late.mask(deadline.isna())


def people_table(month: Month) -> pd.DataFrame:
    """Person, post family, unit (id as text), staffing type and unit_id of everybody employed in the month."""
    rows = db.session.execute(
        select(Employment.person_id, Post.family, Assignment.unit_id, Employment.staffing_type)
        .join(Assignment, and_(Assignment.employment_id == Employment.id, Assignment.is_primary))
        .join(Post, Post.id == Assignment.post_id)
        .where(
            Assignment.starts_on <= month.last_day,
            or_(Assignment.ends_on.is_(None), Assignment.ends_on >= month.first_day),
        )
        .order_by(Employment.person_id, Assignment.starts_on.desc())
    )
    columns = ["person", "post", "unit_id", "staffing_type"]
    table = pd.DataFrame([(p, family.value, unit, kind.value) for p, family, unit, kind in rows], columns=columns)
    return table.drop_duplicates("person").assign(unit=lambda found: found["unit_id"].astype(str))


def roster_table(month: Month) -> pd.DataFrame:
    """Person, date and minutes of each shift: rostered, leave, training, base, emergency."""
    rows = db.session.execute(
        select(Shift.person_id, Shift.business_date, Shift.duty, Shift.worked_minutes).where(
            Shift.business_date.between(month.first_day, month.last_day)
        )
    )
    table = pd.DataFrame([tuple(row) for row in rows], columns=["person", "date", "duty", "minutes"])
    minutes, duty = table["minutes"].astype("float64"), table["duty"]
    return pd.DataFrame(
        {
            "person": table["person"],
            "date": pd.to_datetime(table["date"]),
            "rostered": minutes,
            "leave": minutes.where(duty == Duty.LEAVE, 0.0),
            "training": minutes.where(duty == Duty.TRAINING, 0.0),
            "base": minutes * duty.map(BASE_SHARE).astype("float64").fillna(0.0),
            "emergency": minutes.where(duty == Duty.EMERGENCY, 0.0),
        }
    )
