"""The mapping profiles there are: those that ship, and those made here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from hr.database import db
from hr.models.casework.log_profile import LogProfile
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.refusals import OutOfScope
from intake.event_logs.profile import Profile
from intake.event_logs.profile_file import load_profile, parse_profile
from vocabulary.text import Text


def profile_named(name: str) -> Profile:
    """The profile made here of that name, else the shipped one (or, for a path, the file's); BadInput for none."""
    content = db.session.scalar(select(LogProfile.content).where(LogProfile.name == name))
    return load_profile(name) if content is None else parse_profile(content, name)


def own_profiles(*, viewer: Viewer) -> Sequence[Profile]:
    """All profiles made here, by name: whoever imports cases may read a file by any of them."""
    viewer.require(Action.CASE_WRITE)
    made = select(LogProfile.name, LogProfile.content).order_by(LogProfile.name)
    return [parse_profile(content, name) for name, content in db.session.execute(made)]


def own_profile(profile_id: int, *, viewer: Viewer) -> LogProfile:
    """A profile that the viewer may change; OutOfScope for any other."""
    found = db.session.scalar(
        select(LogProfile)
        .join(Unit, Unit.id == LogProfile.unit_id)
        .where(LogProfile.id == profile_id, within(Unit.path, viewer, Action.CASE_WRITE))
    )
    if found is None:
        raise OutOfScope(f"profile {profile_id}")
    return found


def profiles_listing(*, viewer: Viewer) -> Listing:
    """The profiles that the viewer may change."""
    viewer.require(Action.CASE_WRITE)
    return Listing(
        statement=select(LogProfile.id.label("_id"))
        .join(Unit, Unit.id == LogProfile.unit_id)
        .where(within(Unit.path, viewer, Action.CASE_WRITE)),
        columns=(
            ListColumn("profile_id", Text("编号", "Key"), LogProfile.id, "number", shown=False),
            ListColumn("name", Text("名称", "Name"), LogProfile.name, link="profile_id"),
            ListColumn("unit", Text("机构", "Unit"), Unit.name),
            ListColumn("changed_by", Text("修改人", "Changed by"), LogProfile.changed_by),
            ListColumn("changed_at", Text("修改时间", "Changed"), LogProfile.changed_at, "moment"),
        ),
        search_in=(LogProfile.name,),
        sort="name",
        key=LogProfile.id,
    )
