"""Checks a resident identity number (GB 11643) and reads birth date and sex from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from vocabulary.terms import Sex
from vocabulary.text import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_OLD_RESIDENT = re.compile(r"[0-9]{15}")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}[0-9]{12}")
_FOREIGN = "9"
_OLDEST_YEARS = 150  # the standard's own sample was born in 1880

_MALFORMED = Text("证件号码应为17位数字加1位数字或X", "An identity number has 17 digits and then a digit or X")
_OLD_RESIDENT_REASON = Text(
    "15位的第一代身份证号码已于2013年起停用，请填写18位号码",
    "The 15-digit numbers of the first generation ended in 2013; give the 18-digit number",
)
_OLD_FOREIGN_REASON = Text(
    "这是2017版外国人永久居留身份证的15位号码，请填写2023版的18位号码",
    "This is the 15-character number of the 2017 permanent residence card; give the 18 digits of the 2023 card",
)
_REGION_REASON = Text("地区代码 {code} 不存在", "There is no region with the code {code}")
_BIRTH_REASON = Text("出生日期 {written} 不成立", "The birth date {written} can't be")
_CHECK_REASON = Text("校验码不符，应为 {expected}", "The check digit is wrong: it should be {expected}")


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What a number says: ``born`` and ``sex`` are None, and ``reason`` is set, exactly when it is not ``valid``."""

    valid: bool
    born: date | None
    sex: Sex | None
    reason: Text | None

    def answer(self) -> dict[str, Any]:
        """What ``calc id-number`` answers."""
        return {
            "valid": self.valid,
            "born": self.born.isoformat() if self.born else None,
            "sex": self.sex.value if self.sex else None,
        }


def check_resident_id(number: str, on: date) -> IdCheck:
    """Checks ``number`` on the date ``on``: form, region code, birth date (not after ``on``), check digit.

    Spaces around it and a small x are accepted. Accepts resident identity cards with current and retired codes,
    residence permits of Hong Kong, Macao and Taiwan residents, and the foreign permanent residence card of 2023 (18
    digits from 9: province, three digits of nationality, birth date, order, check digit). Never raises for any text.
    """
    number = number.strip().upper()
    reason = _form_reason(number)
    if reason:
        return IdCheck(valid=False, born=None, sex=None, reason=reason)
    born = _birth_date(number[6:14], on)
    reason = _region_reason(number) or _birth_reason(number, born) or _check_reason(number)
    if reason:
        return IdCheck(valid=False, born=None, sex=None, reason=reason)
    return IdCheck(valid=True, born=born, sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE, reason=None)


def check_digit(first_seventeen: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2, as GB 11643 uses it)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_DIGITS[total % 11]


def _form_reason(number: str) -> Text | None:
    if _OLD_RESIDENT.fullmatch(number):
        return _OLD_RESIDENT_REASON
    if _OLD_FOREIGN.fullmatch(number):
        return _OLD_FOREIGN_REASON
    return None if _NUMBER.fullmatch(number) else _MALFORMED


def _region_reason(number: str) -> Text | None:
    codes = _codes()
    if number.startswith(_FOREIGN):
        code = number[1:3]
        return None if code in codes.provinces else _REGION_REASON.format(code=code)
    code = number[:6]
    counties = codes.counties.get(code[:2])
    known = code in counties if counties else code[:2] in codes.provinces
    return None if known or code in codes.permits else _REGION_REASON.format(code=code)


def _birth_reason(number: str, born: date | None) -> Text | None:
    return None if born else _BIRTH_REASON.format(written=number[6:14])


def _check_reason(number: str) -> Text | None:
    expected = check_digit(number[:17])
    return None if number[17] == expected else _CHECK_REASON.format(expected=expected)


def _birth_date(written: str, on: date) -> date | None:
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
    return born if on.year - _OLDEST_YEARS <= born.year and born <= on else None


@dataclass(frozen=True, slots=True)
class _Codes:
    provinces: frozenset[str]
    counties: dict[str, frozenset[str]]
    permits: frozenset[str]


@cache
def _codes() -> _Codes:
    known = yaml.safe_load(resources.files("vocabulary.law").joinpath("region_codes.yaml").read_text(encoding="utf-8"))
    return _Codes(
        provinces=frozenset(known["provinces"]),
        counties={
            province: frozenset(code for codes in named.values() for code in codes)
            for province, named in known["counties"].items()
        },
        permits=frozenset(known["residence_permits"]),
    )
