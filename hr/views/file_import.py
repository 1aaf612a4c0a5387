"""The pages of every import: template, upload, dry run with row errors, yes or no, and what was imported before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from hr.forms.file_import import ConfirmForm, UploadForm
from hr.permissions.actions import Action
from hr.queries.staff.import_batch import batch_of, batches
from hr.refusals import OutOfScope
from hr.request_language import language
from hr.services import pending_upload
from hr.services.staff.import_result import ImportResult
from hr.services.system.background_job import Wanted
from hr.views.background import begin
from hr.views.door import say, viewer, whole_viewer
from hr.views.listing import ListLook, show
from intake.schema import Schema
from intake.template import write_template
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

MOST_ERRORS = 100
LARGE_FILE = 256 * 1024
"""Bytes from which on a confirmed file is taken in behind the pages, where the kind of import can be."""
_REFUSED = Text("有 {n} 行需要修改，未导入任何一行", "{n} rows need mending; nothing was imported")
_DONE = Text(
    "已导入 {accepted} 行，{unchanged} 行无变化，退回 {rejected} 行",
    "{accepted} rows imported, {unchanged} unchanged, {rejected} given back",
)


MAPPING_PROFILE = (
    Text("映射方案", "Mapping profile"),
    Text(
        "外部平台导出的文件按方案对应列、时区和环节。",
        "It says which column of the platform's export is what, its time zone and its steps.",
    ),
)
MONTHS_TAKEN = (
    Text("追溯生效", "Dated back"),
    Text(
        "锁定的工资条不改，差额在下一批次作补发；已审批未锁定的月份不收。",
        "Locked slips stay, and the difference is paid with the next run; approved months that are not locked take "
        "nothing.",
    ),
)


@dataclass(frozen=True)
class ImportKind:
    """What differs from one import to the next.

    ``name`` is the blueprint's. ``take(content, filename, choice, viewer=, keep_good=, dry_run=)`` is the service;
    ``choices`` are the ways of reading a file that it knows (mapping profiles; whether locked months are meant), none
    where there is but one; ``asks`` what the choice is called and what it is for, ``usual`` the one that an address
    need not name. ``home`` is the page above in the breadcrumbs (words, endpoint); ``below`` a template with what else
    a dry run shows.
    """

    name: str
    address: str
    subject: str
    action: Action
    title: Text
    hint: Text
    home: tuple[Text, str]
    schema: Callable[[], Schema]
    template_name: Text
    take: Callable[..., ImportResult]
    choices: Callable[[], Sequence[tuple[str, Text]]] = tuple
    asks: tuple[Text, Text] = MAPPING_PROFILE
    usual: str = ""
    below: str | None = None
    in_background: bool = False


class ImportPages:
    """The views of one kind of import."""

    def __init__(self, kind: ImportKind) -> None:
        self.kind = kind

    def blueprint(self) -> Blueprint:
        """Its addresses."""
        made = Blueprint(self.kind.name, __name__, url_prefix=self.kind.address)
        made.get("", endpoint="page")(self.page)
        made.post("", endpoint="offer")(self.offer)
        made.get("/template", endpoint="template")(self.template)
        made.get("/dry-run/<token>", endpoint="dry_run")(self.dry_run)
        made.post("/dry-run/<token>", endpoint="confirm")(self.confirm)
        made.get("/dry-run/<token>/rejects", endpoint="dry_run_rejects")(self.dry_run_rejects)
        made.post("/dry-run/<token>/drop", endpoint="drop")(self.drop)
        made.get("/batches/<int:batch_id>/rejects", endpoint="rejects")(self.rejects)
        return made

    def page(self) -> ResponseReturnValue:
        """The form to offer a file, above the list of what was imported."""
        return self._shown(UploadForm().offer(self.kind.choices(), self.kind.asks[0]))

    def _shown(self, form: UploadForm) -> ResponseReturnValue:
        listing = batches(self.kind.subject, self.kind.action, viewer=whole_viewer())
        lead = Text(
            "先试运行核对，确认后才写入；同一文件重复导入不会重复登记。",
            "A dry run first; the same file twice changes nothing.",
        )
        look = ListLook(
            self.kind.title, links={"batch_id": f"{self.kind.name}.rejects"}, lead=lead, hint=self.kind.hint
        )
        return show(listing, look, "_import_page.html", form=form, kind=self.kind)

    def template(self) -> ResponseReturnValue:
        """The empty form to fill in."""
        whole_viewer().require(self.kind.action)
        out = BytesIO()
        write_template(self.kind.schema(), out, language())
        out.seek(0)
        name = self.kind.template_name.in_(language())
        return send_file(out, as_attachment=True, download_name=f"{name}.xlsx")

    def offer(self) -> ResponseReturnValue:
        """Keep the file and show its dry run; a file that can't be read at all is refused at once."""
        whole_viewer().require(self.kind.action)
        form = UploadForm().offer(self.kind.choices(), self.kind.asks[0])
        if form.validate_on_submit():
            content, filename = form.file.data.read(), form.file.data.filename or "upload"
            try:
                self.kind.take(content, filename, form.chosen, viewer=viewer(), dry_run=True)
            except BadInput as bad:
                form.file.errors = [*form.file.errors, bad.reason.in_(language())]
            else:
                token = pending_upload.keep(content, filename, self.kind.subject, viewer=viewer())
                return redirect(self._address("dry_run", token, form.chosen))
        answer = make_response(self._shown(form))
        answer.status_code = 400
        return answer

    def dry_run(self, token: str) -> ResponseReturnValue:
        """What the import would do, row by row where something is wrong."""
        result, filename = self._tried(token)
        return render_template(
            "_import_dry_run.html",
            result=result,
            token=token,
            choice=self._choice(),
            filename=filename,
            form=ConfirmForm(),
            kind=self.kind,
            most=MOST_ERRORS,
        )

    def dry_run_rejects(self, token: str) -> ResponseReturnValue:
        """The rows that the dry run would reject, annotated."""
        return _workbook(self._tried(token)[0].rejects)

    def _tried(self, token: str) -> tuple[ImportResult, str]:
        upload = pending_upload.kept(token, self.kind.subject, viewer=viewer())
        filename = upload.file_name
        return self.kind.take(upload.content, filename, self._choice(), viewer=viewer(), dry_run=True), filename

    def confirm(self, token: str) -> ResponseReturnValue:
        """Import the file that was looked through."""
        upload = pending_upload.kept(token, self.kind.subject, viewer=viewer())
        content, filename, keep_good = upload.content, upload.file_name, bool(ConfirmForm().keep_good.data)
        if self.kind.in_background and len(content) >= LARGE_FILE:
            return begin(self._job(token, filename, keep_good=keep_good))
        result = self.kind.take(content, filename, self._choice(), viewer=viewer(), keep_good=keep_good)
        if result.refused:
            say(_REFUSED.format(n=result.rejected), "danger")
            return redirect(self._address("dry_run", token, self._choice()))
        pending_upload.drop(token, viewer=viewer())
        counts = {"accepted": result.accepted, "unchanged": result.unchanged, "rejected": result.rejected}
        say(_DONE.format(**counts), "warning" if result.rejected else "success")
        return redirect(url_for(f"{self.kind.name}.page"))

    def _job(self, token: str, filename: str, *, keep_good: bool) -> Wanted:
        """The import as a background job; the token is spent by it, so no file is taken twice."""
        given = {"token": token, "subject": self.kind.subject, "profile": self._choice(), "keep_good": keep_good}
        subject = Text(f"{self.kind.title.zh} {filename}", f"{self.kind.title.en} {filename}")
        return Wanted("import", f"import:{token}", subject, url_for(f"{self.kind.name}.page"), given)

    def drop(self, token: str) -> ResponseReturnValue:
        """Forget the file."""
        pending_upload.kept(token, self.kind.subject, viewer=viewer())
        pending_upload.drop(token, viewer=viewer())
        return redirect(url_for(f"{self.kind.name}.page"))

    def rejects(self, batch_id: int) -> ResponseReturnValue:
        """The rejected rows of an earlier import, annotated, to be mended and offered again."""
        return _workbook(batch_of(batch_id, self.kind.subject, self.kind.action, viewer=viewer()).rejects)

    def _choice(self) -> str:
        """The way of reading in the address: one of those offered, for a profile may also be named by a path."""
        offered = [value for value, _ in self.kind.choices()]
        wanted = request.args.get("choice", self.kind.usual)
        if wanted not in (offered or [""]):
            raise OutOfScope(f"no profile {wanted}")
        return wanted

    def _address(self, view: str, token: str, choice: str) -> str:
        return url_for(f"{self.kind.name}.{view}", token=token, choice=None if choice == self.kind.usual else choice)


def _workbook(content: bytes | None) -> ResponseReturnValue:
    if content is None:
        raise OutOfScope("no rejected rows")
    name = Text("退回的行", "rejected-rows").in_(language())
    return send_file(BytesIO(content), as_attachment=True, download_name=f"{name}.xlsx")
