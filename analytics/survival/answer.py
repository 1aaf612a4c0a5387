"""What ``analyse survival`` answers about a table of one row a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.equal_pay.design import Design, build_design, complete_rows, label, numbers
from analytics.survival.concordance import concordance, cross_validated_concordance
from analytics.survival.cox import CoxFit, cox
from analytics.survival.kaplan_meier import KaplanMeier, kaplan_meier
from analytics.survival.log_rank import LogRank, log_rank
from analytics.survival.proportional import ProportionalHazards, proportional_hazards
from analytics.survival.times import BoolArray, Times
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class SurvivalQuestion:
    """Which columns hold the duration (the end of watching, any unit), the event (1 or 0) and the delayed entry.

    ``by`` compares groups; ``terms`` are the covariates of a Cox regression, ``categorical`` those made indicators
    (text is so anyway); ``at`` are times to read the curve at.
    """

    duration: str
    event: str
    entry: str | None = None
    by: str | None = None
    terms: tuple[str, ...] = ()
    categorical: tuple[str, ...] = ()
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Regression:
    """A Cox regression and how far to trust it."""

    fit: CoxFit
    concordance: float | None
    cross_validated: float | None
    proportional: ProportionalHazards

    def terms_json(self) -> dict[str, dict[str, float]]:
        """Coefficient, se, hazard_ratio and p of each term."""
        rows = zip(self.fit.names, self.fit.coefficients, self.fit.se, self.fit.p, strict=True)
        return {
            name: {"coefficient": float(b), "se": float(se), "hazard_ratio": float(np.exp(b)), "p": float(p)}
            for name, b, se, p in rows
        }


@dataclass(frozen=True, slots=True)
class SurvivalAnswer:
    """The curve of all, of each group, their comparison, and the regression (None where not asked for)."""

    n_input: int
    curve: KaplanMeier
    at: tuple[float, ...]
    groups: Mapping[str, KaplanMeier]
    compared: LogRank | None
    regression: Regression | None

    def to_json(self) -> dict[str, object]:
        """The object that ``analyse survival --json`` prints."""
        model, compared = self.regression, self.compared
        return {
            "n_input": self.n_input,
            **_curve_json(self.curve),
            "median_interval": list(self.curve.median_interval),
            "interval_type": self.curve.interval_type,
            "survival": {label(time): self.curve.at(time) for time in self.at},
            "groups": {name: _curve_json(curve) for name, curve in self.groups.items()},
            "logrank": {"chi2": compared.chi2, "df": compared.df, "p": compared.p} if compared else None,
            "cox": model.terms_json() if model else None,
            "log_likelihood": model.fit.log_likelihood if model else None,
            "concordance": model.concordance if model else None,
            "concordance_cross_validated": model.cross_validated if model else None,
            "proportional_hazards_p": model.proportional.p if model else None,
        }


def survival(frame: pd.DataFrame, question: SurvivalQuestion) -> SurvivalAnswer:
    """Answers ``question``; rows with a missing value in a used column are left out.

    Raises BadInput for a missing column, an event that is neither 0 nor 1, times that end before they begin, and a
    regression that has no estimate.
    """
    q = question
    columns = [q.duration, q.event, *q.terms, *(column for column in (q.entry, q.by) if column)]
    used = complete_rows(frame, columns)
    if used.empty:
        raise BadInput(Text("没有可用的行", "no row can be used"))
    times = Times.of(numbers(used[q.duration]), _events(used[q.event]), numbers(used[q.entry]) if q.entry else None)
    groups, compared = _compared(used[q.by], times) if q.by else ({}, None)
    design = build_design(used, q.terms, q.categorical, intercept=False)
    regression = _regression(times, design) if q.terms else None
    return SurvivalAnswer(len(frame), kaplan_meier(times), q.at, groups, compared, regression)


def _events(values: pd.Series) -> BoolArray:
    array = numbers(values)
    if not np.isin(array, (0.0, 1.0)).all():
        raise BadInput(Text("事件须为0或1", "an event is 1 or 0"), str(values.name))
    return np.asarray(array == 1.0)


def _compared(values: pd.Series, times: Times) -> tuple[dict[str, KaplanMeier], LogRank | None]:
    codes, levels = pd.factorize(values, sort=True)
    curves = {label(level): kaplan_meier(times.where(codes == code)) for code, level in enumerate(levels)}
    comparable = len(levels) > 1 and bool(times.event.any())
    return curves, log_rank(times, codes) if comparable else None


def _regression(times: Times, design: Design) -> Regression:
    fitted = cox(times, design)
    return Regression(
        fitted,
        concordance(times, fitted.score(design)),
        cross_validated_concordance(times, design),
        proportional_hazards(times, design, fitted),
    )


def _curve_json(curve: KaplanMeier) -> dict[str, object]:
    return {"n": curve.n, "events": curve.events, "median": curve.median}
