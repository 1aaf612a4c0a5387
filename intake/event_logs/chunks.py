"""A log's rows in chunks: only the mapped columns, turned on their side, with the row number of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from intake import limits
from intake.cells import Cell, has_content, is_blank, text_of
from intake.event_logs.profile import Profile
from intake.headings import folded
from intake.tables import RawRow, Table
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

TextArray = NDArray[np.object_]

_ROWS = 200_000
_BATCH = 1_024


@dataclass(frozen=True, slots=True)
class LogHeadings:
    """Where the heading row puts each mapped field."""

    texts: list[str]
    positions: dict[str, int]

    def of(self, key: str) -> str:
        """The heading of a field as the file writes it."""
        return self.texts[self.positions[key]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows: ``columns`` holds the text of each mapped field, ``stray`` what stood under no heading ("" mostly)."""

    rows: NDArray[np.int64]
    columns: dict[str, TextArray]
    stray: TextArray

    @classmethod
    def empty(cls) -> Chunk:
        """No rows at all."""
        return cls(np.empty(0, dtype=np.int64), {}, np.empty(0, dtype=object))


def log_chunks(table: Table, profile: Profile) -> tuple[LogHeadings, Iterator[Chunk]]:
    """The heading row and the rows below it; raises BadInput naming the headings that a mapped column may go by."""
    first = list(islice(table.rows, limits.HEADING_ROWS))
    found = [_match(cells, profile.columns) for _, cells in first]
    if not found:
        raise BadInput(Text("文件里没有任何行", "The file has no rows"))
    best = max(range(len(found)), key=lambda i: len(found[i].positions))
    headings = found[best]
    _refuse_missing(profile, headings)
    rows = chain(first[best + 1 :], table.rows)
    return headings, _chunks(rows, headings, typed=table.sheet is not None)


def _match(cells: list[Cell], columns: Mapping[str, tuple[str, ...]]) -> LogHeadings:
    texts = [text_of(cell).strip() for cell in cells]
    places: dict[str, int] = {}
    for place, text in enumerate(texts):
        places.setdefault(folded(text), place)
    candidates = {name: [folded(h) for h in headings if folded(h) in places] for name, headings in columns.items()}
    return LogHeadings(texts, {name: places[known[0]] for name, known in candidates.items() if known})


def _refuse_missing(profile: Profile, headings: LogHeadings) -> None:
    missing = [key for key in profile.columns if key not in headings.positions and key not in profile.optional]
    if not missing:
        return
    wanted = "; ".join("/".join(profile.columns[key]) for key in missing)
    there = ", ".join(filter(None, headings.texts))
    raise BadInput(
        Text(
            f"缺少方案 {profile.name} 要求的列：{wanted}；文件的表头：{there}",
            f"Columns of the profile {profile.name} are missing: {wanted}; the file has {there}",
        ),
        f"columns.{missing[0]}",
    )


def _chunks(rows: Iterator[RawRow], headings: LogHeadings, *, typed: bool) -> Iterator[Chunk]:
    turner = _Turner(headings, typed=typed)
    while batch := list(islice(rows, _BATCH)):
        filled = [row for row in batch if has_content(row[1])]
        if filled:
            turner.take(filled)
        if len(turner.numbers) >= _ROWS:
            yield turner.chunk()
    if turner.numbers:
        yield turner.chunk()


class _Turner:
    """Turns rows into columns a thousand at a time: many live lists would keep the garbage collector busy."""

    def __init__(self, headings: LogHeadings, *, typed: bool) -> None:
        self._headings, self._typed = headings, typed
        self._unheaded = [place for place, text in enumerate(headings.texts) if not text]
        self._clear()

    def _clear(self) -> None:
        self.numbers: list[int] = []
        self._columns: dict[str, list[TextArray]] = {key: [] for key in self._headings.positions}
        self._stray: list[TextArray] = []

    def take(self, batch: list[RawRow]) -> None:
        known = len(self._headings.texts)
        width = max(known, *(len(cells) for _, cells in batch))
        padded = [cells if len(cells) == width else [*cells, *[""] * (width - len(cells))] for _, cells in batch]
        table = np.array(padded, dtype=object)
        self.numbers.extend(number for number, _ in batch)
        for key, place in self._headings.positions.items():
            self._columns[key].append(_texts(table[:, place]) if self._typed else table[:, place])
        self._stray.append(_first_texts(table[:, [*self._unheaded, *range(known, width)]]))

    def chunk(self) -> Chunk:
        columns = {key: np.concatenate(blocks) for key, blocks in self._columns.items()}
        chunk = Chunk(np.array(self.numbers, dtype=np.int64), columns, np.concatenate(self._stray))
        self._clear()
        return chunk


def _texts(cells: TextArray) -> TextArray:
    texts = np.empty(len(cells), dtype=object)
    texts[:] = [text_of(cell) for cell in cells]
    return texts


def _first_texts(table: TextArray) -> TextArray:
    """The first filled cell of each row as text, "" where none is."""
    texts = np.full(len(table), "", dtype=object)
    for side in table.T[::-1]:
        filled = np.array([not is_blank(cell) for cell in side], dtype=np.bool_)
        texts[filled] = _texts(side[filled])
    return texts
