"""Cutting a static TrueType font out of a variable one, and giving it names of its own."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import numpy as np
import uharfbuzz as hb

REGULAR, BOLD = 400, 700
_DROPPED = {"GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG"}
_WINDOWS_UNICODE, _ENGLISH = (3, 1), 0x409
_CHECKSUM_MAGIC = 0xB1B0AFBA
_WHOLE = 1 << 32


def cut(face: hb.Face, characters: Iterable[int], weight: int | None, family: str) -> bytes:
    """A TrueType file of ``face`` with the ``characters`` (code points) it has, at one ``weight`` (400, 700).

    ``weight`` None takes a font that is static already. Layout and vertical tables are dropped: the PDF writer does not
    read them. Outlines are not changed apart from the weight, so the licence of the source (OFL 1.1) goes with the cut.
    """
    wish = hb.SubsetInput()
    wish.unicode_set.update(set(characters))
    wish.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in _DROPPED})
    if weight is not None:
        wish.pin_axis_location(face, "wght", weight)
    cut_face = wish.subset(face)
    tables = {tag: bytes(cut_face.reference_table(tag).data) for tag in cut_face.table_tags}
    if weight == BOLD:
        tables |= _marked_bold(tables)
    tables["name"] = _name_table(family, "Bold" if weight == BOLD else "Regular")
    return _assemble(tables)


def _marked_bold(tables: dict[str, bytes]) -> dict[str, bytes]:
    """``head`` and ``OS/2`` with their style bits saying bold; pinning the axis sets only the weight class."""
    head, os2 = bytearray(tables["head"]), bytearray(tables["OS/2"])
    head[44:46] = struct.pack(">H", 0x0001)
    os2[62:64] = struct.pack(">H", 0x0020)
    return {"head": bytes(head), "OS/2": bytes(os2)}


def _name_table(family: str, style: str) -> bytes:
    """The OpenType ``name`` table that lets programs tell the cut from its source."""
    full = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    texts = {
        0: "Cut from Noto Sans SC; SIL Open Font License 1.1",
        1: family,
        2: style,
        3: postscript,
        4: full,
        5: "Version 1.000",
        6: postscript,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    }
    records, storage = b"", b""
    for name_id, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", *_WINDOWS_UNICODE, _ENGLISH, name_id, len(encoded), len(storage))
        storage += encoded
    return struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + storage


def _assemble(tables: dict[str, bytes]) -> bytes:
    """An sfnt file of ``tables`` (OpenType specification, "Organization of an OpenType font")."""
    head = bytearray(tables["head"])
    head[8:12] = bytes(4)
    tables = {**tables, "head": bytes(head)}
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">I4H", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))
    offset, directory, body = 12 + 16 * count, b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4s3I", tag.encode(), _checksum(data), offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    file = bytearray(header + directory + body)
    start = offset + sum(len(d) + -len(d) % 4 for t, d in sorted(tables.items()) if t < "head") + 8
    file[start : start + 4] = struct.pack(">I", (_CHECKSUM_MAGIC - _checksum(bytes(file))) % _WHOLE)
    return bytes(file)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return int(np.frombuffer(padded, dtype=">u4").sum(dtype=np.uint64)) % _WHOLE
