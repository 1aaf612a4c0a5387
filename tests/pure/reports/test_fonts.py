"""Chinese on paper: embedded, right to copy, and nothing but our fonts."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import BOLD, REGULAR, missing_glyphs, register_fonts, width
from reports.to_unicode import to_unicode_map
from tests.pure.reports.samples import RARE_NAME


def drawn(words: str, *, font: str = REGULAR) -> bytes:
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont(font, 12)
    canvas.drawString(40, 700, words)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("words", [RARE_NAME, "𬭸", "（实发）¥3,000.05 \\ (a) — §", "人民币壹万元整"])
@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_what_is_printed_copies_back_as_it_was(words: str, font: str) -> None:
    page = PdfReader(io.BytesIO(drawn(words, font=font))).pages[0]
    assert page.extract_text().strip() == words


def test_more_than_256_characters_stay_one_font() -> None:
    words = "".join(chr(c) for c in range(0x4E00, 0x4E00 + 700))
    page = PdfReader(io.BytesIO(drawn(words))).pages[0]
    assert page.extract_text().strip() == words
    assert len(page["/Resources"]["/Font"]) == 1


def test_every_font_is_embedded_and_none_is_helvetica() -> None:
    file = drawn("网格")
    fonts = PdfReader(io.BytesIO(file)).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
    assert b"Helvetica" not in file


def test_a_document_carries_only_the_characters_it_uses() -> None:
    assert len(drawn("网格人力")) < 12_000


def test_characters_beyond_the_basic_plane_are_surrogate_pairs_in_the_map() -> None:
    assert b"<0001> <D872DF78>" in to_unicode_map(["𬭸"])


def test_the_map_keeps_to_blocks_of_a_hundred() -> None:
    sizes = [line.split()[0] for line in to_unicode_map(["一"] * 250).decode().splitlines() if "beginbfchar" in line]
    assert sizes == ["100", "100", "50"]


def test_the_file_does_not_depend_on_what_was_printed_before() -> None:
    first = drawn(RARE_NAME)
    for words in ("甲乙丙丁", "".join(chr(c) for c in range(0x5000, 0x6100)), "戊己庚辛"):
        drawn(words)
    assert drawn(RARE_NAME) == first


def test_documents_made_at_the_same_time_do_not_mix() -> None:
    names = [f"{a}{b}" for a in "赵钱孙李周吴郑王" for b in "甲乙丙丁戊"]
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(drawn, names))
    assert [PdfReader(io.BytesIO(f)).pages[0].extract_text().strip() for f in files] == names


def test_characters_that_the_font_lacks_are_named_once_and_blanks_are_not() -> None:
    assert missing_glyphs("王\U00020bb7 \U00020bb7\u3000㛃𬭸") == ("\U00020bb7",)


def test_digits_are_all_equally_wide_so_that_figures_line_up() -> None:
    assert len({width(digit, 10) for digit in "0123456789"}) == 1
