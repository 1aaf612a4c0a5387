"""Who is asking, and from where they may look: handed to every query and service."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hr.permissions.actions import Action
from hr.permissions.roles import ACTIONS_OF
from hr.refusals import OutOfScope
from vocabulary.terms import Role
from vocabulary.text import Language


@dataclass(frozen=True, slots=True)
class Grant:
    """A role at a unit; ``path`` is the unit's place in the tree (``/1/4/``), and all below it are meant too."""

    role: Role
    unit_id: int
    path: str


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks or acts. ``person_id`` is their own staff record, if they have one."""

    user_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    person_id: int | None = None
    language: Language = "zh"
    door: str = field(default="web", compare=False)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def paths(self, action: Action) -> tuple[str, ...]:
        """The tree paths under which the viewer may do ``action``; empty when nowhere."""
        return tuple(grant.path for grant in self.grants if action in ACTIONS_OF[grant.role])

    def may(self, action: Action, path: str | None = None) -> bool:
        """Whether ``action`` is theirs at the unit of ``path``, or with no path anywhere at all."""
        paths = self.paths(action)
        return bool(paths) if path is None else any(path.startswith(root) for root in paths)

    def require(self, action: Action, path: str | None = None) -> None:
        """Raises OutOfScope unless the viewer may do ``action`` (at ``path``)."""
        if not self.may(action, path):
            raise OutOfScope(f"{self.name} may not {action} at {path or 'any unit'}")

    def narrowed_to(self, path: str) -> Viewer:
        """The same viewer looking only at the unit of ``path`` and below: nothing is gained, the rest is left out."""
        grants = tuple(
            grant if grant.path.startswith(path) else replace(grant, path=path)
            for grant in self.grants
            if grant.path.startswith(path) or path.startswith(grant.path)
        )
        return replace(self, grants=grants)

    def is_person(self, person_id: int) -> bool:
        """Whether the record is the viewer's own."""
        return self.person_id is not None and self.person_id == person_id


def system_viewer(deed: str, door: str = "cli") -> Viewer:
    """The program itself, acting for whoever sits at the machine: all roles at the root of the tree.

    Approver and preparer stay two people even here: it holds no approving role (see services of pay).
    """
    roles = (Role.HR_OFFICER, Role.FINANCE, Role.UNIT_MANAGER, Role.ADMINISTRATOR, Role.AUDITOR)
    grants = tuple(Grant(role, 0, "/") for role in roles)
    return Viewer(user_id=None, name=f"system:{deed}", grants=grants, door=door)
