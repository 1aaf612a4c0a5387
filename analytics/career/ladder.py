"""A career ladder as data: its levels from the lowest up, and what each asks of those who want to step on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analytics.career.requirements import Requirement
from analytics.law import Confidence
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Level:
    """One level, and the requirements (all of them) for stepping on it from the level below."""

    code: str
    name: Text
    requires: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Levels from the lowest up. ``example`` marks a ladder shipped to be edited, not to be relied on."""

    code: str
    name: Text
    levels: tuple[Level, ...]
    source: Text
    confidence: Confidence
    example: bool = False

    def after(self, code: str | None) -> Level | None:
        """The level above ``code`` (the lowest for None); None at the top. Raises BadInput for an unknown code."""
        raise NotImplementedError


def ladder_from(data: Mapping[str, Any]) -> Ladder:
    """The ladder written as a mapping (see ``examples/``); raises BadInput naming the place of what is wrong."""
    raise NotImplementedError


def ladder_to(ladder: Ladder) -> dict[str, Any]:
    """The mapping of ``ladder``, which ``ladder_from`` reads back."""
    raise NotImplementedError


def example_ladders() -> tuple[Ladder, ...]:
    """The ladders shipped as editable examples."""
    raise NotImplementedError
