"""Why one person's slip could not be computed; the others go on."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """Row ``row`` (of the inputs) fails: ``reason``, and ``place``, the input column or parameter to look at."""

    row: int
    employment_id: int
    place: str
    reason: Text
