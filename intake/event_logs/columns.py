"""The fixed columns of an event table, in order; every reader fills them, whatever the file called its own.

=============== ============================== ==================================================================
column          dtype                          meaning
=============== ============================== ==================================================================
row             int64                          row of the file as a spreadsheet numbers it (heading row included)
event_key       bytes (16)                     stable: the same event in another export has it too
content_key     bytes (16)                     of all mapped values: differs when the event has changed
case            text                           case number
source          category                       platform the case came by
item            category                       work item (code or name as the file has it)
activity        category                       what was done, in the file's words
step            category                       code of vocabulary.terms.CaseStep
actor           category                       who did it, as the profile's ``actor_by`` says (staff number, code, name)
unit            category                       unit or queue of the actor
place           category                       grid, neighbourhood, ward
result          category                       outcome in the file's words
system          bool                           the actor is a system user, not a person
time_utc        datetime64[us, UTC]            when the event happened: its end, or for one row a case the opening
time_local      datetime64[us]                 the same by the clock on the wall of the profile's time zone
started_utc     datetime64[us, UTC]            start of the work, where the file tells it
ended_utc       datetime64[us, UTC]            end of the work
opened_utc      datetime64[us, UTC]            opening of the case
closed_utc      datetime64[us, UTC]            closing of the case; NaT while open
planned_utc     datetime64[us, UTC]            planned end of the case
deadline_utc    datetime64[us, UTC]            deadline of the case
=============== ============================== ==================================================================

What a profile does not map is missing (NaN, NaT) in every row.
"""

from __future__ import annotations

TEXT_COLUMNS = ("source", "item", "activity", "actor", "unit", "place", "result")
"""Free text kept as categories (``case`` is kept as text, ``step`` is derived)."""

MOMENTS = ("started", "ended", "opened", "closed", "planned", "deadline")
"""What a profile may map to a time; the table carries each as ``<name>_utc``."""

EVENT_COLUMNS = (
    "row",
    "event_key",
    "content_key",
    "case",
    "source",
    "item",
    "activity",
    "step",
    "actor",
    "unit",
    "place",
    "result",
    "system",
    "time_utc",
    "time_local",
    *(f"{moment}_utc" for moment in MOMENTS),
)
