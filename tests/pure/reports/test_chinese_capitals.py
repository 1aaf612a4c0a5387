"""Amounts in capital words: the examples of the rule, and reading them back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.chinese_capitals import in_capitals
from vocabulary.bad_input import BadInput
from vocabulary.money import fen

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        # 《支付结算办法》附一 第四条: the rule's own examples
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        # ends of places
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角"),
        ("10", "人民币壹拾元整"),
        ("3000.00", "人民币叁仟元整"),
        ("10001", "人民币壹万零壹元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("10010000", "人民币壹仟零壹万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("1000100000000", "人民币壹万零壹亿元整"),
        ("-12.30", "人民币负壹拾贰元叁角"),
    ],
)
def test_amounts_are_written_as_the_rule_writes_them(yuan: str, words: str) -> None:
    assert in_capitals(fen(yuan)) == words


def read_back(words: str) -> int:
    """The amount (fen) that capital words mean, read place by place."""
    sign = -1 if "负" in words else 1
    body = words.removeprefix("人民币").removeprefix("负").removesuffix("整")
    whole, _, rest = body.rpartition("元") if "元" in body else ("", "", body)
    small = {unit: DIGITS.index(digit) for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", rest)}
    return sign * (_whole(whole) * 100 + small.get("角", 0) * 10 + small.get("分", 0))


def _whole(words: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            high, _, low = words.rpartition(unit)
            return _whole(high) * size + _whole(low)
    total, digit = 0, 0
    for sign in words:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        else:
            total, digit = total + digit * {"拾": 10, "佰": 100, "仟": 1000}[sign], 0
    return total + digit


@given(st.integers(-(10**17), 10**17))
def test_the_words_mean_the_amount(amount: int) -> None:
    assert read_back(in_capitals(amount)) == amount


@given(st.integers(0, 10**17))
def test_zeros_are_never_doubled_nor_left_before_a_unit(amount: int) -> None:
    words = in_capitals(amount)
    assert "零零" not in words
    assert not re.search(r"零[拾佰仟万亿角分]", words)
    assert "零元" not in words.removeprefix("人民币零元整")


def test_an_amount_beyond_the_words_is_refused() -> None:
    with pytest.raises(BadInput):
        in_capitals(10**18)
