"""Amounts in the capital words 人民币大写 that nobody can alter with a pen."""

from __future__ import annotations

from vocabulary.bad_input import BadInput
from vocabulary.money import Fen
from vocabulary.text import Text

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = (("亿", 10**8), ("万", 10**4))
_LIMIT = 10**18


def in_capitals(amount: Fen) -> str:
    """``amount`` (fen) in capital words: ``in_capitals(168032)`` is 人民币壹仟陆佰捌拾元零叁角贰分.

    Follows 《支付结算办法》 (银发〔1997〕393 号) 附一 and its examples: 整 after whole yuan, none after 角 or 分;
    one 零 for zeros inside, and before the 角 or 分 that follow an empty place. A negative amount begins with 负.
    Raises BadInput from ten quadrillion yuan on.
    """
    if abs(amount) >= _LIMIT:
        raise BadInput(Text("金额过大，无法写成大写", "The amount is too large for capital words"))
    yuan, rest = divmod(abs(amount), 100)
    words = f"人民币{'负' if amount < 0 else ''}"
    if not rest:
        return f"{words}{_whole(yuan) or '零'}元整"
    return words + (f"{_whole(yuan)}元" if yuan else "") + _small(rest, after=yuan)


def _small(rest: int, after: int) -> str:
    jiao, fen = divmod(rest, 10)
    empty_place = after and (not jiao or not after % 10)
    zero = "零" if empty_place else ""
    return zero + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(number: int) -> str:
    """Whole yuan: what stands before 亿 and 万 is a number again, the rest four places."""
    for name, size in _SECTIONS:
        if number >= size:
            high, low = divmod(number, size)
            zero = "零" if 0 < low < size // 10 else ""
            return _whole(high) + name + zero + _whole(low)
    return _places(number)


def _places(number: int) -> str:
    words, gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = bool(words)
    return words
