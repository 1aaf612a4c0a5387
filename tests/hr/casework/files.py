"""Case files in GridHR's own form, and the real logs that lie beside the repository."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.conftest import SHARED

HEADINGS = ("案件编号", "事项", "环节", "经办人工号", "机构编码", "开始时间", "完成时间", "办结时限", "结果")
GOOD = ("2026-1", "占道经营", "处置", "N001", "N", "2026-10-09 08:30", "2026-10-09 09:00", "2026-10-10 08:30", "已处置")
DUTCH = SHARED / "data" / "nl_municipal_permit_receipt_events.csv.gz"
BALTIMORE = SHARED / "data" / "baltimore311_10k.csv.gz"
BOSTON = SHARED / "data" / "boston311_2015_street_types.csv.gz"


def row(**changed: str) -> tuple[str, ...]:
    """王芳 handles a case at N on 9 October 2026; ``changed`` replaces cells."""
    keys = ("case", "item", "step", "actor", "unit", "started", "ended", "deadline", "result")
    cells = dict(zip(keys, GOOD, strict=True)) | changed
    return tuple(cells[key] for key in keys)


def case_csv(*rows: tuple[str, ...], encoding: str = "utf-8-sig") -> bytes:
    """The rows as a CSV with Chinese headings."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode(encoding)


def content(path: Path) -> bytes:
    """The bytes of a real file."""
    return path.read_bytes()
