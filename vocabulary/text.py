"""A piece of text in both languages of the program: Simplified Chinese first, English beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; a message without its English half cannot be written down."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The half in ``language``."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Both halves with their ``{names}`` filled; a value that is itself a Text speaks each half's language."""
        return Text(self.zh.format(**_half(values, "zh")), self.en.format(**_half(values, "en")))

    def __str__(self) -> str:
        """The Chinese half: the program's default language."""
        return self.zh


def _half(values: dict[str, object], language: Language) -> dict[str, object]:
    return {name: v.in_(language) if isinstance(v, Text) else v for name, v in values.items()}
