"""A TrueType font as ReportLab embeds it best for Chinese: one two-byte font a document, cut to its use.

ReportLab's own way spreads a document's characters over many one-byte fonts, and its ToUnicode map is wrong beyond the
Basic Multilingual Plane, so that rare names copy as other signs. The form is that of ISO 32000-1, 9.7.4 and 9.10.3.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

from reports.glyph_shelf import GlyphShelf
from reports.to_unicode import to_unicode_map

_SUBSET_TAG = "GRIDHR"
_NO_BREAK_SPACE, _SPACE = "\u00a0", " "


class _Used(dict[str, bytes]):
    """The characters that one document has drawn so far, each with its two-byte code, handed out in order of use."""

    def __missing__(self, character: str) -> bytes:
        code = (len(self) + 1).to_bytes(2, "big")
        self[character] = code
        return code


class EmbeddedFont(TTFont):
    """``path`` registered under ``name``; safe for several documents at once, one per thread."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self._shelf = GlyphShelf(path)
        self._used: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()
        self._names: WeakKeyDictionary[Any, str] = WeakKeyDictionary()

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """``text`` in the document's two-byte codes; one piece, as there is one font."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        used = self._used.get(doc)
        if used is None:
            used = self._used[doc] = _Used()
        if _NO_BREAK_SPACE in text:
            text = text.replace(_NO_BREAK_SPACE, _SPACE)
        return [(0, b"".join([used[character] for character in text]))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: ARG002, N802
        """The name that the page's operators call the font by; the first call books it for embedding."""
        name = self._names.get(doc)
        if name is None:
            name = self._names[doc] = f"/F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = name
            doc.delayedFonts.append(self)
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font into ``doc``, cut to the characters that it drew."""
        used, name = self._used.pop(doc), self._names.pop(doc)
        characters = list(used)
        base = f"{_SUBSET_TAG}+{self.face.name.decode()}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, base, characters)]),
                "ToUnicode": doc.Reference(_stream(doc, to_unicode_map(characters)), f"toUnicode:{base}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[name[1:]] = doc.Reference(font, name[1:])

    def _descendant(self, doc: Any, base: str, characters: list[str]) -> Any:
        glyphs = [self.face.charToGlyph.get(ord(character), 0) for character in characters]
        file, new_glyphs = self._shelf.cut(glyphs)
        widths = [self.face.charWidths.get(ord(character), self.face.defaultWidth) for character in characters]
        glyph_map = b"".join(new_glyphs[glyph].to_bytes(2, "big") for glyph in [0, *glyphs])
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(doc, base, file),
                "DW": self.face.defaultWidth,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": doc.Reference(_stream(doc, glyph_map), f"glyphs:{base}"),
            }
        )

    def _descriptor(self, doc: Any, base: str, file: bytes) -> Any:
        stream = _stream(doc, file)
        stream.dictionary["Length1"] = len(file)
        face = self.face
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(base),
                "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "ItalicAngle": face.italicAngle,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "StemV": face.stemV,
                "MissingWidth": face.defaultWidth,
                "FontFile2": doc.Reference(stream, f"file:{base}"),
            }
        )
        return doc.Reference(descriptor, f"descriptor:{base}")


def _stream(doc: Any, content: bytes) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream
