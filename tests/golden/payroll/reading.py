"""Reads golden pay cases: amounts as text in yuan become fen, days hundredths, rates ppm, yes and no 1 and 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from payroll.columns import CODED, COLUMNS
from payroll.parameters.law import load_law
from payroll.parameters.own import (
    Allowance,
    AllowanceKind,
    OwnRows,
    OwnValue,
    ScaleCell,
    Scope,
    ShiftRate,
    Tier,
    own_value,
)
from payroll.parameters.values import Kind
from payroll.units import Unit
from vocabulary.money import fen, ppm
from vocabulary.periods import DateRange
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

HERE = Path(__file__).parent
ALWAYS = DateRange(date(2016, 1, 1))
STREET_1 = Scope(unit=("street-1",))
DISTRICT = Scope(unit=("district", "street-1", "street-2"))


def cases(stem: str) -> Any:
    """The content of one golden file."""
    return yaml.safe_load((HERE / f"{stem}.yaml").read_text(encoding="utf-8"))


SLIPS = (
    "months",
    "bonus",
    "special_taxes",
    "subsidies",
    "insured",
    "overtime_regimes",
    "sick_leave",
    "leave_and_probation",
    "civil_service",
    "tiers",
    "back_pay_columns",
    "back_pay",
)
"""The files of whole slips; the first says what a case does not say itself."""


def slip_cases() -> list[dict[str, Any]]:
    """Every case of a whole slip, its inputs filled up with what is usual."""
    usual = cases(SLIPS[0])["usual"]
    found = [case for stem in SLIPS for case in cases(stem)["cases"]]
    return [{**case, "given": usual | case["given"]} for case in found]


def stored(name: str, written: Any) -> int | str:
    """A written value of an input column or override as the library stores it."""
    if name in CODED:
        return str(written)
    unit = Unit.FEN if name.startswith("override.") else COLUMNS[name].unit
    if unit is Unit.FEN:
        return fen(written)
    if unit is Unit.RATE:
        return ppm(written)
    return int(Decimal(written) * 100) if unit is Unit.DAYS else int(written)


def row(given: dict[str, Any]) -> dict[str, Any]:
    """One person's inputs."""
    return {"employment_id": 1} | {name: stored(name, written) for name, written in given.items()}


def own_rows(values: dict[str, Any] | None = None) -> OwnRows:
    """The made-up employer's scale, shift rates and allowances that the golden months use."""
    return OwnRows(
        (
            ScaleCell("G3/5", fen("6000"), ALWAYS, "scale"),
            ScaleCell("P9", fen("3000"), ALWAYS, "post wages"),
            ScaleCell("S20", fen("1500"), ALWAYS, "step wages"),
            ScaleCell("section-member", fen("4000"), ALWAYS, "position wages"),
            ScaleCell("rank-25/3", fen("2500"), ALWAYS, "rank wages"),
        ),
        (
            ShiftRate(ShiftKind.MIDDLE, fen("30"), ALWAYS, "night rules"),
            ShiftRate(ShiftKind.NIGHT, fen("60"), ALWAYS, "night rules"),
            ShiftRate(ShiftKind.NIGHT, fen("80"), ALWAYS, "night rules", Scope(post=("duty",))),
        ),
        tuple(_allowances()),
        tuple(_own(name, written) for name, written in (values or {}).items()),
    )


def _own(name: str, written: str | dict[str, Any]) -> OwnValue:
    """An own value as written in yuan, shares or words; for always, or ``{value: …, from: …}``."""
    kind = next(parameter.kind for parameter in load_law() if parameter.name == name)
    value, since = (written["value"], DateRange(written["from"])) if isinstance(written, dict) else (written, ALWAYS)
    stored = {Kind.YUAN: fen, Kind.RATE: ppm}.get(kind, str)(value)
    return own_value(name, stored, since, "decision")


def _allowances() -> list[Allowance]:
    def made(code: str, kind: AllowanceKind, amount: int, base: str = "", *, prorated: bool = False) -> Allowance:
        label = Text(code, code)
        return Allowance(code, label, kind, amount, ALWAYS, "rules", STREET_1, base, prorated=prorated)

    return [
        *_tiered(),
        made("post", AllowanceKind.FIXED, fen("200"), prorated=True),
        made("share", AllowanceKind.RATE_OF_BASE, ppm("0.05"), "scale_wage"),
        made("meal", AllowanceKind.PER_DAY, fen("20")),
        made("shift", AllowanceKind.PER_SHIFT, fen("5")),
        made("case", AllowanceKind.PER_STANDARD_MINUTE, fen("0.05")),
    ]


def _tiered() -> list[Allowance]:
    """Seniority, in the district and otherwise in one of its streets; nights, full attendance and loyalty there."""

    def made(code: str, measure: str, tiers: tuple[tuple[int, str], ...], scope: Scope = STREET_1) -> Allowance:
        steps = tuple(Tier(least, fen(amount)) for least, amount in tiers)
        marginal, prorated = code in ("nights", "loyalty"), code == "seniority"
        kind, label = AllowanceKind.TIERED, Text(code, code)
        row = Allowance(code, label, kind, 0, ALWAYS, "rules", scope, prorated=prorated, measure=measure, tiers=steps)
        return replace(row, marginal=marginal)

    return [
        made("seniority", "service_years", ((1, "30"),), DISTRICT),
        made("seniority", "service_years", ((1, "50"), (5, "100"), (10, "200"))),
        made("nights", "night_shifts", ((0, "5"), (4, "10"), (8, "20"))),
        made("attendance", "attended_days", ((21, "100"), (22, "150"))),
        made("loyalty", "months_in_service", ((3, "0.50"),)),
    ]
