"""Parsers of words and codes: free text, strings of digits, telephone numbers, yes or no."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from intake.cells import Cell, text_of
from intake.errors import BadCell
from vocabulary.text import Text

_EXACT_FLOAT_LIMIT = 1e15
_PHONE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"0\d{9,11}")
_YES = frozenset({"是", "有", "对", "y", "yes", "true", "t", "1", "√", "✓"})
_NO = frozenset({"否", "无", "没有", "n", "no", "false", "f", "0", "×", "✗"})


def plain_text(cell: Cell) -> str:
    """The cell's text without surrounding space, full-width digits and letters made narrow.

    Raises BadCell for a number so long that the spreadsheet has rounded it.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT_FLOAT_LIMIT:
        raise BadCell(
            "rounded_number",
            Text(
                "位数过多，电子表格已把末尾几位改成 0",
                "The number is so long that the spreadsheet has lost its last digits",
            ),
            Text("先把单元格格式设为“文本”，再重新录入", "Set the cell's format to Text and enter the number again"),
        )
    return unicodedata.normalize("NFKC", text_of(cell)).strip()


@dataclass(frozen=True, slots=True)
class Words:
    """Free text on one line, at most ``longest`` signs; gives str."""

    longest: int = 200
    form: ClassVar[Text] = Text("文字", "Text")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> str:
        text = " ".join(plain_text(cell).split())
        if len(text) > self.longest:
            raise BadCell(
                "too_long",
                Text(f"共 {len(text)} 个字，超过 {self.longest} 个", f"{len(text)} signs, more than {self.longest}"),
                Text(f"缩短到 {self.longest} 个字以内", f"Shorten it to {self.longest} signs"),
            )
        return text


@dataclass(frozen=True, slots=True)
class Code:
    """A code without inner space, such as a staff number or a unit code; gives str as written."""

    longest: int = 40
    form: ClassVar[Text] = Text("编码（字母、数字、- _ . /）", "Code (letters, digits, - _ . /)")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> str:
        text = plain_text(cell)
        if not re.fullmatch(rf"[\w\-./]{{1,{self.longest}}}", text):
            raise BadCell(
                "bad_code",
                Text("不是有效的编码", "Not a valid code"),
                Text(
                    f"只用字母、数字和 - _ . /，不超过 {self.longest} 位",
                    f"Use up to {self.longest} of: {self.form.en[6:-1]}",
                ),
            )
        return text


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is a name, such as a bank account; gives its digits, without spaces and dashes."""

    shortest: int
    longest: int
    choices: ClassVar[tuple[Text, ...]] = ()

    @property
    def form(self) -> Text:
        """How it is entered."""
        return Text(
            f"{self.shortest}–{self.longest} 位数字，按文本录入", f"{self.shortest}–{self.longest} digits, as text"
        )

    def __call__(self, cell: Cell) -> str:
        text = re.sub(r"[\s-]", "", plain_text(cell))
        if not re.fullmatch(rf"[0-9]{{{self.shortest},{self.longest}}}", text):
            raise BadCell(
                "bad_digits",
                Text(f"应为 {self.form.zh}", f"Expected {self.form.en}"),
                Text("核对原件后重新录入", "Compare with the original and enter it again"),
            )
        return text


@dataclass(frozen=True, slots=True)
class Phone:
    """A mainland mobile number (11 digits, +86 allowed) or a landline with its area code; gives the digits."""

    form: ClassVar[Text] = Text("手机号 11 位，或区号加座机", "Mobile number of 11 digits, or landline with area code")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> str:
        text = re.sub(r"[\s()-]", "", plain_text(cell))
        mobile = _PHONE.fullmatch(text)
        if mobile:
            return mobile[1]
        if _LANDLINE.fullmatch(text):
            return text
        raise BadCell(
            "bad_phone",
            Text("不是有效的电话号码", "Not a valid telephone number"),
            Text(
                "填 11 位手机号，或区号加座机，如 02112345678", "Enter an 11-digit mobile number, or like 02112345678"
            ),
        )


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否 in the usual ways of writing it; gives bool."""

    form: ClassVar[Text] = Text("是 或 否", "Yes or No")
    choices: ClassVar[tuple[Text, ...]] = (Text("是", "Yes"), Text("否", "No"))

    def __call__(self, cell: Cell) -> bool:
        word = plain_text(cell).casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise BadCell(
            "not_yes_no", Text("应填“是”或“否”", "Expected Yes or No"), Text("填“是”或“否”", "Enter Yes or No")
        )
