"""Files of a run that may take long, by name: what the background makes of a city's run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope
from hr.services.pay import pay_reports

Maker = Callable[..., bytes]
MAKERS: Mapping[str, Maker] = {
    "register.pdf": pay_reports.register_pdf,
    "register.xlsx": pay_reports.register_xlsx,
    "payslips.pdf": pay_reports.run_payslips_pdf,
}
"""Name → ``maker(run_id, viewer=)``, which checks the viewer's right and records who took it."""
ALL_REPORTS = "reports.zip"
LARGE = 1_500
"""People of a run from which on its files are made in the background."""


def make(name: str, run_id: int, *, viewer: Viewer) -> bytes:
    """The file ``name`` of a run; OutOfScope for a name that is not among MAKERS."""
    if name not in MAKERS:
        raise OutOfScope(f"file {name} of pay run {run_id}")
    return MAKERS[name](run_id, viewer=viewer)
