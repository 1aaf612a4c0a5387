"""Cox's proportional hazards regression: Efron's treatment of ties, delayed entry, Newton's method.

Cox (1972); Efron (1977). Each of the d events at one time is a row with its fraction f = 0/d, 1/d …; its risk sum is S
− f·D, S over those at risk and D over those with the event then. Sums over risk sets are running sums over the people
ordered by end and by entry, and the second moments are added per person (how much 1/risk sum falls into the time
watched), so that a step costs n·k² and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.equal_pay.design import Design
from analytics.equal_pay.least_squares import independent_columns, triangular_factor
from analytics.survival.times import FloatArray, Times
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_STEPS = 50
_CLOSE = 1e-11
_RUNAWAY = 15.0  # standard deviations of a covariate: e¹⁵ in hazard only happens when it separates those with the event


@dataclass(frozen=True, slots=True)
class CoxFit:
    """Coefficients (log hazard ratios) of the terms kept, their covariance, the maximised partial log-likelihood."""

    names: tuple[str, ...]
    coefficients: FloatArray
    covariance: FloatArray
    log_likelihood: float
    dropped: tuple[str, ...]

    @property
    def se(self) -> FloatArray:
        """Standard errors from the observed information."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def p(self) -> FloatArray:
        """Two-sided p of Wald's z."""
        return np.asarray(2 * stats.norm.sf(np.abs(self.coefficients) / self.se))

    def score(self, design: Design) -> FloatArray:
        """The linear predictor of other people, whose design has the same terms."""
        places = [design.names.index(name) for name in self.names]
        return np.asarray(design.matrix[:, places] @ self.coefficients)


def cox(times: Times, design: Design) -> CoxFit:
    """Fits ``design`` (no intercept). Terms that the terms before them and a constant determine are left out and named.

    Raises BadInput without events, without terms, or when a term separates those with the event so that no maximum
    exists.
    """
    names, matrix = _identified(design)
    if not times.event.any() or not names:
        raise BadInput(Text("没有事件或没有可估计的变量", "there is no event, or no term that can be estimated"))
    centre, spread = matrix.mean(axis=0), matrix.std(axis=0)
    partial = PartialLikelihood(times, (matrix - centre) / spread)
    beta = _maximise(partial, names)
    covariance = np.linalg.inv(partial.information(beta)) / np.outer(spread, spread)
    dropped = tuple(name for name in design.names if name not in names)
    return CoxFit(names, beta / spread, covariance, partial.log_likelihood(beta), dropped)


