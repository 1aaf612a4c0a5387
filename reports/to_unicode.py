"""The map by which a reader of a PDF copies and searches its text (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_BLOCK = 100  # most entries that the format allows in one bfchar block


def to_unicode_map(characters: Sequence[str]) -> bytes:
    """The CMap of a font whose two-byte code 1 is the first of ``characters``, code 2 the second and so on.

    Characters beyond the Basic Multilingual Plane are written as UTF-16BE surrogate pairs.
    """
    entries = iter([f"<{code:04X}> <{c.encode('utf-16-be').hex().upper()}>" for code, c in enumerate(characters, 1)])
    body = ""
    while block := list(islice(entries, _BLOCK)):
        body += f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    return (_HEAD + body + _TAIL).encode("ascii")
