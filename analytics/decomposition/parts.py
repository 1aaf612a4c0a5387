"""The arithmetic of Oaxaca–Blinder: from means and coefficients to the parts of a gap, once or for many replicates.

Oaxaca (1973); Blinder (1973); threefold: Winsborough & Dickinson (1971); pooled coefficients without the group:
Neumark (1988), with an indicator of the group: Jann (2008). Detailed unexplained parts of a category depend on which
value is the base; taking each group's mean coefficient over all values (the base's being 0) into the intercept removes
that (Yun 2005; Gardeazabal & Ugidos 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.equal_pay.design import INTERCEPT, FloatArray

REFERENCES = ("a", "b", "pooled", "pooled_with_group")


@dataclass(frozen=True, slots=True)
class Moments:
    """Means of the terms and coefficients of each group and reference; leading axes, if any, are bootstrap replicates.

    ``references`` holds the coefficients of a, b, pooled and pooled_with_group (without that of the group itself).
    """

    mean_a: FloatArray
    mean_b: FloatArray
    outcome_a: FloatArray
    outcome_b: FloatArray
    references: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class Part:
    """What differing characteristics explain of a gap, and what they do not."""

    explained: FloatArray
    unexplained: FloatArray


@dataclass(frozen=True, slots=True)
class Parts:
    """The gap A − B taken apart: threefold as seen from B, and twofold by each reference."""

    gap: FloatArray
    endowments: FloatArray
    coefficients: FloatArray
    interaction: FloatArray
    twofold: Mapping[str, Part]


def parts_of(moments: Moments) -> Parts:
    """All totals."""
    a, b = moments.references["a"], moments.references["b"]
    gap = moments.outcome_a - moments.outcome_b
    difference = moments.mean_a - moments.mean_b
    explained = {name: _sum(difference * beta) for name, beta in moments.references.items()}
    return Parts(
        gap=gap,
        endowments=_sum(difference * b),
        coefficients=_sum(moments.mean_b * (a - b)),
        interaction=_sum(difference * (a - b)),
        twofold={name: Part(part, np.asarray(gap - part)) for name, part in explained.items()},
    )


def detail_of(moments: Moments, reference: str, columns: Sequence[str], categorical: frozenset[str]) -> dict[str, Part]:
    """The part of each table column (and the intercept) with ``reference``'s coefficients; they add up to the totals.

    ``columns`` names the column that each term came from; the indicators of those in ``categorical`` are normalised.
    """
    star, a, b = (moments.references[name] for name in (reference, "a", "b"))
    explained = (moments.mean_a - moments.mean_b) * star
    unexplained = moments.mean_a * (a - star) + moments.mean_b * (star - b)
    owner = np.array(columns)
    parts = {
        column: Part(_sum(explained[..., owner == column]), _sum(unexplained[..., owner == column]))
        for column in dict.fromkeys(columns)
    }
    for column in categorical & set(columns):
        terms = owner == column
        shift = _sum((a - b)[..., terms]) / (int(terms.sum()) + 1)
        parts[column] = Part(parts[column].explained, parts[column].unexplained - shift)
        parts[INTERCEPT] = Part(parts[INTERCEPT].explained, parts[INTERCEPT].unexplained + shift)
    return parts


def _sum(terms: FloatArray) -> FloatArray:
    return np.asarray(terms.sum(axis=-1))
