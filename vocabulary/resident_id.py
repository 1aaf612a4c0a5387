"""Checks a resident identity number (GB 11643) and reads birth date and sex from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from vocabulary.terms import Sex
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What a number says: ``born`` and ``sex`` are None, and ``reason`` is set, exactly when it is not ``valid``."""

    valid: bool
    born: date | None
    sex: Sex | None
    reason: Text | None

    def answer(self) -> dict[str, Any]:
        """What ``calc id-number`` answers."""
        return {
            "valid": self.valid,
            "born": self.born.isoformat() if self.born else None,
            "sex": self.sex.value if self.sex else None,
        }


def check_resident_id(number: str, on: date) -> IdCheck:
    """Checks ``number`` as it stands on ``on`` (nobody is born later)."""
    raise NotImplementedError
