"""Files of a pay run that are fetched from its page."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from hr.services.pay import pay_reports
from hr.views.door import viewer

blueprint = Blueprint("run_file", __name__, url_prefix="/pay/runs/<int:run_id>")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/register.<any(pdf, xlsx):ending>")
def register(run_id: int, ending: str) -> ResponseReturnValue:
    """The pay register."""
    make = pay_reports.register_pdf if ending == "pdf" else pay_reports.register_xlsx
    return _file(make(run_id, viewer=viewer()), ending, f"pay-register-{run_id}.{ending}")


@blueprint.get("/payslips.<any(pdf):ending>")
def payslips(run_id: int, ending: str) -> ResponseReturnValue:
    """All slips in one file."""
    return _file(pay_reports.run_payslips_pdf(run_id, viewer=viewer()), ending, f"payslips-{run_id}.{ending}")


def _file(content: bytes, ending: str, name: str) -> Response:
    response = Response(content, mimetype=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
