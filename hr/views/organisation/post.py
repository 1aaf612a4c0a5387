"""Posts of a unit."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.unit import CloseForm, PostForm
from hr.permissions.actions import Action
from hr.queries.organisation.post import post_of
from hr.queries.organisation.unit import unit_of
from hr.services.organisation import post as service
from hr.services.organisation.post import PostWish
from hr.services.staff.closing import close_post
from hr.views.door import today, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.organisation.unit import trail
from vocabulary.text import Text

blueprint = Blueprint("post", __name__)


@blueprint.route("/units/<int:unit_id>/posts/new", methods=["GET", "POST"])
def new(unit_id: int) -> ResponseReturnValue:
    """A new post at a unit."""
    unit = unit_of(unit_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = PostForm(opened_on=today(), headcount_plan=1)
    page = FormPage(Text("新增岗位", "New post"), trail(unit), Text("岗位已新增", "The post was added"))

    def deed() -> str:
        service.add(unit_id, _wish(form), viewer=viewer())
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)


@blueprint.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
def edit(post_id: int) -> ResponseReturnValue:
    """Change a post."""
    post = post_of(post_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = PostForm(obj=post)
    unit_id = post.unit_id
    page = FormPage(Text("修改岗位", "Change the post"), trail(post.unit), Text("岗位已修改", "The post was changed"))

    def deed() -> str:
        service.change(post_id, _wish(form), viewer=viewer())
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)


@blueprint.route("/posts/<int:post_id>/close", methods=["GET", "POST"])
def close(post_id: int) -> ResponseReturnValue:
    """Close a post."""
    post = post_of(post_id, viewer=viewer(), action=Action.UNIT_WRITE)
    form = CloseForm(on=today())
    unit_id = post.unit_id
    page = FormPage(
        Text("关闭岗位“{name}”", "Close the post “{name}”").format(name=post.name),
        trail(post.unit),
        Text("岗位已关闭", "The post was closed"),
        button=Text("关闭", "Close"),
        tone="danger",
    )

    def deed() -> str:
        close_post(post_id, form.on.data, viewer=viewer())
        return url_for("unit.page", unit_id=unit_id)

    return handled(form, page, deed)


def _wish(form: PostForm) -> PostWish:
    return PostWish(
        code=form.code.data,
        name=form.name.data,
        family=form.family.data,
        headcount_plan=form.headcount_plan.data,
        opened_on=form.opened_on.data,
        minimum_education=form.minimum_education.data,
        required_certificate=form.required_certificate.data,
        requirements=form.requirements.data,
    )