class PartialLikelihood:
    """Efron's partial likelihood of one data set; ``weights`` per event row weigh the score and the information."""

    def __init__(self, times: Times, matrix: FloatArray) -> None:
        self.matrix = matrix
        self.when = times.event_times()
        # People whose watching covers event times first … last − 1 (indexes into ``when``).
        self.first = np.searchsorted(self.when, times.entry, side="right")
        self.last = np.searchsorted(self.when, times.exit, side="right")
        died = np.flatnonzero(times.event)
        self.died = died[np.argsort(self.last[died], kind="stable")]
        self.moment: NDArray[np.intp] = self.last[self.died] - 1
        ties = np.bincount(self.moment, minlength=len(self.when))
        rank = np.arange(len(self.died)) - (np.cumsum(ties) - ties)[self.moment]
        self.fraction = rank / ties[self.moment]

    def log_likelihood(self, beta: FloatArray) -> float:
        """The logarithm of the partial likelihood."""
        predictor = self.matrix @ beta
        shift = float(predictor.max())
        sums, _ = self._risk_sums(np.exp(predictor - shift))
        return float(predictor[self.died].sum() - np.log(sums).sum() - shift * len(self.died))

    def residuals(self, beta: FloatArray) -> FloatArray:
        """Schoenfeld's residual of each event row (rows × terms): the covariates less their mean in the risk set."""
        weights = self._hazards(beta)
        sums, _ = self._risk_sums(weights)
        return np.asarray(self.matrix[self.died] - self._risk_moments(weights) / sums[:, None])

    def information(self, beta: FloatArray, row_weights: FloatArray | None = None) -> FloatArray:
        """Minus the second derivatives: the covariates' covariance in each row's risk set, by ``row_weights``."""
        hazards = self._hazards(beta)
        sums, _ = self._risk_sums(hazards)
        per_row = np.ones(len(sums)) if row_weights is None else row_weights
        share = self._over_moments(per_row / sums)
        running = np.concatenate([[0.0], np.cumsum(share)])
        person = hazards * (running[self.last] - running[np.minimum(self.first, self.last)])
        person[self.died] -= hazards[self.died] * self._over_moments(per_row * self.fraction / sums)[self.moment]
        means = self._risk_moments(hazards) / sums[:, None]
        return np.asarray((self.matrix * person[:, None]).T @ self.matrix - (means * per_row[:, None]).T @ means)

    def _hazards(self, beta: FloatArray) -> FloatArray:
        predictor = self.matrix @ beta
        return np.asarray(np.exp(predictor - predictor.max()))

    def _risk_sums(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        at_risk, dying = self._sums(weights[:, None])
        rows = at_risk[self.moment, 0] - self.fraction * dying[self.moment, 0]
        return rows, at_risk[:, 0]

    def _risk_moments(self, weights: FloatArray) -> FloatArray:
        at_risk, dying = self._sums(self.matrix * weights[:, None])
        return np.asarray(at_risk[self.moment] - self.fraction[:, None] * dying[self.moment])

    def _sums(self, columns: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Per event time: the sum of ``columns`` over those at risk, and over those with the event."""
        count = len(self.when)
        at_risk, dying = np.empty((count, columns.shape[1])), np.empty((count, columns.shape[1]))
        for j in range(columns.shape[1]):
            begun = np.bincount(self.first, weights=columns[:, j], minlength=count + 1)
            ended = np.bincount(self.last, weights=columns[:, j], minlength=count + 1)
            at_risk[:, j] = np.cumsum(begun - ended)[:count]
            dying[:, j] = np.bincount(self.moment, weights=columns[self.died, j], minlength=count)
        return at_risk, dying

    def _over_moments(self, rows: FloatArray) -> FloatArray:
        sums = np.bincount(self.moment, weights=rows, minlength=len(self.when))
        return np.asarray(sums, dtype=np.float64)


def _identified(design: Design) -> tuple[tuple[str, ...], FloatArray]:
    """The terms that no constant and no earlier terms determine: a constant cancels out of every risk set."""
    if not design.names:
        return (), design.matrix
    constant = np.ones((len(design.matrix), 1))
    kept = [k - 1 for k in independent_columns(triangular_factor(np.hstack([constant, design.matrix]))) if k > 0]
    return tuple(design.names[k] for k in kept), design.matrix[:, kept]


def _maximise(partial: PartialLikelihood, names: tuple[str, ...]) -> FloatArray:
    beta: FloatArray = np.zeros(len(names))
    best = partial.log_likelihood(beta)
    for _ in range(_STEPS):
        step = np.linalg.lstsq(partial.information(beta), partial.residuals(beta).sum(axis=0), rcond=None)[0]
        value = partial.log_likelihood(beta + step)
        while not value >= best - _CLOSE * abs(best) and np.abs(step).max() > _CLOSE:
            step = step / 2
            value = partial.log_likelihood(beta + step)
        beta, gain, best = np.asarray(beta + step), value - best, value
        _refuse_runaway(beta, names)
        if gain <= _CLOSE * abs(best) and np.abs(step).max() < 1e-8:  # noqa: PLR2004 - of a standard deviation
            return beta
    raise BadInput(Text("估计不收敛", "the estimate does not converge"))


def _refuse_runaway(beta: FloatArray, names: tuple[str, ...]) -> None:
    worst = int(np.abs(beta).argmax())
    if abs(beta[worst]) > _RUNAWAY:
        reason = Text(
            "该变量把发生事件者完全分开，无法估计", "it separates those with the event completely: no estimate exists"
        )
        raise BadInput(reason, names[worst])
