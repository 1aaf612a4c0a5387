"""A mapping profile: which column of a platform's export is what, its clock, its steps and its system users."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from intake.event_logs.columns import MOMENTS, TEXT_COLUMNS
from vocabulary.terms import CaseStep
from vocabulary.text import Text

RowsAre = Literal["events", "cases"]
ActorBy = Literal["staff_number", "code", "name"]

FIELDS = ("case", "event_id", "step", *TEXT_COLUMNS, *MOMENTS)
"""What a profile may map to columns of a file."""

NEEDED: dict[RowsAre, tuple[str, ...]] = {"events": ("case", "ended"), "cases": ("case", "opened")}
"""What a profile must map."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How to read one platform's event log.

    - ``rows``: one row an event, or one row a case (opened, closed, target)
    - ``source``: the platform's code, for files that don't name it in a column
    - ``columns``: our names to the headings that may carry them, best first
    - ``optional``: those of ``columns`` that a file may lack
    - ``time_formats``: ``iso`` or strptime patterns, tried in turn; times without an offset are local
    - ``steps``: activity or step, folded, to a step of the case loop
    - ``default_step``: the step of everything else; without it an unknown one is an error of its row
    - ``actor_by``: what the actor column holds
    - ``system_actors``: folded names of actors that are no persons
    - ``blanks``: words that stand for nothing entered
    - ``snapshot``: local time (ISO) at which the file was taken, when known
    """

    name: str
    title: Text
    rows: RowsAre
    source: str
    time_zone: ZoneInfo
    columns: dict[str, tuple[str, ...]]
    optional: frozenset[str] = frozenset()
    time_formats: tuple[str, ...] = ("iso",)
    steps: dict[str, CaseStep] = field(default_factory=dict)
    default_step: CaseStep | None = None
    actor_by: ActorBy = "code"
    system_actors: frozenset[str] = frozenset()
    blanks: frozenset[str] = frozenset()
    snapshot: str | None = None
