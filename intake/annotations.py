"""The columns that a rejects workbook adds, so that a mended one can be read again without stumbling over them."""

from __future__ import annotations

from vocabulary.text import Text

ROW = Text("原行号", "Original row")
REASON = Text("问题说明", "What is wrong")
SUGGESTION = Text("修改建议", "How to mend it")

ANNOTATIONS: dict[str, tuple[str, ...]] = {f"~{text.en}": (text.zh, text.en) for text in (ROW, REASON, SUGGESTION)}
"""Headings by a key that no form's column can have."""
