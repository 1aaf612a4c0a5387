"""Mapping profiles that are made here: kept as the YAML that was checked, found by name beside the shipped ones."""

from __future__ import annotations

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.casework.log_profile import LogProfile
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.casework.log_profile import own_profile
from hr.refusals import OutOfScope, Refusal
from intake.event_logs.profile_file import parse_profile, profile_names
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_TAKEN = Text("已有名为 {name} 的方案", "There is a profile {name} already")
_BAD_NAME = Text("名称为 1–40 个字，不含斜线", "A name has 1 to 40 signs and no slash")
_LONGEST = 40


def keep(content: str, *, viewer: Viewer) -> int:
    """Keep a new profile under the name in its YAML; its id. Refusal for a bad one or a name that is taken."""
    viewer.require(Action.CASE_WRITE)
    name = _checked(content)
    held = next((grant.unit_id for grant in viewer.grants if viewer.may(Action.CASE_WRITE, grant.path)), None)
    if held is None:
        raise OutOfScope("no unit to keep a profile at")
    with unit_of_work(viewer, "log_profile.keep") as session:
        if name in profile_names() or session.scalar(select(LogProfile.id).where(LogProfile.name == name)):
            raise Refusal(_TAKEN.format(name=name), "content")
        profile = LogProfile(name=name, unit_id=held, content=content, changed_by=viewer.name[:60])
        session.add(profile)
        session.flush()
        return profile.id


def change(profile_id: int, content: str, *, viewer: Viewer) -> None:
    """Replace a profile's YAML. OutOfScope for another unit's, Refusal for a bad one."""
    own_profile(profile_id, viewer=viewer)
    name = _checked(content)
    with unit_of_work(viewer, "log_profile.change") as session:
        profile = own_profile(profile_id, viewer=viewer)
        other = select(LogProfile.id).where(LogProfile.name == name, LogProfile.id != profile_id)
        if name in profile_names() or session.scalar(other):
            raise Refusal(_TAKEN.format(name=name), "content")
        profile.name, profile.content, profile.changed_by = name, content, viewer.name[:60]


def _checked(content: str) -> str:
    try:
        name = parse_profile(content, "").name
    except BadInput as bad:
        raise Refusal(bad.reason, "content") from bad
    if not 1 <= len(name) <= _LONGEST or "/" in name or "\\" in name:
        raise Refusal(_BAD_NAME, "content")
    return name
