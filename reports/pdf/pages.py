"""A stack of pages with a head and a foot each, and a cursor that runs down them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from reports.document import Stamp
from reports.fonts import register_fonts
from reports.pdf.look import BODY, INK, LINE, QUIET, SMALL, TINY, Paper
from reports.pdf.pen import Pen
from reports.pdf.text import fitted
from vocabulary.text import Language, Text

PAGE_OF = Text("第 {n} 页，共 {m} 页", "Page {n} of {m}")
PRINTED = Text("打印 {at} {by}", "Printed {at} {by}")
FINGERPRINT = Text("数据指纹 {mark}", "Fingerprint {mark}")
LOCALES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_CREATOR = "GridHR"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of each page, already in the reader's language."""

    issuer: str
    title: str
    subtitle: str = ""
    mark: str = ""


class _CountedCanvas(Canvas):
    """A canvas that knows how many pages there will be when it draws their feet: it holds them back until the end."""

    foot: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._held.append({k: v for k, v in self.__dict__.items() if k != "_held"})
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, state in enumerate(self._held, start=1):
            self.__dict__.update(state)
            self.foot(number, len(self._held))
            super().showPage()
        super().save()


class Pages(Pen):
    """Pages of one ``paper`` being filled from the top; ``y`` is the cursor (points from the lower edge)."""

    def __init__(
        self, out: BinaryIO, paper: Paper, head: Head, stamp: Stamp, language: Language, *, invariant: bool = False
    ) -> None:
        register_fonts()
        self.paper, self.head, self.stamp, self.language = paper, head, stamp, language
        canvas = _CountedCanvas(
            out,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=int(invariant),
            lang=LOCALES[language],
        )
        super().__init__(canvas)
        describe(canvas, head.title, head.issuer)
        canvas.foot = self._draw_foot
        self.left, self.right = paper.side, paper.width - paper.side
        self.y = self._draw_head()

    @property
    def room(self) -> float:
        """How much height is left on this page."""
        return self.y - self.paper.bottom

    def need(self, height: float) -> bool:
        """Go to a new page unless ``height`` points are left; whether a page was turned."""
        if self.room >= height:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """End this page and begin the next."""
        self.canvas.showPage()
        self.y = self._draw_head()

    def rule(self, y: float, ink: Color = LINE, thickness: float = 0.6) -> None:
        """A line across the text."""
        self.line(self.left, self.right, y, ink, thickness)

    def save(self) -> None:
        """End the last page and write the file."""
        self.canvas.showPage()
        self.canvas.save()

    def _draw_head(self) -> float:
        y = self.paper.height - self.paper.top - SMALL
        self.text(self.left, y, self.head.issuer, SMALL, ink=QUIET)
        self.text_right(self.right, y, self.head.mark, SMALL, bold=True, ink=QUIET)
        self.text(self.left, y - 20, self.head.title, 15, bold=True)
        if self.head.subtitle:
            self.text_right(self.right, y - 20, self.head.subtitle, BODY, ink=QUIET)
        self.rule(y - 28, INK, 0.9)
        return y - 40

    def _draw_foot(self, number: int, count: int) -> None:
        y = self.paper.bottom - 18
        self.rule(y + 10)
        origin = fitted(printed_line(self.stamp, self.language), TINY, 0.8 * self.paper.text_width)
        self.text(self.left, y, origin, TINY, ink=QUIET)
        self.text_right(self.right, y, PAGE_OF.format(n=number, m=count).in_(self.language), TINY, ink=QUIET)


def describe(canvas: Canvas, title: str, author: str) -> None:
    """Fill the properties that a file manager shows."""
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)


def printed_line(stamp: Stamp, language: Language) -> str:
    """When and by whom a page was printed, and the fingerprint of what it shows."""
    line = PRINTED.format(at=stamp.printed_at.strftime("%Y-%m-%d %H:%M"), by=stamp.printed_by).in_(language).strip()
    if stamp.fingerprint:
        line += "   " + FINGERPRINT.format(mark=stamp.fingerprint).in_(language)
    return line
