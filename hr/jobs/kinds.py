"""Which kinds of background work there are, and what does each."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from hr.jobs.running import Work

KINDS: Mapping[str, str] = {
    "pay_run.compute": "hr.jobs.pay.pay_run:compute",
    "pay_run.check": "hr.jobs.pay.pay_run:check",
    "pay_run.file": "hr.jobs.pay.pay_run:file",
    "pay_run.reports": "hr.jobs.pay.pay_run:reports",
    "import": "hr.jobs.file_import:take",
}
"""Kind → ``module:function``, imported when the first of its jobs is done."""


def work_of(kind: str) -> Work:
    """What does a job of that kind; raises KeyError for a kind that there is not (any more)."""
    module, _, name = KINDS[kind].partition(":")
    work: Work = getattr(import_module(module), name)
    return work
