"""The equal-pay assessment of a month: three models, their groups, and the rules that are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.equal_pay import GroupGap, ModelResult, ThreeModelsQuestion, three_models
from analytics.equal_pay.three_models import Model
from hr.models.organisation.unit import Unit
from hr.permissions.viewer import Viewer
from hr.queries.insight.equal_pay_rows import PayRows, pay_rows
from hr.queries.insight.equal_rules import UnequalRule, unequal_rules
from hr.queries.small_groups import SMALLEST_GROUP
from vocabulary.periods import Month
from vocabulary.terms import StaffingType, Term

_HELD_EQUAL = ("post", "tenure", "education", "skill", "middle_shifts", "night_shifts")
_CATEGORICAL = ("post", "education", "skill", "grade")


class Reference(Term):
    """Whom the groups are compared with."""

    OWN_STAFF = "own_staff", "在编与聘用人员", "Establishment and contract staff"
    CONTRACT = "contract", "聘用人员", "Contract staff"

    @property
    def types(self) -> tuple[StaffingType, ...]:
        """The staffing types that it is made of."""
        own = (StaffingType.ESTABLISHMENT, StaffingType.CONTRACT)
        return own if self is Reference.OWN_STAFF else (StaffingType.CONTRACT,)


@dataclass(frozen=True, slots=True)
class EqualPayAsked:
    """Which month, unit (with all below it) and reference group; ``group`` is the one that the headline is about."""

    month: Month
    unit: Unit
    reference: Reference = Reference.OWN_STAFF
    group: StaffingType = StaffingType.DISPATCHED


@dataclass(frozen=True, slots=True)
class PaidGroup:
    """What a staffing type earns in the middle, per hour in yuan; nothing but its size under five people."""

    staffing_type: StaffingType
    people: int
    mean: float | None
    median: float | None
    load_index: float | None


@dataclass(frozen=True)
class EqualPayFound:
    """The answer: each model's result, who was paid what in the middle, and the unequal rules."""

    asked: EqualPayAsked
    rows: PayRows
    models: dict[Model, ModelResult]
    groups: Sequence[PaidGroup]
    rules: Sequence[UnequalRule]

    def gap(self, model: Model) -> GroupGap | None:
        """The headline group's gap in a model; None when nobody of the group is in it."""
        return next((gap for gap in self.models[model].groups if gap.group == self.asked.group.value), None)


def equal_pay_of(asked: EqualPayAsked, *, viewer: Viewer) -> EqualPayFound:
    """Assesses the month in a constant number of statements. OutOfScope without EQUAL_PAY_READ at the unit."""
    rows = pay_rows(asked.month, asked.unit, viewer=viewer)
    question = ThreeModelsQuestion(
        reference=tuple(one.value for one in asked.reference.types),
        held_equal=_HELD_EQUAL,
        categorical=_CATEGORICAL,
        workload=("workload_odd", "workload_even") if rows.has_workload else None,
    )
    return EqualPayFound(
        asked=asked,
        rows=rows,
        models=three_models(rows.frame, question),
        groups=_groups(rows.frame),
        rules=unequal_rules(asked.month, asked.unit, viewer=viewer),
    )


def _groups(frame: pd.DataFrame) -> list[PaidGroup]:
    return [_group(one, frame[frame["staffing_type"] == one.value]) for one in StaffingType]


def _group(one: StaffingType, members: pd.DataFrame) -> PaidGroup:
    people = len(members)
    if people < SMALLEST_GROUP:
        return PaidGroup(one, people, None, None, None)
    load = members["load_index"].dropna()
    index = float(load.mean()) if len(load) >= SMALLEST_GROUP else None
    pay = members["pay_per_hour"]
    return PaidGroup(one, people, float(pay.mean()), float(pay.median()), index)
