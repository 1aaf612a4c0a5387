"""Background jobs: how far one's own have come, their files, and for who maintains users that there are some."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from hr.models.system.background_job import BackgroundJob
from hr.permissions.actions import Action
from hr.queries.system import background_job as query
from hr.services.system import background_job as service
from hr.views.background import say_how_it_ended
from hr.views.door import say, viewer, whole_viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("background_job", __name__, url_prefix="/jobs")
_HINT = Text(
    "计算发薪批次、生成大批报表或导入大文件时，任务会出现在这里。",
    "Computing a pay run, making large reports or importing large files leaves its jobs here.",
)


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """One's own jobs."""
    look = ListLook(Text("后台任务", "Background jobs"), {"job_id": "background_job.page"}, hint=_HINT)
    may_see_all = whole_viewer().may(Action.USER_WRITE)
    return show(query.own_jobs(viewer=whole_viewer()), look, "system/background_job/list.html", may_see_all=may_see_all)


@blueprint.get("/all")
def all_() -> ResponseReturnValue:
    """Everybody's, without their content."""
    look = ListLook(Text("全部后台任务", "All background jobs"), hint=_HINT)
    return show(query.jobs_of_all(viewer=whole_viewer()), look)


@blueprint.get("/<int:job_id>")
def page(job_id: int) -> ResponseReturnValue:
    """How far a job has come, or how it ended; without scripts the page reloads itself."""
    return render_template("system/background_job/page.html", **_told(query.job_of(job_id, viewer=viewer())))


@blueprint.get("/<int:job_id>/progress")
def progress(job_id: int) -> ResponseReturnValue:
    """The moving part of that page; when the job has ended, the way on."""
    job = query.job_of(job_id, viewer=viewer())
    answer = make_response(render_template("system/background_job/_progress.html", **_told(job)))
    if job.state not in query.LIVE and "HX-Request" in request.headers:
        answer.headers["HX-Redirect"] = _way_on(job)
    return answer


def _way_on(job: BackgroundJob) -> str:
    if job.file_name:
        return url_for("background_job.page", job_id=job.id)
    say_how_it_ended(job)
    return job.address


def _told(job: BackgroundJob) -> dict[str, object]:
    live = job.state in query.LIVE
    half_way = 50 * (2 * job.done + 1) // job.total if job.total else None  # the step that is being done counts half
    deleted_on = job.ended_at + query.kept_for() if job.file_name and job.ended_at else None
    return {"job": job, "live": live, "share": half_way, "deleted_on": deleted_on}


@blueprint.post("/<int:job_id>/cancel")
def cancel(job_id: int) -> ResponseReturnValue:
    """Ask it to stop."""
    service.cancel(job_id, viewer=viewer())
    say(Text("已请求取消；任务在下一步停下，数据不变", "It will stop at its next step and change nothing"), "info")
    return redirect(url_for("background_job.page", job_id=job_id))


@blueprint.get("/<int:job_id>/file")
def file(job_id: int) -> ResponseReturnValue:
    """The file that the job left, for its owner alone."""
    path, name = query.file_for(job_id, viewer=viewer())
    return send_file(path, as_attachment=True, download_name=name)
