"""Which cells of a sheet are formulas or error values: the reader of values shows only their results, or nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from intake.archives import damaged, opened_archive
from intake.cells import ErrorValue, Formula
from intake.sources import SourceFile
from intake.xlsx_guard import column_number

Special = Formula | ErrorValue
Specials = Mapping[tuple[int, int], Special]

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def sheet_parts(file: SourceFile) -> dict[str, str]:
    """Path of each sheet's part in the archive, by the sheet's name."""
    with opened_archive(file) as archive:
        try:
            # Parts with a DOCTYPE, the way into entity attacks, were refused by the scan before this.
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        except ElementTree.ParseError as error:
            raise damaged("xlsx") from error
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = [node for node in book.iter() if node.tag.endswith("}sheet")]
    return {
        node.get("name", ""): _absolute(targets.get(node.get(_RELATION) or node.get(_STRICT_RELATION), ""))
        for node in sheets
    }


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def special_cells(file: SourceFile, part: str) -> Specials:
    """Formulas and error values of the sheet in ``part``, by (row, column), both from 1."""
    with opened_archive(file) as archive, archive.open(part) as sheet:
        try:
            return _SheetParser().read(sheet)
        except expat.ExpatError as error:
            raise damaged("xlsx") from error


class _SheetParser:
    """Walks a sheet's XML and remembers what is special; keeps nothing of ordinary cells."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Special] = {}
        self.shared: dict[str, str] = {}
        self.row = self.column = 0
        self.is_error = False
        self.text: list[str] | None = None
        self.group = ""

    def read(self, stream: IO[bytes]) -> Specials:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.ParseFile(stream)
        return self.found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self._enter_cell(attributes)
        elif name == "f":
            self.text, self.group = [], attributes.get("si", "")
        elif name == "v" and self.is_error:
            self.text = []

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = column_number(place[1]) if place else self.column + 1
        self.row = int(place[2]) if place else self.row
        self.is_error = attributes.get("t") == "e"

    def _end(self, tag: str) -> None:
        if self.text is None:
            return
        name, text, self.text = tag.rpartition(":")[2], "".join(self.text), None
        if name == "f":
            formula = text or self.shared.get(self.group, "")
            self.shared.setdefault(self.group, formula)
            self.found[self.row, self.column] = Formula(f"={formula}")
        else:
            self.found.setdefault((self.row, self.column), ErrorValue(text))

    def _data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)
