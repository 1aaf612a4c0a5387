"""Cells that know little borrow from their class of items, and classes from the whole step.

y of cell c in class g: estimate = w·y + (1 − w)·class level, w = τ²/(τ² + se²); the class level is drawn to the level
of the step in the same way by ω². τ² and ω² are the variances beyond chance between cells of a class and between
classes (DerSimonian & Laird 1986), drawn towards a third by the weight of four cells: a few cells that happen to be
alike must not erase all differences. The variance w·se² + (1 − w)²·var(level) has Morris's (1983) second part: a
shrunken cell inherits the uncertainty of what it is drawn to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.intervals import FloatArray

Groups = NDArray[np.intp]
_TINY = 1e-12
_PRIOR_VARIANCE = 0.3**2  # of a logarithm: alike pieces of work differ by about a third
_PRIOR_CELLS = 4.0
_UNBOUNDED = 1e6
"""The variance between cells where nothing can be compared: each stays what it is."""


@dataclass(frozen=True, slots=True)
class Shrunken:
    """One entry a cell: the estimate, its standard error, and the weight (0–1) of the cell's own value in it."""

    estimate: FloatArray
    error: FloatArray
    weight: FloatArray


def shrink(centre: FloatArray, error: FloatArray, group: Groups, step_of_group: Groups) -> Shrunken:
    """Draws each ``centre`` to its ``group`` (0, 1, …), and each group to its step (``step_of_group``, 0, 1, …)."""
    if not len(centre):
        return Shrunken(centre, error, np.zeros(0))
    step = step_of_group[group]
    groups, steps = len(step_of_group), int(step_of_group.max()) + 1
    within = _variance_between(centre, error**2, group, groups, step_of_group, steps)
    precision = 1 / (within[step] + error**2 + _TINY)
    level, level_variance = _levels(centre, precision, group, groups)
    level, level_variance = _drawn(level, level_variance, step_of_group, steps)
    weight = (within[step] + _TINY) / (within[step] + error**2 + _TINY)
    estimate = weight * centre + (1 - weight) * level[group]
    variance = weight * error**2 + (1 - weight) ** 2 * level_variance[group]
    return Shrunken(estimate, np.sqrt(variance), weight)


def _drawn(level: FloatArray, variance: FloatArray, step: Groups, steps: int) -> tuple[FloatArray, FloatArray]:
    between = _variance_between(level, variance, step, steps, np.arange(steps), steps)
    precision = 1 / (between[step] + variance + _TINY)
    common, common_variance = _levels(level, precision, step, steps)
    own = (between[step] + _TINY) / (between[step] + variance + _TINY)
    drawn = own * level + (1 - own) * common[step]
    return drawn, own * variance + (1 - own) ** 2 * common_variance[step]


def _levels(values: FloatArray, precision: FloatArray, group: Groups, groups: int) -> tuple[FloatArray, FloatArray]:
    total = np.bincount(group, weights=precision, minlength=groups)
    return np.bincount(group, weights=precision * values, minlength=groups) / total, 1 / total


def _variance_between(
    values: FloatArray, variance: FloatArray, group: Groups, groups: int, pool: Groups, pools: int
) -> FloatArray:
    """The variance beyond chance within groups, one for each pool of groups (``pool``: of each group)."""
    precision = 1 / (variance + _TINY)
    level, _ = _levels(values, precision, group, groups)
    strayed = np.bincount(group, weights=precision * (values - level[group]) ** 2, minlength=groups)
    total = np.bincount(group, weights=precision, minlength=groups)
    squares = np.bincount(group, weights=precision**2, minlength=groups)
    freedom = np.bincount(group, minlength=groups) - 1
    many = freedom > 0
    told = np.where(many, total**2 / squares - 1, 0.0)  # as many cells as if all were equally certain
    sums = [
        np.bincount(pool, weights=column, minlength=pools)
        for column in (strayed - freedom, np.where(many, total - squares / total, 0.0), told)
    ]
    excess, scale, told = sums
    found = np.maximum(excess, 0.0) / np.where(scale > 0, scale, 1.0)
    moderated = (_PRIOR_CELLS * _PRIOR_VARIANCE + told * found) / (_PRIOR_CELLS + told)
    return np.where(scale > 0, moderated, _UNBOUNDED)
