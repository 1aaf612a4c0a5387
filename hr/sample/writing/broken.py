"""Rows spoilt on purpose, each in one way that offices know: for trying out what an import says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hr.sample.writing.forms import Line

Spoilt = Mapping[str, str]
_SHIFTS: tuple[Spoilt, ...] = (
    {"business_date": "2026-13-45"},
    {"kind": "大夜班"},
    {"start": "25:00"},
    {"staff_number": "XX99999"},
    {"staff_number": ""},
    {"duty": "=1+1"},
)
_CASES: tuple[Spoilt, ...] = (
    {"ended": "昨天下午"},
    {"step": "转办"},
    {"started": "2027-01-01 08:00", "ended": "2026-01-01 08:00"},
    {"case": ""},
)
_STAFF: tuple[Spoilt, ...] = (
    {"id_number": "310000199805200000"},
    {"agency": ""},
    {"contract_ends_on": "2020-01-01"},
    {"post": "ZZ"},
)


def broken_shifts(lines: Sequence[Line]) -> list[Line]:
    """The last rows spoilt: no such date, kind, time or person, a blank number, a formula; and one row twice."""
    return [*_spoilt(lines, _SHIFTS), lines[0]]


def broken_cases(lines: Sequence[Line]) -> list[Line]:
    """The last rows spoilt: no time, no such step, an end before its start, no case number."""
    return _spoilt(lines, _CASES)


def broken_staff(lines: Sequence[Line]) -> list[Line]:
    """The last rows spoilt: a wrong check digit, no agency, a contract that ends before it begins, no such post."""
    return _spoilt(lines, _STAFF)


def _spoilt(lines: Sequence[Line], wrong: Sequence[Spoilt]) -> list[Line]:
    good = len(lines) - len(wrong)
    return [*lines[:good], *({**line, **change} for line, change in zip(lines[good:], wrong, strict=False))]
