"""Cutting many documents' small fonts out of one big font, without going back to the big one each time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

_ROOM = 4000
_DROPPED = {int.from_bytes(tag, "big") for tag in (b"OS/2", b"name", b"post", b"cmap", b"gasp")}


class GlyphShelf:
    """A font whose lately used glyphs lie apart, so that batches are cut from those (0.1 ms, not 2)."""

    def __init__(self, path: Path) -> None:
        self._whole = hb.Face(hb.Blob.from_file_path(str(path)))
        self._near: tuple[hb.Face, dict[int, int]] | None = None

    def cut(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """A TrueType file with only ``glyphs`` (and 0, the missing one), and where each of them stands in it."""
        wanted = {0, *glyphs}
        face, places = self._at_hand(wanted)
        file, moved = _cut(face, {places[glyph] for glyph in wanted})
        return file, {glyph: moved[places[glyph]] for glyph in wanted}

    def _at_hand(self, wanted: set[int]) -> tuple[hb.Face, dict[int, int]]:
        near = self._near
        if near is None or not wanted <= near[1].keys():
            kept = set(near[1]) if near and len(near[1]) + len(wanted) <= _ROOM else set()
            file, places = _cut(self._whole, wanted | kept)
            near = self._near = (hb.Face(hb.Blob(file)), places)
        return near


def _cut(face: hb.Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    wish = hb.SubsetInput()
    wish.glyph_set.update(glyphs)
    wish.drop_table_tag_set.update(_DROPPED)
    wish.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(face, wish)
    file = bytes(plan.execute().blob.data)
    return file, dict(plan.old_to_new_glyph_mapping)
