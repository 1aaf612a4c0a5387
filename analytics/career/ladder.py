"""A career ladder as data: its levels from the lowest up, and what each asks of those who want to step on it."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.career.requirements import Requirement
from analytics.law import Confidence
from vocabulary.bad_input import BadInput
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

    def __post_init__(self) -> None:
        codes = [level.code for level in self.levels]
        if not codes or len(set(codes)) != len(codes):
            raise BadInput(Text("晋升通道须有层级，且代码不重复", "A ladder has levels, and no code twice"), "levels")

    def level(self, code: str) -> Level:
        """The level with that code; raises BadInput for an unknown one."""
        for level in self.levels:
            if level.code == code:
                return level
        raise BadInput(Text(f"通道“{self.name.zh}”没有层级 {code}", f"“{self.name.en}” has no level {code}"), "level")

    def after(self, code: str | None) -> Level | None:
        """The level above ``code`` (the lowest for None); None at the top. Raises BadInput for an unknown code."""
        if code is None:
            return self.levels[0]
        above = self.levels.index(self.level(code)) + 1
        return self.levels[above] if above < len(self.levels) else None
