"""Made-up logs and panels whose true minutes are known, for the tests of standard minutes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

ON = date(2026, 10, 1)


def log(seed: int, sizes: list[int], spread: float = 0.3, noise: float = 0.6) -> tuple[pd.DataFrame, np.ndarray]:
    """Durations of one step of several items, and the true medians, which lie around 20 minutes."""
    rng = np.random.default_rng(seed)
    true = np.exp(np.log(20) + rng.normal(0, spread, len(sizes)))
    item = np.repeat(np.arange(len(sizes)), sizes)
    minutes = true[item] * np.exp(rng.normal(0, noise, len(item)))
    return timed(item, minutes, rng), true


def timed(item: np.ndarray, minutes: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """A log in which each of ``item`` took ``minutes``, at any time of the week."""
    start = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 10_000, len(item)), unit="min")
    return pd.DataFrame(
        {"item": item, "step": "handle", "start": start, "end": start + pd.to_timedelta(minutes * 60, unit="s")}
    )


def plain(*minutes: float, item: str = "a", step: str = "handle") -> pd.DataFrame:
    """A log of exactly these minutes, one after the other on as many days."""
    start = pd.Timestamp("2026-03-02 09:00") + pd.to_timedelta(np.arange(len(minutes)), unit="D")
    end = start + pd.to_timedelta(np.array(minutes) * 60, unit="s")
    return pd.DataFrame({"item": item, "step": step, "start": start, "end": end})


def panel(*rows: tuple[object, ...], columns: tuple[str, ...] = ("item", "step", "expert", "minutes")) -> pd.DataFrame:
    """A table of estimates."""
    return pd.DataFrame(list(rows), columns=list(columns))


def values(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """A set of standard minutes: item, minutes and standard error of the step ``handle``, from ten each."""
    frame = pd.DataFrame(list(rows), columns=["item", "minutes", "se"])
    return frame.assign(step="handle", n=10)
