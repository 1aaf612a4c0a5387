"""Payslips and the pay register as PDF, against ReportLab drawing the same text with no layout logic.

What our code writes is recorded once: each page's strings with place, font and size. The baseline puts these strings at
these places with ReportLab's own canvas and its own TrueType font, compressed alike, and knows nothing else: no widths,
no choice of paper, no shades and lines. So the ratio is the price of laying out and of what is drawn beside the text.
Payslips are merged into one file, a page each; on all cores every process draws its share into a file of its own, in
the baseline too, with processes started and fonts loaded beforehand.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made_slips import made_register, made_slips
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report
from reports.assets import assets_folder
from reports.document import Stamp
from reports.fonts import BOLD, REGULAR, register_fonts, width
from reports.pay_register import pay_register_pdf
from reports.payslip import payslips_pdf
from reports.pdf import pages

_SLIPS, _REGISTER_PEOPLE = 1_000, 500
_STAMP = Stamp(datetime(2026, 9, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "王敏", "9f3a2c71be04")
_PLAIN = {REGULAR: "Plain", BOLD: "Plain-Bold"}
_FILES = {"Plain": "GridHRSans-Regular.ttf", "Plain-Bold": "GridHRSans-Bold.ttf"}
_BASELINE = "ReportLab drawing the same strings at the same places"
Placed = tuple[float, float, str, str, float]


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when the baseline misses a page."""
    slips, people = max(20, int(_SLIPS * scale)), max(20, int(_REGISTER_PEOPLE * scale))
    progress(f"{slips:,} payslips, a register of {people:,}")
    one = in_turns(lambda: _draw_slips(slips, 0, slips), lambda: _replay(_slip_pages(slips, 0, slips)))
    every = _on_all_cores(slips)
    register = made_register(people)
    register_pages = _recorded(lambda: pay_register_pdf(register, "zh", _STAMP), pages._CountedCanvas)
    paper = in_turns(lambda: pay_register_pdf(register, "zh", _STAMP), lambda: _replay(register_pages))
    return Report(
        size={"slips": slips, "register_people": people, "register_pages": len(register_pages), "cores": _cores()},
        ratios={
            "slips_one_process": Ratio(one[0], one[1], _BASELINE, at_most=2),
            "slips_all_cores": Ratio(every[0], every[1], f"{_BASELINE}, in as many processes", at_most=2),
            "register": Ratio(paper[0], paper[1], _BASELINE),
        },
        rates={"slips_one_process": slips / one[0], "slips_all_cores": slips / every[0]},
        checked="the baseline draws a page for each slip",
    )


def _draw_slips(slips: int, first: int, last: int) -> int:
    return payslips_pdf(made_slips(slips)[first:last], io.BytesIO(), "zh", _STAMP)


@cache
def _slip_pages(slips: int, first: int, last: int) -> list[list[Placed]]:
    found = _recorded(lambda: _draw_slips(slips, first, last), Canvas)
    assert len(found) == last - first
    return found


def _recorded(draw: Callable[[], object], turned: type[Canvas]) -> list[list[Placed]]:
    """The strings of each page that ``draw`` makes; ``turned`` is the canvas whose ``showPage`` ends one."""
    found: list[list[Placed]] = [[]]

    def note(canvas: Any, x: float, y: float, text: str) -> None:
        found[-1].append((x, y, text, canvas._fontname, canvas._fontsize))

    with _watched(note, lambda: found.append([]), turned):
        draw()
    last = found.pop()  # what is drawn after the last page was turned: the feet of all pages
    found[-1].extend(last)
    return found


@contextmanager
def _watched(note: Callable[..., None], turn: Callable[[], None], turned: type[Canvas]) -> Iterator[None]:
    def left(self: Any, x: float, y: float, text: str, *_rest: Any) -> None:
        note(self, x, y, text)

    def right(self: Any, x: float, y: float, text: str, *_rest: Any) -> None:
        note(self, x - width(text, self._fontsize, self._fontname), y, text)

    show = turned.showPage

    def show_page(self: Any) -> None:
        turn()
        show(self)

    with (
        patch.object(Canvas, "drawString", left),
        patch.object(Canvas, "drawRightString", right),
        patch.object(turned, "showPage", show_page),
    ):
        yield


def _replay(recorded: list[list[Placed]]) -> None:
    _register_plain_fonts()
    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for page in recorded:
        for x, y, text, font, size in page:
            canvas.setFont(_PLAIN[font], size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


@cache
def _register_plain_fonts() -> None:
    register_fonts()
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, assets_folder() / file))


def _cores() -> int:
    return os.cpu_count() or 1


def _on_all_cores(slips: int) -> list[float]:
    cores = _cores()
    ends = [slips * place // cores for place in range(cores + 1)]
    parts = [(slips, first, last) for first, last in pairwise(ends)]
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:

        def all_of(deed: Callable[..., object]) -> None:
            list(pool.map(deed, *zip(*parts, strict=True)))

        for deed in (_draw_slips, _replay_part):  # the processes learn the slips and fonts
            all_of(deed)
        return in_turns(lambda: all_of(_draw_slips), lambda: all_of(_replay_part))


def _replay_part(slips: int, first: int, last: int) -> None:
    _replay(_slip_pages(slips, first, last))
