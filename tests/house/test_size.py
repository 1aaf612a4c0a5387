"""The size habits: files and functions that can be read at a glance, and a line that says what belongs in each file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import ROOT

PACKAGES = ("hr", "payroll", "analytics", "scheduling", "intake", "reports", "vocabulary")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_FILE, MEDIAN_FILE = 300, 110
LONGEST_FUNCTION, MEDIAN_FUNCTION = 35, 8
LONGER: dict[str, str] = {}
"""File → why it is longer than 300 lines all the same."""
LONGER_FUNCTIONS: dict[str, str] = {}
"""``file:function`` → why it is longer than 35 lines all the same."""
EMPTY_ON_PURPOSE = {"hr/__init__.py", "hr/permissions/__init__.py"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with its length, docstring left out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{name(path)}:{node.name}", length


def test_no_file_is_longer_than_can_be_read_without_a_reason() -> None:
    long = {name(path) for path in FILES if lines(path) > LONGEST_FILE}
    assert long == set(LONGER)


def test_the_median_file_is_short() -> None:
    assert median(lines(path) for path in FILES) <= MEDIAN_FILE


def test_few_functions_are_long_and_each_has_a_reason() -> None:
    long = {place for path in FILES for place, length in functions(path) if length > LONGEST_FUNCTION}
    assert long == set(LONGER_FUNCTIONS)


def test_the_median_function_is_short() -> None:
    assert median(length for path in FILES for _, length in functions(path)) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_what_belongs_in_it(path: Path) -> None:
    if name(path) in EMPTY_ON_PURPOSE:
        assert not path.read_text().strip()
        return
    said = ast.get_docstring(ast.parse(path.read_text()))
    assert said, "begin with one line that says what belongs here"
    assert said.splitlines()[0].rstrip().endswith((".", ":", "?")), said.splitlines()[0]
