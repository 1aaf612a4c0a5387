"""A mapping profile: which column of a platform's export is what, its clock, its steps and its system users."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from vocabulary.terms import CaseStep
from vocabulary.text import Text

RowsAre = Literal["events", "cases"]
ActorBy = Literal["staff_number", "code", "name"]


@dataclass(frozen=True, slots=True)
class Profile:
    """How to read one platform's event log.

    ``rows``: one row an event, or one row a case (opened, closed, target). ``columns`` maps our names to the headings that
    may carry them, best first. ``time_formats``: ``iso`` or strptime patterns, tried in turn. ``steps`` maps an activity
    (spelt as in the file, compared without case and space) to a step; ``default_step`` is for all others, and without it an
    unknown activity is an error of its row. ``snapshot``: local time at which the file was taken, when known.
    """

    name: str
    title: Text
    rows: RowsAre
    source: str
    time_zone: ZoneInfo
    columns: dict[str, tuple[str, ...]]
    time_formats: tuple[str, ...] = ("iso",)
    steps: dict[str, CaseStep] = field(default_factory=dict)
    default_step: CaseStep | None = None
    actor_by: ActorBy = "code"
    system_actors: frozenset[str] = frozenset()
    snapshot: str | None = None


def load_profile(name_or_path: str | Path) -> Profile:
    """A shipped profile by its name (``gridhr``, ``nl_permit_receipt`` …) or any YAML file; raises BadInput naming the key to blame."""
    raise NotImplementedError


def profile_names() -> list[str]:
    """Names of the profiles that ship with the program."""
    raise NotImplementedError
