"""The audit trail, for auditors."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.system import audit_list
from hr.views.door import viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("audit_entry", __name__, url_prefix="/audit")
LOOK = ListLook(
    Text("审计记录", "Audit trail"),
    links={"number": "audit_entry.page"},
    lead=Text(
        "每一处变更都留痕并逐条串联，gridhr audit verify 可核验", "Every change, chained; gridhr audit verify checks it"
    ),
)


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """What happened, the latest first."""
    return show(audit_list.entries(viewer()), LOOK)


@blueprint.get("/<int:number>")
def page(number: int) -> ResponseReturnValue:
    """One entry; before and after only for who may see pay, since any table's figures can be in it."""
    entry = audit_list.entry_of(number, viewer=viewer())
    return render_template("system/audit_entry/page.html", entry=entry, with_values=viewer().may(Action.PAY_READ))
