"""The dependency rule of docs/architecture.md, as import-linter reads it in pyproject.toml."""

from __future__ import annotations

import tomllib

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.conftest import ROOT

PACKAGES = {"hr", "payroll", "analytics", "scheduling", "intake", "reports", "vocabulary"}


def test_the_dependency_contracts_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == EXIT_STATUS_SUCCESS


def test_the_contracts_know_every_package_of_the_house() -> None:
    linted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    built = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert set(linted) == PACKAGES == built


def test_the_environment_is_read_in_one_place_alone() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "os.environ" in path.read_text() or "os.getenv" in path.read_text()
    }
    assert readers == {"hr/config.py"}
