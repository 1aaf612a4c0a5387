"""Harrell's concordance: of two people of whom one has the event first, how often the higher score foretold which.

Harrell et al. (1982). A pair counts when the one with the earlier event was at risk together with the other (delayed
entry); an equal score counts a half. In sample it flatters; cross-validated over five folds it says what to expect of
new people.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.equal_pay.design import Design
from analytics.survival.cox import cox
from analytics.survival.times import FloatArray, Times
from vocabulary.bad_input import BadInput

FOLDS = 5
_BLOCK = 2_000_000  # comparisons at once: 16 MB


def concordance(times: Times, score: FloatArray) -> float | None:
    """The concordance of ``score`` (higher: sooner) with the times; None when no pair can be compared."""
    concordant, pairs = _pairs(times, score)
    return concordant / pairs if pairs else None


def cross_validated_concordance(times: Times, design: Design) -> float | None:
    """Five folds: each person's score comes from a fit on the others; None when a fold can't be fitted.

    The folds deal out the people ordered by event, time and covariates in turn, so they do not depend on the order of
    the rows.
    """
    fold = _folds(times, design)
    concordant, pairs = 0.0, 0
    for held_out in range(FOLDS):
        rest, held = np.flatnonzero(fold != held_out), np.flatnonzero(fold == held_out)
        try:
            fitted = cox(times.where(rest), _rows(design, rest))
        except BadInput:
            return None
        found = _pairs(times.where(held), fitted.score(_rows(design, held)))
        concordant, pairs = concordant + found[0], pairs + found[1]
    return concordant / pairs if pairs else None


def _pairs(times: Times, score: FloatArray) -> tuple[float, int]:
    """Concordant pairs (ties a half) and comparable pairs."""
    died = np.flatnonzero(times.event)
    concordant, pairs = 0.0, 0
    for block in np.array_split(died, max(1, len(died) * len(times) // _BLOCK)):
        at = times.exit[block, None]
        later = (times.exit > at) | ((times.exit == at) & ~times.event)
        later &= times.entry < at
        own = score[block, None]
        concordant += float((later & (own > score)).sum()) + 0.5 * float((later & (own == score)).sum())
        pairs += int(later.sum())
    return concordant, pairs


def _folds(times: Times, design: Design) -> NDArray[np.intp]:
    order = np.lexsort([*design.matrix.T, times.entry, times.exit, times.event])
    fold = np.empty(len(times), dtype=np.intp)
    fold[order] = np.arange(len(times)) % FOLDS
    return fold


def _rows(design: Design, rows: NDArray[np.intp]) -> Design:
    return Design(design.matrix[rows], design.names, design.columns)
