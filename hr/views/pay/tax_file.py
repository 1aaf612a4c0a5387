"""The sheets of a run for the tax office's client, by withholding agent."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hr.models.pay.pay_run import SETTLED, PayRun
from hr.permissions.actions import Action
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_employers import employers_of, files_of
from hr.queries.pay.tax_rows import tax_files_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import tax_file as service
from hr.services.pay.pay_file import TakenFile
from hr.views.door import viewer
from hr.views.downloads import download
from reports.tax_client import LATEST, VERSIONS, ApartKind
from vocabulary.bad_input import BadInput

blueprint = Blueprint("tax_file", __name__, url_prefix="/pay/runs/<int:run_id>/tax-files")


@blueprint.get("")
def page(run_id: int) -> ResponseReturnValue:
    """Each withholding agent with its people, income and tax."""
    return _page(_run(run_id, Action.PAY_READ))


@blueprint.post("")
def take(run_id: int) -> ResponseReturnValue:
    """Take one sheet out."""
    run = _run(run_id, Action.PAY_EXPORT)
    try:
        return download(_maker(request.form.get("kind", ""))(run.id, request.form.get("employer", "")))
    except (Refusal, BadInput) as refusal:
        return _page(run, refusal), 409


def _maker(kind: str) -> Callable[[int, str], TakenFile]:
    """What makes the sheet that is asked for."""
    if kind == "people":
        return lambda run_id, employer: service.take_people(run_id, employer, viewer=viewer())
    if kind == "wages":
        version = request.form.get("version", LATEST, int)
        return lambda run_id, employer: service.take_wages(run_id, employer, viewer=viewer(), version=version)
    for apart in ApartKind:
        if kind == apart.value:
            return lambda run_id, employer: service.take_apart(run_id, employer, apart, viewer=viewer())
    raise OutOfScope(f"tax sheet {kind}")


def _run(run_id: int, action: Action) -> PayRun:
    run = run_of(run_id, viewer=viewer(), action=action)
    viewer().require(Action.ID_NUMBER_READ, run.unit.path)
    return run


def _page(run: PayRun, refusal: Refusal | BadInput | None = None) -> str:
    settled = run.state in SETTLED
    files = tax_files_of(run) if settled else {}
    return render_template(
        "pay/tax_file/page.html",
        run=run,
        settled=settled,
        may_export=viewer().may(Action.PAY_EXPORT, run.unit.path),
        agents=[(agent, files[agent.key]) for agent in employers_of(run)] if settled else [],
        taken=[file for file in files_of(run) if file.kind.startswith("tax_")],
        versions=VERSIONS,
        ApartKind=ApartKind,
        trouble=refusal,
    )
