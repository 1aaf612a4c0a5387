"""Long work on a pay run: computing it, checking it, making its files."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from hr.jobs.running import Outcome, Running
from hr.queries.pay.run_summary import summary_of
from hr.services.pay import pay_run
from hr.services.pay.pay_reports import export
from hr.services.pay.run_files import make
from vocabulary.money import yuan_grouped
from vocabulary.terms import PayRunState
from vocabulary.text import Text

_COMPUTED = Text("已计算 {n} 人，实发合计 {net} 元", "{n} people computed, net pay {net} yuan in all")
_FAILED = Text("已计算 {n} 人，其中 {failed} 人未能计算", "{n} people computed, {failed} of whom could not be")
_PASSED = Text("核对通过，可以提交审批", "Nothing blocks: the run can be submitted")
_BLOCKED = Text("核对完成：{n} 项阻断问题须先解决", "Checked: {n} findings block the run")
_MAKING = Text("正在生成 {name}", "Writing {name}")
_READY = Text("文件已生成，可以下载", "The file is ready to be fetched")


def compute(job: Running) -> Outcome:
    """Compute the run ``run_id``; ``everything``: back pay looks at all paid months."""
    everything = bool(job.arguments.get("everything"))
    run = pay_run.compute(job.arguments["run_id"], viewer=job.viewer, progress=job.progress, everything=everything)
    found = summary_of(run)
    if found.failed:
        return Outcome(_FAILED.format(n=found.people, failed=found.failed))
    return Outcome(_COMPUTED.format(n=found.people, net=yuan_grouped(found.net)))


def check(job: Running) -> Outcome:
    """Check the run ``run_id``."""
    run = pay_run.check(job.arguments["run_id"], viewer=job.viewer, progress=job.progress)
    if run.state is PayRunState.CHECKED:
        return Outcome(_PASSED)
    return Outcome(_BLOCKED.format(n=summary_of(run).blocking))


def file(job: Running) -> Outcome:
    """Make the file ``name`` (``register.pdf``) of the run ``run_id``."""
    name, run_id = job.arguments["name"], job.arguments["run_id"]
    job.progress(_MAKING.format(name=name))
    content = make(name, run_id, viewer=job.viewer)
    _private(job.file).write_bytes(content)
    return Outcome(_READY, f"{run_id}-{name}")


def reports(job: Running) -> Outcome:
    """All reports of the run ``run_id`` in one archive; an interrupted job goes on with the next file."""
    parts, have = job.file.with_suffix(".parts"), list(job.place or ())
    _private(parts / "0").unlink()

    def made(name: str) -> None:
        have.append(name)
        job.keep_place(have)

    paths = export(
        job.arguments["run_id"], parts, viewer=job.viewer, progress=job.progress, have=tuple(have), made=made
    )
    with zipfile.ZipFile(_private(job.file), "w", zipfile.ZIP_STORED) as archive:
        for path in paths:
            archive.write(path, path.name)
    shutil.rmtree(parts)
    return Outcome(_READY, f"{job.arguments['run_id']}-reports.zip")


def _private(path: Path) -> Path:
    """An empty file that nobody else on this machine reads."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    return path
