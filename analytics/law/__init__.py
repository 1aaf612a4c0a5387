"""Reads the dated statutory values that the analyses use, each with unit, source in both languages, and confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from vocabulary.bad_input import BadInput
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


def law_value(entry: dict[str, Any]) -> LawValue:
    """One entry ``{from, until, value, unit, source, confidence}`` of a law file."""
    return LawValue(
        value=entry["value"],
        unit=entry["unit"],
        in_force=DateRange(entry["from"], entry.get("until")),
        source=text(entry["source"]),
        confidence=entry["confidence"],
    )


def in_force(name: str, values: Iterable[LawValue], on: date) -> LawValue:
    """The value that was in force ``on`` that date; raises BadInput naming the rule when none was."""
    for value in values:
        if on in value.in_force:
            return value
    raise BadInput(Text(f"{on} 没有“{name}”的规定可用", f"No rule “{name}” is known for {on}"), name)
