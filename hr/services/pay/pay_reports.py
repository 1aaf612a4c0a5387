"""Pay reports of a run: each export is recorded with who took it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.payslip import slips_of_run
from hr.queries.pay.slip_documents import RunNames, printed_slip, register_of
from hr.services.progress import Progress, silent
from reports.document import Stamp
from reports.pay_register import pay_register_pdf, pay_register_xlsx
from reports.payslip import payslips_pdf
from vocabulary.text import Text

_WRITING = Text("正在生成 {name}", "Writing {name}")


def export(
    run_id: int,
    folder: Path,
    *,
    viewer: Viewer,
    progress: Progress = silent,
    have: Collection[str] = (),
    made: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write the register (PDF and XLSX) and one file of payslips for each centre into ``folder``; their paths.

    Files named in ``have`` lie there from an interrupted export and are left as they are; ``made`` is told of each new
    one.
    """
    run = _computed(run_id, viewer)
    slips, names = slips_of_run(run), RunNames.of(run)
    folder.mkdir(parents=True, exist_ok=True)
    parts = dict(_parts(run, slips, names, viewer))
    for place, (name, make) in enumerate(parts.items()):
        if name not in have:
            progress(_WRITING.format(name=name), place, len(parts))
            _write(folder / name, make())
            if made is not None:
                made(name)
    return [folder / name for name in parts]


def _parts(
    run: PayRun, slips: Sequence[Payslip], names: RunNames, viewer: Viewer
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of each file of an export, and what makes it."""
    stem = f"{run.month}-{run.unit.code}-register"
    yield f"{stem}.pdf", partial(register_pdf, run.id, viewer=viewer)
    yield f"{stem}.xlsx", partial(register_xlsx, run.id, viewer=viewer)
    good = [slip for slip in slips if slip.failure_zh is None]
    for centre, of_centre in groupby(good, key=lambda slip: names.centres[slip.unit_id]):
        yield f"{run.month}-payslips-{centre}.pdf", partial(_merged, list(of_centre), names, viewer)


def register_pdf(run_id: int, *, viewer: Viewer) -> bytes:
    """The pay register as a PDF."""
    run = _computed(run_id, viewer)
    _record(run, "register.pdf", viewer)
    return pay_register_pdf(register_of(slips_of_run(run), RunNames.of(run)), viewer.language, _stamp(run, viewer))


def register_xlsx(run_id: int, *, viewer: Viewer) -> bytes:
    """The pay register as a workbook."""
    run = _computed(run_id, viewer)
    _record(run, "register.xlsx", viewer)
    out = io.BytesIO()
    pay_register_xlsx(register_of(slips_of_run(run), RunNames.of(run)), out, viewer.language, _stamp(run, viewer))
    return out.getvalue()


def run_payslips_pdf(run_id: int, *, viewer: Viewer) -> bytes:
    """Every slip of a run in one file, a page each."""
    run = _computed(run_id, viewer)
    _record(run, "payslips.pdf", viewer)
    return _merged([slip for slip in slips_of_run(run) if slip.failure_zh is None], RunNames.of(run), viewer)


def _merged(slips: list[Payslip], names: RunNames, viewer: Viewer) -> bytes:
    out = io.BytesIO()
    printed = (printed_slip(slip, names) for slip in slips)
    payslips_pdf(printed, out, viewer.language, _stamp(names.run, viewer))
    return out.getvalue()


def _computed(run_id: int, viewer: Viewer) -> PayRun:
    run = run_of(run_id, viewer=viewer, action=Action.PAY_EXPORT)
    run.must_be(*WITH_SLIPS)
    return run


def _record(run: PayRun, what: str, viewer: Viewer) -> None:
    with unit_of_work(viewer, "pay_run.export") as session:
        record_event(session, "pay_run", run.id, {"export": what})


def _stamp(run: PayRun, viewer: Viewer) -> Stamp:
    return Stamp(now().astimezone(SHANGHAI), viewer.name, run.book_fingerprint or "")


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
