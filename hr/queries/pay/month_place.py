"""Where people stand in a month: unit, post, scheme, the cells of their scale, and what a whole month is worth."""

from __future__ import annotations

from collections.abc import Sequence

from hr.models.pay.pay_scale import ScalePart
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_staff import Paid
from hr.queries.pay.parameter_book import cell_key
from payroll.schemes import PayScheme

_CELLS = {
    PayScheme.GRADE_STEP: {"scale_cell": ScalePart.GRADE_STEP},
    PayScheme.ESTABLISHMENT: {"post_wage_cell": ScalePart.POST_WAGE, "step_wage_cell": ScalePart.STEP_WAGE},
    PayScheme.CIVIL_SERVICE: {"position_wage_cell": ScalePart.POSITION_WAGE, "rank_wage_cell": ScalePart.RANK_WAGE},
}
_CELL_COLUMNS = tuple(name for cells in _CELLS.values() for name in cells)
_NAMES = (
    "staffing_type",
    "scheme",
    "unit",
    "post",
    "grade",
    "fixed_monthly_pay",
    "hourly_rate",
    "performance_basic_amount",
    "performance_incentive_amount",
)


def place_columns(people: Sequence[Paid]) -> dict[str, Column]:
    """The columns; cells that a scheme doesn't pay by are empty, and a wage of nothing was never agreed."""
    keys: dict[tuple[object, ...], tuple[str, ...]] = {}
    cells = transposed(_CELL_COLUMNS, (_cells(one, keys) for one in people))
    return {**transposed(_NAMES, map(_place, people)), **cells}


def _place(one: Paid) -> tuple[int | str | None, ...]:
    scheme = one.scheme
    by_month = scheme is not PayScheme.HOURLY
    return (
        one.staffing_type.value,
        scheme.value,
        str(one.unit_id),
        one.post_family.value,
        one.grade or "",
        (one.fixed_wage or None) if scheme is PayScheme.FIXED_MONTHLY else None,
        None if by_month else one.hourly_rate,
        (one.performance_basic or 0) if by_month else 0,
        one.performance_incentive or 0,
    )


def _cells(one: Paid, keys: dict[tuple[object, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """The cells' keys; ``keys`` remembers them, since many people share one."""
    stands = (one.scheme, one.scale, one.grade, one.step, one.rank)
    if stands not in keys:
        paid_by = _CELLS.get(one.scheme, {}) if one.scale else {}
        keys[stands] = tuple(
            cell_key(one.scale or "", paid_by[name], _grade(one, name), one.step) if name in paid_by else ""
            for name in _CELL_COLUMNS
        )
    return keys[stands]


def _grade(one: Paid, column: str) -> str | None:
    return one.rank if column == "rank_wage_cell" else one.grade
