"""Which encoding a text file is in; where it is neither UTF-8 nor GB18030, the byte and the line that show it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from intake.limits import MAX_EXPANDED_BYTES
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_CHUNK = 1 << 20
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class _Fault:
    """First place that an encoding can't read, and how much of the file speaks for the encoding all the same."""

    byte: int
    line: int
    good: int
    bad: int


def text_encoding(stream: BinaryIO) -> str:
    """``utf-8-sig`` (with or without its mark) or ``gb18030``, after reading ``stream`` to its end.

    Raises BadInput with byte position (from 0) and line (from 1) where the text is in neither; for UTF-16 and binary.
    """
    utf8 = _fault(stream, "utf-8")
    if utf8 is None:
        return "utf-8-sig"
    if utf8.good > utf8.bad:
        raise _unreadable("UTF-8", utf8)
    stream.seek(0)
    gb = _fault(stream, "gb18030")
    if gb is None:
        return "gb18030"
    raise _unreadable("GB18030", gb) if gb.byte > utf8.byte else _unreadable("UTF-8", utf8)


def _unreadable(encoding: str, fault: _Fault) -> BadInput:
    return BadInput(
        Text(
            f"编码有误：第 {fault.line} 行、第 {fault.byte} 字节（从 0 数起）不是有效的 {encoding}；"
            "请另存为“CSV UTF-8”后重新上传",
            f"Wrong encoding: byte {fault.byte} (counted from 0) on line {fault.line} is not valid {encoding}; "
            "save the file as CSV UTF-8 and upload it again",
        )
    )


def _fault(stream: BinaryIO, encoding: str) -> _Fault | None:
    """The first fault of ``stream`` in ``encoding``, or None when all of it can be read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    start, line, good, chunk = 0, 1, 0, b""
    try:
        while chunk := stream.read(_CHUNK):
            _refuse_no_text(chunk, start)
            good += len(chunk) - len(decoder.decode(chunk))  # signs of several bytes make it shorter
            start, line = start + len(chunk), line + chunk.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        held_over = len(error.object) - len(chunk)
        within = error.object[: error.start]
        here, bad = _evidence(error.object, encoding)
        return _Fault(start - held_over + error.start, line + within.count(b"\n"), good + here, bad)
    return None


def _refuse_no_text(chunk: bytes, start: int) -> None:
    if start > MAX_EXPANDED_BYTES:
        raise BadInput(Text("解压后的文件过大", "The file is too large once it is unpacked"))
    if start == 0 and chunk.startswith(_UTF16_MARKS):
        raise BadInput(
            Text(
                "文件是 UTF-16 编码；请另存为“CSV UTF-8”",
                "The file is UTF-16; save it as CSV UTF-8 and upload it again",
            )
        )
    if b"\0" in chunk:
        at = start + chunk.index(b"\0")
        raise BadInput(Text(f"不是文本文件（第 {at} 字节为空字符）", f"Not a text file: byte {at} is a null character"))


def _evidence(data: bytes, encoding: str) -> tuple[int, int]:
    """How many non-ASCII signs of ``data`` the encoding reads, and how many it can't."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) - bad, bad
