"""Workload: a unit's month, and the month of one person with all that made it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analytics.workload.confidence import RANKABLE_FROM
from analytics.workload.measure import PRACTICAL_FACTOR
from hr.permissions.actions import Action
from hr.queries.casework.person_load import events_of, items_of, load_of, months_of
from hr.queries.casework.workload_groups import UnitLoad, unit_load
from hr.queries.casework.workload_month import is_stale, loads_of, months_measured
from hr.queries.organisation.unit import children_of
from hr.queries.small_groups import HIDDEN
from hr.queries.staff.person import person_of
from hr.refusals import OutOfScope
from hr.request_language import language
from hr.views.casework.load_charts import person_chart, strip_chart
from hr.views.door import viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.unit_month import month_asked, unit_month
from vocabulary.text import Text

blueprint = Blueprint("workload", __name__, url_prefix="/casework/workload")
MOST_ITEMS = 15
"""Items × steps shown at once; the others unfold."""
PAGE = 100
"""People on one page of the table."""


@blueprint.get("")
def unit() -> ResponseReturnValue:
    """A unit's month: sums and the spread of load for all who see averages, people for those who may see people."""
    asked = unit_month(Action.OVERVIEW_READ, months_measured(viewer=whole_viewer(), action=Action.OVERVIEW_READ))
    loads = loads_of(asked.month, asked.unit.path, viewer=asked.viewer)
    named = asked.viewer.may(Action.WORKLOAD_READ, asked.unit.path)
    found = unit_load(loads, [asked.unit, *children_of(asked.unit.id, viewer=asked.viewer)], named=named)
    return render_template(
        "casework/workload/unit.html",
        asked=asked,
        found=found,
        named=named,
        hidden=HIDDEN,
        rankable_from=RANKABLE_FROM,
        factor=PRACTICAL_FACTOR,
        stale=is_stale(asked.month),
        chart=strip_chart(found, language()) if found.shown_points else None,
        **_people(found),
    )


def _people(found: UnitLoad) -> dict[str, object]:
    """One page of the people, in groups that may be ranked or not."""
    page = max(1, request.args.get("page", 1, int))
    rows = found.people(by_load=request.args.get("order") == "load")
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages)
    return {"rows": rows[(page - 1) * PAGE : page * PAGE], "page": page, "pages": pages}


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """One's own load."""
    own = viewer().person_id
    if own is None:
        raise OutOfScope("no staff record of one's own")
    return redirect(url_for("workload.person", person_id=own))


@blueprint.get("/people/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    """What made a person's load: for themselves, and for who may see the load of people."""
    found = person_of(person_id, viewer=viewer(), action=Action.WORKLOAD_READ, own=True)
    months = months_of(person_id)
    month, form = month_asked([load.month for load in reversed(months)])
    look = ListLook(
        Text("{name} 的工作量", "Workload of {name}").format(name=found.name),
        lead=Text("{number} · {unit} · {month}", "{number} · {unit} · {month}").format(
            number=found.staff_number, unit=found.home_unit.name, month=month
        ),
        hint=Text("这个月没有记在此人名下的环节。", "No events of this month are credited to them."),
        export=f"workload-{found.staff_number}",
    )
    return show(
        events_of(person_id, month),
        look,
        "casework/workload/person.html",
        person=found,
        form=form,
        load=load_of(person_id, month),
        items=items_of(person_id, month),
        most=MOST_ITEMS,
        rankable_from=RANKABLE_FROM,
        factor=PRACTICAL_FACTOR,
        chart=person_chart(months, language()) if len(months) > 1 else None,
        may_see_unit=viewer().may(Action.OVERVIEW_READ, found.home_unit.path),
    )
