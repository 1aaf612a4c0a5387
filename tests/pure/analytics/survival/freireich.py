"""Freireich et al. (1963): weeks of remission of 42 leukaemia patients, 21 on 6-MP and 21 on placebo."""

from __future__ import annotations

import pandas as pd

TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def remissions() -> pd.DataFrame:
    """weeks, relapse (1: relapsed, 0: still in remission) and group."""
    relapse = [1] * 9 + [0] * 12 + [1] * 21
    group = ["6-MP"] * 21 + ["placebo"] * 21
    return pd.DataFrame({"weeks": TREATED + PLACEBO, "relapse": relapse, "group": group})
