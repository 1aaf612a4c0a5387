"""The catalogue of work and its standard minutes."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.queries.casework.work_item import items_listing, standards_in_order, work_item_of
from hr.views.door import today, whole_viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("work_item", __name__, url_prefix="/casework/items")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The items with the standard minutes in force today."""
    look = ListLook(
        Text("事项清单", "Work items"),
        links={"item_id": "work_item.page"},
        export="work-items",
        lead=Text("各环节为今日有效的标准工时（分钟）", "Standard minutes of each step, as in force today"),
        hint=Text("事项清单还是空的。", "The catalogue is still empty."),
    )
    return show(items_listing(today(), viewer=whole_viewer()), look)


@blueprint.get("/<int:item_id>")
def page(item_id: int) -> ResponseReturnValue:
    """One item with all its standards and where they come from."""
    item = work_item_of(item_id, viewer=whole_viewer())
    return render_template("casework/work_item/page.html", item=item, standards=standards_in_order(item), today=today())
