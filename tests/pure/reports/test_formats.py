"""How values are written for people."""

from __future__ import annotations

from datetime import date

import pytest

from reports.document import Cell, Kind
from reports.formats import said, shown
from vocabulary.periods import Month
from vocabulary.text import Text


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (188550, Kind.MONEY, "1,885.50"),
        (-5, Kind.MONEY, "-0.05"),
        (0, Kind.MONEY, "0.00"),
        (None, Kind.MONEY, "—"),
        (8 / 28, Kind.PERCENT, "28.6%"),
        (160000, Kind.PPM, "16%"),
        (5000, Kind.PPM, "0.5%"),
        (1234.56, Kind.NUMBER, "1,234.6"),
        (1234, Kind.COUNT, "1,234"),
        (date(2026, 10, 31), Kind.DATE, "2026-10-31"),
        (Month(2026, 10), Kind.MONTH, "2026-10"),
        ("00123", Kind.TEXT, "00123"),
        (7, Kind.TEXT, "7"),
    ],
)
def test_each_kind_has_its_form(value: Cell, kind: Kind, words: str) -> None:
    assert shown(value, kind, "zh") == words


def test_texts_speak_the_language_and_names_are_left_alone() -> None:
    assert shown(Text("在编", "Establishment"), Kind.TEXT, "en") == "Establishment"
    assert said("花木街道", "en") == "花木街道"
