"""Events of the case loop: a month of them, one case from first to last, and what nobody is matched to."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.casework.case import case_of, events_listing, months_with_events, unmatched_listing
from hr.views.door import viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.unit_month import unit_month
from vocabulary.text import Text

blueprint = Blueprint("case", __name__, url_prefix="/casework/events")
EVENTS = Text("案卷环节", "Case events")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The events of a month at a unit and below it."""
    asked = unit_month(Action.CASE_READ, months_with_events(viewer=whole_viewer()))
    may_write = asked.viewer.may(Action.CASE_WRITE)
    look = ListLook(
        EVENTS,
        links={"event_id": "case.page", "person_id": "workload.person"},
        export="case-events" if asked.viewer.may(Action.STAFF_EXPORT, asked.unit.path) else None,
        lead=Text("{month} · {unit}", "{month} · {unit}").format(month=asked.month, unit=asked.unit.name),
        hint=Text(
            "选择别的月份或机构，或导入平台的导出文件。", "Choose another month or unit, or import a platform's export."
        ),
        action=(Text("导入案卷", "Import cases"), url_for("case_import.page")) if may_write else None,
    )
    listing = events_listing(asked.month, asked.unit.path, viewer=asked.viewer)
    return show(listing, look, "casework/case/list.html", form=asked.form, may_write=may_write)


@blueprint.get("/unmatched")
def unmatched() -> ResponseReturnValue:
    """Actors (or work items, ``?what=items``) of the platforms that mean nobody (or nothing) here."""
    what = "items" if request.args.get("what") == "items" else "actors"
    titles = {
        "actors": Text("未匹配到人的经办人", "Actors who are nobody here"),
        "items": Text("不在事项清单的事项", "Work items that are not in the catalogue"),
    }
    leads = {
        "actors": Text(
            "这些环节不计入任何人的工作量。点开一个账号说明它是谁；人员登记或工号改正后也会自动匹配。",
            "Their events count for nobody's workload. Open one to say who it is; people entered later match too.",
        ),
        "items": Text(
            "这些环节没有标准工时，不计入工作量。点开一个事项说明它是清单里的哪一项。",
            "Their events have no standard minutes and make no load. Open one to say which item it is.",
        ),
    }
    may_write = viewer().may(Action.CASE_WRITE)
    links = {"open_event_id": f"match_rule.{what}"}
    look = ListLook(titles[what], links=links, lead=leads[what], hint=Text("全部匹配上了。", "Everything is matched."))
    return show(
        unmatched_listing(what, viewer=viewer()), look, "casework/case/unmatched.html", what=what, may_write=may_write
    )


@blueprint.get("/<int:event_id>")
def page(event_id: int) -> ResponseReturnValue:
    """The case of an event, step by step."""
    return render_template("casework/case/page.html", steps=case_of(event_id, viewer=viewer()), event_id=event_id)
