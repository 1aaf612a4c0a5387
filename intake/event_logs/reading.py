"""Reading an event log through its profile into the fixed columns, a chunk at a time; bad rows are named, none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from intake.event_logs.profile import Profile
from intake.sources import Source


@dataclass(slots=True)
class EventReading:
    """What a log gave: ``n_read == len(events) + n_repeated + n_rejected``, blank rows not counted.

    ``events``: the columns of ``intake.event_logs.columns``, in the file's order. ``rejects``: one line for each thing wrong
    (``row``, ``column`` the file's heading, ``value``, ``code``, ``reason_zh``, ``reason_en``, ``suggestion_zh``, ``suggestion_en``).
    ``rejected`` counts *rows* by the code of their first fault. ``n_repeated``: rows that say again word for word what an
    earlier row said, merged into it. ``counts``: other things worth knowing (see ``read_events``). ``snapshot``: UTC moment
    at which the file was taken.
    """

    profile: Profile
    events: pd.DataFrame
    rejects: pd.DataFrame
    rejected: dict[str, int]
    n_read: int
    n_repeated: int
    counts: dict[str, int]
    snapshot: datetime | None

    @property
    def n_rejected(self) -> int:
        """Rows refused."""
        return sum(self.rejected.values())


def read_events(source: Source, profile: Profile, *, name: str | None = None, sheet: str | None = None) -> EventReading:
    """The events of ``source`` as ``profile`` maps them.

    Raises BadInput when the file as a whole can't be read: type, encoding, size, or a mapped column missing.
    """
    raise NotImplementedError
