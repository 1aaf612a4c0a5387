"""Parsers of quantities: whole numbers, decimals and money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import ClassVar

from intake.cells import Cell
from intake.errors import BadCell
from intake.parsers.plain import plain_text
from vocabulary.money import Fen, fen_from_cell, yuan
from vocabulary.text import Text

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,10})?")
_CURRENCY = re.compile(r"^[¥￥]|元$|^人民币|^RMB|^CNY", re.IGNORECASE)


def _number_text(cell: Cell) -> str:
    if isinstance(cell, float):
        cell = f"{cell:.10f}".rstrip("0").rstrip(".")  # 0.1 + 0.2 is 0.3 to whoever looks at the sheet
    text = _CURRENCY.sub("", plain_text(cell)).strip()
    if not _NUMBER.fullmatch(text):
        raise BadCell(
            "not_a_number",
            Text("不是数字", "Not a number"),
            Text("只填数字，如 1885.50", "Enter digits only, like 1885.50"),
        )
    return text.replace(",", "")


def _check_range(value: Decimal, lowest: Decimal | None, highest: Decimal | None, show: tuple[str, str]) -> None:
    if (lowest is None or value >= lowest) and (highest is None or value <= highest):
        return
    low, high = show
    raise BadCell(
        "out_of_range",
        Text(f"超出范围（{low} 至 {high}）", f"Out of range ({low} to {high})"),
        Text("核对数值和单位", "Check the number and its unit"),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``lowest`` to ``highest``; gives int."""

    lowest: int = 0
    highest: int = 1_000_000_000
    choices: ClassVar[tuple[Text, ...]] = ()

    @property
    def form(self) -> Text:
        """How it is entered."""
        return Text(f"整数 {self.lowest}–{self.highest}", f"Whole number {self.lowest}–{self.highest}")

    def __call__(self, cell: Cell) -> int:
        value = Decimal(_number_text(cell))
        if value != value.to_integral_value():
            raise BadCell(
                "not_whole", Text("应为整数", "Expected a whole number"), Text("去掉小数", "Leave out the decimals")
            )
        _check_range(value, Decimal(self.lowest), Decimal(self.highest), (str(self.lowest), str(self.highest)))
        return int(value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A decimal with at most ``places`` digits after the point, ``lowest`` to ``highest``; gives Decimal."""

    places: int = 2
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None
    choices: ClassVar[tuple[Text, ...]] = ()

    @property
    def form(self) -> Text:
        """How it is entered."""
        return Text(f"数字，最多 {self.places} 位小数", f"Number with up to {self.places} decimals")

    def __call__(self, cell: Cell) -> Decimal:
        value = Decimal(_number_text(cell))
        if value != value.quantize(Decimal(1).scaleb(-self.places), ROUND_DOWN):
            raise BadCell(
                "too_fine",
                Text(f"小数超过 {self.places} 位", f"More than {self.places} decimals"),
                Text(f"最多保留 {self.places} 位小数", f"Keep at most {self.places} decimals"),
            )
        _check_range(value, self.lowest, self.highest, (_shown(self.lowest), _shown(self.highest)))
        return value


def _shown(bound: Decimal | None) -> str:
    return "…" if bound is None else str(bound)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan with at most two decimals, ``lowest`` to ``highest`` fen; gives whole fen."""

    lowest: Fen | None = 0
    highest: Fen | None = 100_000_000_00
    form: ClassVar[Text] = Text("金额（元），最多两位小数", "Amount in yuan, up to two decimals")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> Fen:
        try:
            amount = fen_from_cell(cell if isinstance(cell, float) else _number_text(cell))
        except ValueError as error:
            if isinstance(error, BadCell):
                raise
            raise BadCell(
                "too_fine",
                Text("金额的小数超过两位", "The amount has more than two decimals"),
                Text("四舍五入到分", "Round it to the fen (two decimals)"),
            ) from error
        bounds = [None if b is None else Decimal(b) for b in (self.lowest, self.highest)]
        shown = tuple("…" if b is None else yuan(b) for b in (self.lowest, self.highest))
        _check_range(Decimal(amount), bounds[0], bounds[1], (shown[0], shown[1]))
        return amount
