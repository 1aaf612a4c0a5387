"""Drawing payslips: one a page, half of A4 lying; a slip with too many lines for that gets a whole A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from reports.chinese_capitals import in_capitals
from reports.document import Stamp
from reports.fonts import BOLD, REGULAR, register_fonts
from reports.formats import said
from reports.payslip import PayLine, Payslip
from reports.pdf import payslip_words as words
from reports.pdf.look import A4_PORTRAIT, A5_LANDSCAPE, HAIRLINE, INK, LINE, QUIET, ROW_SHADES, SHADE, TINY, Paper
from reports.pdf.pages import describe, printed_line
from reports.pdf.payslip_lines import LABEL, NOTE, Line, baseline_step, beside_offset, height, lines_of
from reports.pdf.text import fitted, wrapped
from vocabulary.bad_input import BadInput
from vocabulary.money import Fen, yuan_grouped
from vocabulary.text import Language, Text
