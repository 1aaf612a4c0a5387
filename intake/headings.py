"""Finding the heading row and knowing its columns, however they are spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.cells import Cell, is_blank, text_of

_ORNAMENT = re.compile(r"[\s*＊_\-“”\"'（()）【】\[\]:：]+")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")


def folded(text: str) -> str:
    """``text`` for comparison: width and case folded, without space, asterisks, quotes and brackets."""
    return _ORNAMENT.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """Which position carries which key; ``unknown`` are the filled headings that nobody claims."""

    positions: dict[str, int]
    headings: list[str]
    unknown: list[str]


def index_of_headings(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Key by folded heading, for ``names``: key to the headings it goes by. The first claim to a heading wins."""
    index: dict[str, str] = {}
    for key, headings in names.items():
        for heading in headings:
            index.setdefault(folded(heading), key)
    return index


def match_headings(cells: Sequence[Cell], index: Mapping[str, str]) -> HeadingMatch:
    """The columns of a heading row; a note in brackets after a heading, such as （元）, is passed over."""
    positions: dict[str, int] = {}
    unknown = []
    headings = [text_of(cell).strip() for cell in cells]
    for position, heading in enumerate(headings):
        key = index.get(folded(heading)) or index.get(folded(_BRACKETS.sub("", heading)))
        if key is not None and key not in positions:
            positions[key] = position
        elif not is_blank(heading):
            unknown.append(heading)
    return HeadingMatch(positions, headings, unknown)
