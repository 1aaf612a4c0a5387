"""The tree of units, a unit's page, and its quotas."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.organisation.unit import CloseForm, NewUnitForm, QuotaForm, UnitForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.queries.organisation.unit import ancestors_of, children_of, tree, unit_of, unit_options
from hr.queries.staff.establishment import colleagues, post_lines, quota_history, quota_lines, unit_counts
from hr.services.organisation import quota as quota_service
from hr.services.organisation import unit as service
from hr.services.organisation.unit import UnitWish
from hr.services.staff.closing import close_unit
from hr.views.door import today, viewer
from hr.views.organisation.form_page import Crumb, FormPage, handled
from hr.views.unit_panels import panels_of
from vocabulary.terms import UnitKind, UnitNature
from vocabulary.text import Text

blueprint = Blueprint("unit", __name__, url_prefix="/units")
UNITS = Text("机构", "Units")
_RATES = {"housing_fund_ppm": 70_000, "supplementary_fund_ppm": 0, "work_injury_ppm": 2_000}


@blueprint.get("")
def tree_page() -> ResponseReturnValue:
    """The units in scope as a tree, with quota and people."""
    viewer().require(Action.UNIT_READ)
    return render_template(
        "organisation/unit/tree.html",
        roots=tree(viewer=viewer(), on=today()),
        counts=unit_counts(today(), viewer=viewer()),
        may_add=viewer().may(Action.UNIT_WRITE),
    )


@blueprint.get("/<int:unit_id>")
def page(unit_id: int) -> ResponseReturnValue:
    """A unit: nature, quotas against people on post, posts, units below, and who works there."""
    unit = unit_of(unit_id, viewer=viewer())
    here = viewer().may(Action.STAFF_READ, unit.path)
    return render_template(
        "organisation/unit/page.html",
        unit=unit,
        trail=trail(unit),
        today=today(),
        quotas=quota_lines(unit_id, today(), viewer=viewer()),
        history=quota_history(unit_id, viewer=viewer()),
        posts=post_lines(unit_id, today(), viewer=viewer()),
        children=children_of(unit_id, viewer=viewer()),
        counts=unit_counts(today(), viewer=viewer()),
        people=colleagues(unit_id, today(), viewer=viewer()) if here else None,
        panels=panels_of(unit, viewer()),
        may_write=viewer().may(Action.UNIT_WRITE, unit.path),
    )


def trail(unit: Unit) -> list[Crumb]:
    """The pages above a unit's own, and its own."""
    above: list[Crumb] = [(UNITS, url_for("unit.tree_page"))]
    return above + [
        (one.name, url_for("unit.page", unit_id=one.id)) for one in (*ancestors_of(unit, viewer=viewer()), unit)
    ]


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new unit below one that the viewer maintains."""
    viewer().require(Action.UNIT_WRITE)
    form = NewUnitForm(
        opened_on=today(), parent_id=request.args.get("parent"), nature=UnitNature.PUBLIC_INSTITUTION, data=_RATES
    )
    units = unit_options(viewer=viewer(), action=Action.UNIT_WRITE, on=today())
    offer(form.parent_id, [(unit.id, f"{unit.code} {unit.name}") for unit in units])
    page = FormPage(
        Text("新增机构", "New unit"), [(UNITS, url_for("unit.tree_page"))], Text("机构已新增", "The unit was added")
    )

    def deed() -> str:
        made = service.add(form.parent_id.data, _wish(form, form.kind.data), viewer=viewer())
        return url_for("unit.page", unit_id=made.id)

    return handled(form, page, deed)


@blueprint.route("/<int:unit_id>/edit", methods=["GET", "POST"])
def edit(unit_id: int) -> ResponseReturnValue:
    """Change a unit."""
    unit = unit_of(unit_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = UnitForm(obj=unit)
    page = FormPage(Text("修改机构", "Change the unit"), trail(unit), Text("机构已修改", "The unit was changed"))

    def deed() -> str:
        service.change(unit_id, _wish(form, unit.kind), viewer=viewer())
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)


def _wish(form: UnitForm, kind: UnitKind) -> UnitWish:
    return UnitWish(
        code=form.code.data,
        name=form.name.data,
        kind=kind,
        nature=form.nature.data,
        opened_on=form.opened_on.data,
        housing_fund_ppm=form.housing_fund_ppm.data,
        supplementary_fund_ppm=form.supplementary_fund_ppm.data or 0,
        work_injury_ppm=form.work_injury_ppm.data,
    )


@blueprint.route("/<int:unit_id>/close", methods=["GET", "POST"])
def close(unit_id: int) -> ResponseReturnValue:
    """Close a unit for good."""
    unit = unit_of(unit_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = CloseForm(on=today())
    page = FormPage(
        Text("关闭机构", "Close the unit"),
        trail(unit),
        Text("机构已关闭", "The unit was closed"),
        lead=Text(
            "岗位一并关闭；尚有人员或下级机构时不能关闭。", "Its posts close too; not while people or units are left."
        ),
        button=Text("关闭", "Close"),
        tone="danger",
    )

    def deed() -> str:
        close_unit(unit_id, form.on.data, viewer=viewer())
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)


@blueprint.route("/<int:unit_id>/quotas/new", methods=["GET", "POST"])
def new_quota(unit_id: int) -> ResponseReturnValue:
    """Set a quota from a day on."""
    unit = unit_of(unit_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = QuotaForm(valid_from=today())
    page = FormPage(
        Text("调整编制", "Set a quota"),
        trail(unit),
        Text("编制已调整", "The quota was set"),
        lead=Text("原编制在前一日结束，历史保留。", "The present quota ends the day before; what was stays on record."),
    )

    def deed() -> str:
        quota_service.set_quota(
            unit_id, form.staffing_type.data, form.quota.data, form.valid_from.data, viewer=viewer()
        )
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)
