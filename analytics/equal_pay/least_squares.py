"""Ordinary least squares by QR, with a rank check that names the terms it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import qr, solve_triangular

from analytics.equal_pay.design import Design, FloatArray
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

RANK_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted regression: ``matrix`` (n × k) has the kept terms, ``bread`` is (X'X)⁻¹, ``dropped`` names the rest."""

    matrix: FloatArray
    names: tuple[str, ...]
    coefficients: FloatArray
    residuals: FloatArray
    bread: FloatArray
    r2: float
    dropped: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many rows."""
        return len(self.residuals)

    @property
    def df(self) -> int:
        """Residual degrees of freedom, n − k."""
        return self.n - len(self.names)

    @property
    def variance(self) -> float:
        """The unbiased residual variance."""
        return float(self.residuals @ self.residuals) / self.df

    def index(self, name: str) -> int:
        """Where the term ``name`` stands; raises BadInput when it was dropped: its coefficient is not identified."""
        if name not in self.names:
            reason = Text(
                "与其他变量完全共线，无法估计", "fully determined by the other variables, so it can't be estimated"
            )
            raise BadInput(reason, name)
        return self.names.index(name)


def fit(design: Design, outcome: FloatArray) -> Fit:
    """Least squares of ``outcome`` on ``design``.

    Terms that the terms before them determine (to 1e-9 of their length) are left out and named, so that a term put
    last is kept only if it is identified. Raises BadInput when no more rows than terms remain.
    """
    terms = len(design.names)
    triangle = triangular_factor(np.column_stack([design.matrix, outcome]))
    kept = independent_columns(triangle[:, :terms])
    if len(outcome) <= len(kept):
        reason = Text("只有{n}行，不够估计{k}个系数", "{n} rows are too few to estimate {k} coefficients")
        raise BadInput(reason.format(n=len(outcome), k=len(kept)))
    matrix = design.matrix
    if len(kept) < terms:
        matrix = matrix[:, kept]
        triangle = triangular_factor(triangle[:, [*kept, terms]])
    return _solved(design, kept, matrix, outcome, triangle)


def triangular_factor(matrix: FloatArray) -> FloatArray:
    """R of the QR factorisation of ``matrix``."""
    return np.asarray(np.linalg.qr(matrix, mode="r"), dtype=np.float64)


def coefficients_of(triangle: FloatArray) -> tuple[FloatArray, list[int]]:
    """Coefficients (0 for those left out) and the terms kept, from R of the terms with the outcome as last column."""
    terms = triangle.shape[1] - 1
    kept = independent_columns(triangle[:, :terms])
    small = triangular_factor(triangle[:, [*kept, terms]])
    coefficients = np.zeros(terms)
    coefficients[kept] = solve_triangular(small[: len(kept), : len(kept)], small[: len(kept), -1])
    return coefficients, kept


def independent_columns(triangle: FloatArray) -> list[int]:
    """Which columns of a triangular factor are independent of those before them.

    Pivoted QR gives the rank; only when it falls short are the columns walked through in order to find which to leave
    out.
    """
    lengths = np.linalg.norm(triangle, axis=0)
    scaled = triangle / np.where(lengths > 0, lengths, 1.0)
    diagonal = np.abs(np.diag(qr(scaled, mode="r", pivoting=True)[0]))
    if len(diagonal) == scaled.shape[1] and (diagonal > RANK_TOLERANCE).all():
        return list(range(scaled.shape[1]))
    return _in_order(scaled)


def _in_order(scaled: FloatArray) -> list[int]:
    basis = np.empty((scaled.shape[0], 0))
    kept: list[int] = []
    for column in range(scaled.shape[1]):
        rest = scaled[:, column]
        for _ in range(2):  # one Gram–Schmidt pass alone loses digits on nearly collinear columns
            rest = rest - basis @ (basis.T @ rest)
        length = float(np.linalg.norm(rest))
        if length > RANK_TOLERANCE:
            kept.append(column)
            basis = np.column_stack([basis, rest / length])
    return kept


def _solved(design: Design, kept: list[int], matrix: FloatArray, outcome: FloatArray, triangle: FloatArray) -> Fit:
    k = len(kept)
    inverse = solve_triangular(triangle[:k, :k], np.eye(k))
    coefficients = inverse @ triangle[:k, k]
    residuals = outcome - matrix @ coefficients
    spread = outcome - outcome.mean()
    total = float(spread @ spread)
    return Fit(
        matrix=matrix,
        names=tuple(design.names[i] for i in kept),
        coefficients=coefficients,
        residuals=residuals,
        bread=inverse @ inverse.T,
        r2=1.0 - float(residuals @ residuals) / total if total > 0 else float("nan"),
        dropped=tuple(name for i, name in enumerate(design.names) if i not in kept),
    )
