"""CSV files: encodings, delimiters, quotes, and where exactly something is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from intake.tables import open_table
from vocabulary.bad_input import BadInput

PEOPLE = "工号,姓名\nA1,张三\nA2,李四\n"
ROWS = [(1, ["工号", "姓名"]), (2, ["A1", "张三"]), (3, ["A2", "李四"])]


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as refused:
        list(open_table(data).rows)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_reads_alike_in_every_encoding(encoding: str) -> None:
    assert list(open_table(PEOPLE.encode(encoding)).rows) == ROWS


def test_rare_characters_of_gb18030_are_read() -> None:
    text = "姓名\n𬭸㑇\n"
    assert list(open_table(text.encode("gb18030")).rows)[1] == (2, ["𬭸㑇"])


def test_a_packed_file_reads_like_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(PEOPLE.encode()))
    assert list(open_table(path).rows) == ROWS


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_separate_cells_too(delimiter: str) -> None:
    assert list(open_table(PEOPLE.replace(",", delimiter).encode()).rows) == ROWS


def test_a_line_break_inside_quotes_does_not_shift_the_row_numbers() -> None:
    assert list(open_table(b'a,b\n"x\ny",1\nz,2\n').rows) == [(1, ["a", "b"]), (2, ["x\ny", "1"]), (3, ["z", "2"])]


def test_blank_lines_keep_their_row_numbers() -> None:
    assert [number for number, _ in open_table(b"a\n\n1\n").rows] == [1, 2, 3]


def test_a_broken_byte_in_utf8_is_told_by_byte_and_line() -> None:
    good = PEOPLE.encode()
    broken = good[:-4] + b"\xff" + good[-4:]
    reason = refusal(broken).reason
    assert "line 3" in reason.en
    assert f"byte {broken.index(0xFF)} " in reason.en
    assert "UTF-8" in reason.en
    assert "第 3 行" in reason.zh


def test_a_broken_byte_in_gb18030_is_told_by_byte_and_line() -> None:
    broken = PEOPLE.encode("gb18030") + b"A3,\xff\n"
    reason = refusal(broken).reason
    assert f"byte {broken.index(0xFF)} " in reason.en
    assert "line 4" in reason.en
    assert "GB18030" in reason.en


def test_the_byte_is_right_when_the_fault_lies_chunks_away_and_splits_a_character() -> None:
    head = ("张" * 700_000).encode()[: (1 << 20) - 2]  # ends inside a character, and so does the first chunk read
    broken = b"ab\n" + head + b"\n"
    reason = refusal(broken).reason
    cut = 3 + len(head) // 3 * 3
    assert f"byte {cut} " in reason.en
    assert "line 2" in reason.en


def test_utf16_is_refused_with_the_way_out() -> None:
    assert "UTF-16" in refusal(PEOPLE.encode("utf-16")).reason.en


def test_binary_data_is_no_text_file() -> None:
    assert "Not a text file" in refusal(b"a,b\n1,\x002\n").reason.en


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    assert "quotation mark" in refusal(b'a,b\n"x,1\ny,2\n').reason.en


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refusal(b"").reason.en


def test_a_missing_file_is_refused_by_its_name_alone(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"No such file: gone\.csv"):
        open_table(tmp_path / "gone.csv")


def test_a_cut_off_gz_is_refused() -> None:
    assert "damaged" in refusal(gzip.compress(PEOPLE.encode() * 1000)[:-20]).reason.en
