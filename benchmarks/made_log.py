"""A made-up export of a case platform in GridHR's own form: events of cases, worked by people in a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_HEADINGS = "案件编号,环节流水号,事项,环节,经办人工号,机构编码,开始时间,完成时间,办结时限,处理结果"
_STEPS = ("上报", "受理", "派遣", "核查", "结案")
_ITEMS, _UNITS, _EVENTS_A_PERSON = 120, 13, 130
_FIRST = np.datetime64("2026-08-01T00:00:00")
_MONTH_SECONDS = 31 * 86_400
_SEED = 12_345


@dataclass(frozen=True)
class MadeLog:
    """The log as columns of codes counted from 0; ``staff`` and ``items`` say what they stand for; times are local."""

    person: NDArray[np.int64]
    item: NDArray[np.int64]
    unit: NDArray[np.int64]
    step: NDArray[np.int64]
    ended: NDArray[np.datetime64]
    staff: Sequence[str]
    items: Sequence[str]

    def __len__(self) -> int:
        return len(self.person)

    @property
    def minutes(self) -> NDArray[np.float64]:
        """The standard minutes of each event."""
        return standard_minutes(len(self.items))[self.item]


def standard_minutes(items: int) -> NDArray[np.float64]:
    """Minutes by item."""
    return np.asarray(5.0 + np.arange(items) % 40)


def made_log(events: int, staff: Sequence[str] | None = None, items: Sequence[str] | None = None) -> MadeLog:
    """So many events of ``staff`` (default: one for each 130 events) with ``items`` (default: 120)."""
    rng = np.random.default_rng(_SEED)
    staff = staff or [f"B{place:06d}" for place in range(max(2, events // _EVENTS_A_PERSON))]
    items = items or [f"事项{place:03d}" for place in range(_ITEMS)]
    person = rng.integers(0, len(staff), events)
    ended = _FIRST + np.sort(rng.integers(3_600, _MONTH_SECONDS, events)).astype("timedelta64[s]")
    item, step = rng.integers(0, len(items), events), rng.integers(0, len(_STEPS), events)
    return MadeLog(person, item, person % _UNITS, step, ended, staff, items)


def write_log(log: MadeLog, path: Path) -> None:
    """The log as CSV in UTF-8."""
    started, deadline = log.ended - np.timedelta64(600, "s"), log.ended + np.timedelta64(86_400, "s")
    codes = (log.item, log.step, log.person, log.unit)
    moments = (pd.Series(times).dt.strftime("%Y-%m-%d %H:%M:%S") for times in (started, log.ended, deadline))
    rows = zip(*(column.tolist() for column in codes), *moments, strict=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_HEADINGS + "\n")
        out.writelines(
            f"C{place // 5:08d},E{place:09d},{log.items[item]},{_STEPS[step]},{log.staff[person]},U{unit:02d},"
            f"{start},{end},{due},办结\n"
            for place, (item, step, person, unit, start, end, due) in enumerate(rows)
        )
