"""Breaking mixed text into lines."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reports.fonts import REGULAR, width
from reports.pdf.text import fitted, wrapped

MIXED = st.text("累计预扣应纳税所得额，。（）《》abcdef 0123456789.%—", min_size=1, max_size=80)


@given(MIXED, st.floats(40, 300))
@example("（（（（（（（（", 40.0)
def test_no_line_is_wider_than_the_room_and_no_sign_is_lost(words: str, room: float) -> None:
    lines = wrapped(words, 8.0, room)
    assert all(width(line, 8.0, REGULAR) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_line_never_begins_with_a_comma_nor_ends_with_an_opening_bracket() -> None:
    lines = wrapped("夜班津贴，按班次计发（同岗同酬），不分用工性质。" * 6, 8.0, 61.0)
    assert len(lines) > 10
    assert not [line for line in lines if line[0] in "，。）" or line[-1] in "（"]


def test_latin_words_are_not_cut_where_they_fit() -> None:
    lines = wrapped("performance pay for the month", 8.0, 70.0)
    assert set(" ".join(lines).split()) == {"performance", "pay", "for", "the", "month"}


def test_a_break_in_the_text_is_kept() -> None:
    assert wrapped("甲\n乙", 8.0, 100.0) == ("甲", "乙")


@given(MIXED, st.floats(20, 200))
def test_what_is_too_long_is_shortened_to_the_room(words: str, room: float) -> None:
    assert width(fitted(words, 8.0, room), 8.0) <= max(room, width("…", 8.0))
