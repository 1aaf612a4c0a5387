"""Shift files as people would hand them in."""

from __future__ import annotations

import csv
import io

HEADINGS = ("工号", "归属日期", "班次", "开始时间", "结束时间", "勤务", "机构编码")
GOOD = ("N001", "2026-10-09", "早班", "06:00", "14:00", "巡查", "")


def row(**changed: str) -> tuple[str, ...]:
    """王芳's early shift of 9 October 2026; ``changed`` replaces cells by the position of their heading."""
    keys = ("number", "day", "kind", "start", "end", "duty", "unit")
    cells = dict(zip(keys, GOOD, strict=True)) | changed
    return tuple(cells[key] for key in keys)


def shift_csv(*rows: tuple[str, ...], encoding: str = "utf-8-sig") -> bytes:
    """The rows as a CSV with Chinese headings."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode(encoding)
