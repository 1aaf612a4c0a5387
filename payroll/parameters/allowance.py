"""The employer's own allowances as data: how each is reckoned, and what a definition must not say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from payroll.columns import COLUMNS, LARGEST_AMOUNT
from payroll.parameters.scope import EVERYBODY, Scope
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan_grouped
from vocabulary.periods import DateRange
from vocabulary.text import Text

MEASURES = (
    "service_years",
    "months_in_service",
    "attended_days",
    "early_shifts",
    "middle_shifts",
    "night_shifts",
    "standard_minutes",
)
"""The input columns that tiers may be read off by."""
LARGEST_TIER = LARGEST_AMOUNT // 1000
"""Fen; keeps a measure × a tier's rate inside what is computed exactly."""


class AllowanceKind(StrEnum):
    """How an allowance is reckoned."""

    FIXED = "fixed"  # fen a month
    RATE_OF_BASE = "rate_of_base"  # ppm of the figure ``base``
    PER_SHIFT = "per_shift"  # fen per early, middle and night shift
    PER_DAY = "per_day"  # fen per day attended
    PER_STANDARD_MINUTE = "per_standard_minute"  # fen per standard minute
    TIERED = "tiered"  # fen by the tiers of ``measure``


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier that begins at ``least`` (whole units of the measure: years, days, shifts, minutes).

    ``amount``: fen a month for whoever reaches it; in a marginal allowance, fen for each unit beyond ``least``.
    """

    least: int
    amount: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """One row of an allowance ``code``; rows of one code share everything but amount, tiers, scope and dates.

    ``amount`` is fen, or ppm for ``RATE_OF_BASE``; a tiered one has ``tiers`` of ``measure`` instead. ``marginal``:
    each unit is paid at its own tier's rate, as a tax table does; else the tier reached gives the whole amount.
    ``prorated``: a fixed sum, or a tier's amount, follows the part of the month worked.
    """

    code: str
    label: Text
    kind: AllowanceKind
    amount: int
    valid: DateRange
    source: str
    scope: Scope = EVERYBODY
    base: str = ""
    taxed: bool = True
    in_contribution_base: bool = True
    in_minimum_wage: bool = True
    prorated: bool = False
    measure: str = ""
    tiers: tuple[Tier, ...] = ()
    marginal: bool = False

    @property
    def definition(self) -> tuple[object, ...]:
        """What all rows of one code must share."""
        flags = (self.taxed, self.in_contribution_base, self.in_minimum_wage, self.prorated, self.marginal)
        return (self.label, self.kind, self.base, self.measure, *flags)


_NOT_TIERED = Text("只有分档津贴才有分档依据和各档金额。", "Only a tiered allowance has a measure and tiers.")
_NO_AMOUNT = Text(
    "分档津贴按各档金额发放，不另填金额。", "A tiered allowance is paid by its tiers and has no amount of its own."
)
_NO_MEASURE = Text("分档依据须是可计量的当月数据，“{m}”不是。", "Tiers are read off by a counted input; “{m}” is none.")
_NO_TIERS = Text("分档津贴至少要有一档。", "A tiered allowance has at least one tier.")
_OUT_OF_ORDER = Text(
    "各档起点须从 0 或以上逐档提高，不得重复。", "Tiers begin at 0 or above, each higher than the one before."
)
_NEGATIVE = Text("各档金额须在 0 到 {most} 元之间。", "A tier's amount lies between 0 and {most} yuan.")
_MARGINAL = Text(
    "按量累进的津贴已随数量变动，不再按天折算。",
    "An allowance by the unit follows the work done: it is not prorated too.",
)


def refuse_unsound(row: Allowance) -> None:
    """Raises BadInput when a row's tiers don't say what is to be paid."""
    place = f"allowance.{row.code}"
    if row.kind is not AllowanceKind.TIERED:
        _require(not (row.measure or row.tiers or row.marginal), _NOT_TIERED, place)
        return
    _require(row.amount == 0, _NO_AMOUNT, place)
    _require(row.measure in MEASURES, _NO_MEASURE.format(m=_named(row.measure)), place)
    _require(bool(row.tiers), _NO_TIERS, place)
    starts = [tier.least for tier in row.tiers]
    _require(starts[0] >= 0 and all(one < two for one, two in pairwise(starts)), _OUT_OF_ORDER, place)
    sound = all(0 <= tier.amount <= LARGEST_TIER for tier in row.tiers)
    _require(sound, _NEGATIVE.format(most=yuan_grouped(LARGEST_TIER)), place)
    _require(not (row.marginal and row.prorated), _MARGINAL, place)


def _require(holds: bool, reason: Text, place: str) -> None:
    if not holds:
        raise BadInput(reason, place)


def _named(measure: str) -> Text | str:
    return COLUMNS[measure].label if measure in COLUMNS else measure
