"""Commands that need no database, run as a script would run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hr.cli import main
from tests.conftest import SHARED


def run(*words: str | Path, given: str | None = None) -> Result:
    """The outcome of ``gridhr`` with ``words``; ``given`` stands on standard input."""
    return CliRunner().invoke(main, [str(word) for word in words], input=given)


def answer(*words: str | Path, given: str | None = None) -> dict[str, Any]:
    """The JSON object that it answers."""
    result = run(*words, given=given)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def real(name: str) -> Path:
    """A file of ../shared/data; the test is skipped, by name, where it is absent."""
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is absent")
    return path
