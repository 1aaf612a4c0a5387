"""Speed sanity: reading stays within a small multiple of merely splitting the same file into cells."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable

from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import read_events

ROWS = 60_000


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def test_reading_events_costs_at_most_forty_times_the_splitting_of_cells() -> None:
    steps = ("发现", "派单", "处置", "监督")
    text = "案件编号,事项,环节,经办人工号,完成时间\n" + "".join(
        f"C{i // 4},事项{i % 120},{steps[i % 4]},A{i % 997},2026-10-{1 + i % 28:02d} {i % 24:02d}:{i % 60:02d}:00\n"
        for i in range(ROWS)
    )
    profile = load_profile("gridhr")
    bare = seconds(lambda: sum(1 for _ in csv.reader(io.StringIO(text))))
    data = text.encode()
    assert seconds(lambda: read_events(data, profile)) < 40 * bare
