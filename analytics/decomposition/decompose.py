"""The Oaxaca–Blinder decomposition of a pay gap, as ``analyse decompose`` prints it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.decomposition.bootstrap import replicates
from analytics.decomposition.parts import REFERENCES, Moments, Part, Parts, detail_of, parts_of
from analytics.equal_pay.design import (
    Design,
    FloatArray,
    build_design,
    complete_rows,
    is_categorical,
    logarithms,
    numbers,
)
from analytics.equal_pay.groups import Group
from analytics.equal_pay.least_squares import coefficients_of, independent_columns, triangular_factor
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

DETAIL_REFERENCE = "pooled"


@dataclass(frozen=True, slots=True)
class DecompositionQuestion:
    """What to take apart: mean ``pay`` of A less that of group B, by the columns ``by``.

    ``log`` takes the logarithm of pay, ``exp`` the exponential of a column that is in logs (not both). ``bootstrap``
    asks for so many replicates, drawn by the values of ``cluster`` or by row.
    """

    pay: str
    group: Group
    by: tuple[str, ...]
    categorical: tuple[str, ...] = ()
    log: bool = False
    exp: bool = False
    bootstrap: int = 0
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The answer, in the unit of pay as used. ``detail`` is by column with the pooled coefficients and adds up.

    ``dropped`` names the terms that group A or B cannot identify (a category nobody there has): they take the base's
    coefficient. ``replicates`` holds the bootstrap's parts.
    """

    n_input: int
    n_a: int
    n_b: int
    mean_a: float
    mean_b: float
    parts: Parts
    detail: Mapping[str, Part]
    dropped: Mapping[str, tuple[str, ...]]
    replicates: Parts | None = None

    def to_json(self) -> dict[str, object]:
        """The object that ``analyse decompose --json`` prints; with a bootstrap also the 95 % percentile intervals."""
        answer: dict[str, object] = {
            "n_input": self.n_input,
            "n_a": self.n_a,
            "n_b": self.n_b,
            "mean_a": self.mean_a,
            "mean_b": self.mean_b,
            **_tree(self.parts, float),
            "detail": {DETAIL_REFERENCE: {name: _part(part, float) for name, part in self.detail.items()}},
        }
        if self.replicates is not None:
            answer["bootstrap"] = {"replicates": len(self.replicates.gap), **_tree(self.replicates, _interval)}
        return answer


def decompose(frame: pd.DataFrame, question: DecompositionQuestion) -> Decomposition:
    """Takes the gap apart; rows with a missing value in a used column are left out.

    Raises BadInput for a missing column, an empty group, ``log`` with ``exp``, or a group with fewer rows than terms.
    """
    if question.log and question.exp:
        raise BadInput(Text("不能同时取对数和取指数", "logarithm and exponential exclude each other"), question.pay)
    extra = [question.cluster] if question.cluster else []
    used = complete_rows(frame, [question.pay, question.group.column, *question.by, *extra])
    in_b = question.group.rows(used)
    outcome = logarithms(used[question.pay]) if question.log else numbers(used[question.pay])
    outcome = np.exp(outcome) if question.exp else outcome
    design = build_design(used, question.by, question.categorical)
    moments, dropped = _estimated(design, outcome, in_b)
    indicators = frozenset(c for c in question.by if is_categorical(used[c], c, question.categorical))
    answer = Decomposition(
        n_input=len(frame),
        n_a=int((~in_b).sum()),
        n_b=int(in_b.sum()),
        mean_a=float(moments.outcome_a),
        mean_b=float(moments.outcome_b),
        parts=parts_of(moments),
        detail=detail_of(moments, DETAIL_REFERENCE, design.columns, indicators),
        dropped=dropped,
    )
    if not question.bootstrap:
        return answer
    clusters = pd.factorize(used[question.cluster])[0] if question.cluster else np.arange(len(used))
    return replace(answer, replicates=parts_of(replicates(design.matrix, outcome, in_b, clusters, question.bootstrap)))


def _estimated(
    design: Design, outcome: FloatArray, in_b: NDArray[np.bool_]
) -> tuple[Moments, dict[str, tuple[str, ...]]]:
    """Each group's rows are factored once; the pooled regressions follow from the two triangles stacked."""
    table = np.column_stack([design.matrix, outcome])
    a, b = _triangle(table[~in_b]), _triangle(table[in_b])
    pooled = np.vstack([a, b])
    # The intercept is the first term, so group B's indicator is that column over B's part and zero over A's.
    group = np.concatenate([np.zeros(len(a)), b[:, 0]])
    grouped = np.column_stack([pooled[:, :-1], group, pooled[:, -1]])
    solved = {
        name: coefficients_of(triangle) for name, triangle in zip(REFERENCES, (a, b, pooled, grouped), strict=True)
    }
    moments = Moments(
        mean_a=design.matrix[~in_b].mean(axis=0),
        mean_b=design.matrix[in_b].mean(axis=0),
        outcome_a=np.asarray(outcome[~in_b].mean()),
        outcome_b=np.asarray(outcome[in_b].mean()),
        references={name: beta[: len(design.names)] for name, (beta, _) in solved.items()},
    )
    return moments, {name: _left_out(design.names, solved[name][1]) for name in ("a", "b")}


def _triangle(table: FloatArray) -> FloatArray:
    triangle = triangular_factor(table)
    terms = len(independent_columns(triangle[:, :-1]))
    if len(table) <= terms:
        reason = Text("一组只有{n}行，不够估计{k}个系数", "a group has {n} rows, too few to estimate {k} coefficients")
        raise BadInput(reason.format(n=len(table), k=terms))
    return triangle


def _left_out(names: tuple[str, ...], kept: list[int]) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names) if place not in kept)


def _tree(parts: Parts, shown: Callable[[FloatArray], object]) -> dict[str, object]:
    threefold = {name: shown(getattr(parts, name)) for name in ("endowments", "coefficients", "interaction")}
    twofold = {name: _part(part, shown) for name, part in parts.twofold.items()}
    return {"gap": shown(parts.gap), "threefold": threefold, "twofold": twofold}


def _part(part: Part, shown: Callable[[FloatArray], object]) -> dict[str, object]:
    return {"explained": shown(part.explained), "unexplained": shown(part.unexplained)}


def _interval(values: FloatArray) -> list[float]:
    return [float(end) for end in np.percentile(values, [2.5, 97.5])]
