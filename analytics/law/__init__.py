"""Reads the dated statutory values that the analyses use, each with unit, source in both languages, and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from vocabulary.periods import DateRange
from vocabulary.text import Text

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class LawValue:
    """One value while it was in force, and where it stands written."""

    value: Any
    unit: str
    in_force: DateRange
    source: Text
    confidence: Confidence


@cache
def read(name: str) -> dict[str, Any]:
    """The file ``analytics/law/<name>.yaml`` as it stands; shared between callers, so nobody may change it."""
    loaded = yaml.safe_load(resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict), f"{name}.yaml is not a mapping"
    return loaded


def text(pair: dict[str, str]) -> Text:
    """A ``{zh: …, en: …}`` mapping as Text."""
    return Text(pair["zh"], pair["en"])


@cache
def values(name: str, rule: str) -> tuple[LawValue, ...]:
    """Every dated value of ``rule`` in the file ``name``, in the order written."""
    return tuple(
        LawValue(
            value=entry["value"],
            unit=entry["unit"],
            in_force=DateRange(entry["from"], entry.get("until")),
            source=text(entry["source"]),
            confidence=entry["confidence"],
        )
        for entry in read(name)[rule]
    )


def value_on(name: str, rule: str, on: date) -> LawValue | None:
    """The value of ``rule`` in force ``on`` that date; None before the first and after the last."""
    return next((value for value in values(name, rule) if on in value.in_force), None)
