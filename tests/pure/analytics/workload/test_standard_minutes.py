"""Standard minutes from logs: medians that resist breaks, borrow when few, and know their error."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.workload import shrunken_medians
from vocabulary.bad_input import BadInput


def log(seed: int, sizes: list[int], spread: float = 0.3) -> tuple[pd.DataFrame, np.ndarray]:
    """Durations of one step of several items, whose true medians lie around 20 minutes."""
    rng = np.random.default_rng(seed)
    true = np.exp(np.log(20) + rng.normal(0, spread, len(sizes)))
    item = np.repeat(np.arange(len(sizes)), sizes)
    minutes = true[item] * np.exp(rng.normal(0, 0.6, len(item)))
    start = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 10_000, len(item)), unit="min")
    end = start + pd.to_timedelta(minutes * 60, unit="s")
    return pd.DataFrame({"item": item, "step": "handle", "start": start, "end": end}), true


def test_intervals_cover_the_true_medians_and_shrinking_lessens_the_error() -> None:
    covered, own, shrunk = [], [], []
    for seed in range(40):
        frame, true = log(seed, [8] * 20 + [60] * 20)
        cells = shrunken_medians(frame).cells
        covered.append(((cells["low"] <= true) & (true <= cells["high"])).mean())
        own.append(np.mean((np.log(cells["median"]) - np.log(true)) ** 2))
        shrunk.append(np.mean((np.log(cells["minutes"]) - np.log(true)) ** 2))
    assert 0.90 <= np.mean(covered) <= 0.98
    assert np.mean(shrunk) < 0.85 * np.mean(own)


def test_a_cell_of_many_keeps_its_median_and_a_cell_of_two_borrows_most() -> None:
    frame, _ = log(1, [2] + [400] * 10)
    cells = shrunken_medians(frame).cells
    assert cells["weight"].iloc[0] < 0.3
    assert (cells["weight"].iloc[1:] > 0.9).all()
    assert cells["n"].tolist() == [2] + [400] * 10


def test_a_single_cell_is_its_own_median() -> None:
    frame, _ = log(2, [101])
    cell = shrunken_medians(frame).cells.iloc[0]
    assert cell["minutes"] == pytest.approx(cell["median"], rel=1e-4)
    durations = (frame["end"] - frame["start"]).dt.total_seconds() / 60
    assert cell["median"] == pytest.approx(durations.median(), rel=1e-9)
    assert cell["se"] > 0


def test_durations_of_nothing_or_less_and_missing_ends_are_left_out_and_counted() -> None:
    frame, _ = log(3, [50])
    frame.loc[0, "end"] = frame.loc[0, "start"]
    frame.loc[1, "end"] = frame.loc[1, "start"] - pd.Timedelta(minutes=5)
    frame.loc[2, "end"] = pd.NaT
    found = shrunken_medians(frame)
    assert (found.left_out, found.cells["n"].sum()) == (3, 47)


def test_a_forgotten_end_does_not_move_the_standard() -> None:
    frame, _ = log(4, [99])
    before = shrunken_medians(frame).cells["minutes"].iloc[0]
    longest = (frame["end"] - frame["start"]).idxmax()
    frame.loc[longest, "end"] += pd.Timedelta(days=30)
    assert shrunken_medians(frame).cells["minutes"].iloc[0] == before


def test_a_log_without_ends_is_refused() -> None:
    frame, _ = log(5, [9])
    with pytest.raises(BadInput, match="end"):
        shrunken_medians(frame.drop(columns="end"))
