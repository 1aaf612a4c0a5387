"""Importing a staff file: template, upload, dry run, yes, and what was imported before."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, make_response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from hr.forms.staff.person import ConfirmForm, UploadForm
from hr.permissions.actions import Action
from hr.queries.staff.import_batch import batch_of, batches
from hr.refusals import OutOfScope
from hr.request_language import language
from hr.services import pending_upload
from hr.services.staff.import_result import ImportResult
from hr.services.staff.staff_import import SUBJECT, import_staff
from hr.views.door import say, today, viewer, whole_viewer
from hr.views.listing import ListLook, show
from intake.schemas.staff import staff_schema
from intake.template import write_template
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

blueprint = Blueprint("staff_import", __name__, url_prefix="/people/import")
LOOK = ListLook(
    Text("导入人员", "Import people"),
    links={"batch_id": "staff_import.rejects"},
    lead=Text(
        "先试运行核对，确认后才写入；同一文件重复导入不会重复登记。",
        "A dry run first; the same file twice changes nothing.",
    ),
    hint=Text(
        "还没有导入过文件：下载模板，填好后在上方选择。",
        "No file yet: download the template, fill it in, choose it above.",
    ),
)
_MOST_ERRORS = 100


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The form to offer a file, above the list of what was imported."""
    listing = batches(SUBJECT, Action.STAFF_WRITE, viewer=whole_viewer())
    return show(listing, LOOK, "staff/staff_import/page.html", form=UploadForm())


@blueprint.get("/template")
def template() -> ResponseReturnValue:
    """The empty form to fill in."""
    whole_viewer().require(Action.STAFF_WRITE)
    out = BytesIO()
    write_template(staff_schema(today()), out, language())
    out.seek(0)
    name = Text("人员信息模板", "staff-template").in_(language())
    return send_file(out, as_attachment=True, download_name=f"{name}.xlsx")


@blueprint.post("")
def offer() -> ResponseReturnValue:
    """Keep the file and show its dry run; a file that can't be read at all is refused at once."""
    whole_viewer().require(Action.STAFF_WRITE)
    form = UploadForm()
    if form.validate_on_submit():
        content, filename = form.file.data.read(), form.file.data.filename or "upload"
        try:
            import_staff(content, filename, viewer=viewer(), dry_run=True)
        except BadInput as bad:
            form.file.errors = [*form.file.errors, bad.reason.in_(language())]
        else:
            token = pending_upload.keep(content, filename, SUBJECT, viewer=viewer())
            return redirect(url_for("staff_import.dry_run", token=token))
    listing = batches(SUBJECT, Action.STAFF_WRITE, viewer=whole_viewer())
    answer = make_response(show(listing, LOOK, "staff/staff_import/page.html", form=form))
    answer.status_code = 400
    return answer


@blueprint.get("/dry-run/<token>")
def dry_run(token: str) -> ResponseReturnValue:
    """What the import would do, row by row where something is wrong."""
    upload = pending_upload.kept(token, SUBJECT, viewer=viewer())
    filename = upload.file_name
    return render_template(
        "staff/staff_import/dry_run.html",
        result=_tried(token),
        token=token,
        filename=filename,
        form=ConfirmForm(),
        most=_MOST_ERRORS,
    )


@blueprint.get("/dry-run/<token>/rejects")
def dry_run_rejects(token: str) -> ResponseReturnValue:
    """The rows that the dry run would reject, annotated."""
    return _workbook(_tried(token).rejects)


def _tried(token: str) -> ImportResult:
    upload = pending_upload.kept(token, SUBJECT, viewer=viewer())
    return import_staff(upload.content, upload.file_name, viewer=viewer(), dry_run=True)


@blueprint.post("/dry-run/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Import the file that was looked through."""
    form = ConfirmForm()
    upload = pending_upload.kept(token, SUBJECT, viewer=viewer())
    content, filename = upload.content, upload.file_name
    result = import_staff(content, filename, viewer=viewer(), keep_good=bool(form.keep_good.data))
    if result.refused:
        say(
            Text("有 {n} 行需要修改，未导入任何一行", "{n} rows need mending; nothing was imported").format(
                n=result.rejected
            ),
            "danger",
        )
        return redirect(url_for("staff_import.dry_run", token=token))
    pending_upload.drop(token, viewer=viewer())
    say(
        Text(
            "已导入 {accepted} 行，{unchanged} 行无变化，退回 {rejected} 行",
            "{accepted} rows imported, {unchanged} unchanged, {rejected} given back",
        ).format(accepted=result.accepted, unchanged=result.unchanged, rejected=result.rejected),
        "warning" if result.rejected else "success",
    )
    return redirect(url_for("staff_import.page"))


@blueprint.post("/dry-run/<token>/drop")
def drop(token: str) -> ResponseReturnValue:
    """Forget the file."""
    pending_upload.drop(token, viewer=viewer())
    return redirect(url_for("staff_import.page"))


@blueprint.get("/batches/<int:batch_id>/rejects")
def rejects(batch_id: int) -> ResponseReturnValue:
    """The rejected rows of an earlier import, annotated, to be mended and offered again."""
    return _workbook(batch_of(batch_id, SUBJECT, Action.STAFF_WRITE, viewer=viewer()).rejects)


def _workbook(content: bytes | None) -> ResponseReturnValue:
    if content is None:
        raise OutOfScope("no rejected rows")
    name = Text("退回的行", "rejected-rows").in_(language())
    return send_file(BytesIO(content), as_attachment=True, download_name=f"{name}.xlsx")
