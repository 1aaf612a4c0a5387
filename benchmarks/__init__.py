"""Benchmarks: what GridHR takes against a baseline that runs beside it on the same machine, one question a file."""

from __future__ import annotations

BENCHMARKS = (
    "pay_engine",
    "pay_run",
    "pay_reports",
    "simulation",
    "event_reading",
    "event_import",
    "workload",
    "equal_pay",
    "survival",
    "audit_trail",
    "people_list",
)
"""Each is a module with ``run(scale) -> Report``; its docstring says what is compared with what, and why it is fair."""
