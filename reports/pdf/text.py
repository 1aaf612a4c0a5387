"""Breaking and shortening text that mixes Chinese and Latin, without a paragraph engine."""

from __future__ import annotations

import re
from functools import lru_cache

from reports.fonts import REGULAR, width

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〉”’％‰·,.;:?!)]}%…—")
_NEVER_LAST = frozenset("（《「『【〈“‘([{¥￥")
_PIECES = re.compile(r"[!-~\u00a1-\u024f]+|\s+|.", re.DOTALL)


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, room: float, font: str = REGULAR) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room`` points; Latin words stay whole where they fit.

    Closing punctuation never begins a line and an opening bracket never ends one.
    A line break in the text is kept. There is always at least one line.
    """
    return tuple(line for part in text.split("\n") for line in _lines(part, size, room, font))


def _lines(text: str, size: float, room: float, font: str) -> list[str]:
    if width(text, size, font) <= room:
        return [text]
    lines, line = [], ""
    for piece in _unbreakable(text, size, room, font):
        if line and width((line + piece).rstrip(), size, font) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line else lines


def _unbreakable(text: str, size: float, room: float, font: str) -> list[str]:
    """Pieces between which a line may end: words with the punctuation that clings to them, Chinese signs one by one."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        clings = pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST)
        if clings and width(pieces[-1] + piece, size, font) <= room:
            pieces[-1] += piece
        elif width(piece, size, font) > room:
            pieces.extend(piece)
        else:
            pieces.append(piece)
    return pieces


def fitted(text: str, size: float, room: float, font: str = REGULAR) -> str:
    """``text``, or as much of it as fits into ``room`` points with an ellipsis after it."""
    if len(text) * size <= room or width(text, size, font) <= room:
        return text
    while text and width(text + "…", size, font) > room:
        text = text[:-1]
    return text.rstrip() + "…"
