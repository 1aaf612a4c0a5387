"""Every code that a check gives its findings has a title, and no title stands for a code that nothing gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import hr
import payroll
from payroll.finding_titles import TITLES

_SOURCES = [Path(package.__file__ or "").parent for package in (hr, payroll)]
_MODULES = ("payroll.findings", "payroll.checks")


def codes_in(source: str) -> Iterator[str]:
    """Codes as the checks write them: handed to Finding, or the one word of a tuple of other things."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            yield from words_of(node.args)
        elif isinstance(node, ast.Tuple) and len(words_of(node.elts)) == 1 < len(node.elts):
            yield from words_of(node.elts)


def words_of(nodes: list[ast.expr]) -> list[str]:
    return [
        node.value for node in nodes if isinstance(node, ast.Constant) and node.value and isinstance(node.value, str)
    ]


def test_every_code_of_a_finding_has_a_title_and_every_title_a_code() -> None:
    texts = [path.read_text(encoding="utf-8") for folder in _SOURCES for path in folder.rglob("*.py")]
    checks = [text for text in texts if any(f"from {module} import" in text for module in _MODULES)]
    assert {code for text in checks for code in codes_in(text)} == set(TITLES)
