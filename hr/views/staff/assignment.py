"""Transfers and further posts."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.staff.employment import ConcurrentForm, EndForm, TransferForm
from hr.permissions.actions import Action
from hr.queries.organisation.post import post_options
from hr.queries.staff.employment import assignment_of
from hr.queries.staff.person import person_of
from hr.services.staff import assignment as service
from hr.services.staff.wishes import ConcurrentPost, Transfer
from hr.views.door import today, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.staff.person import trail
from vocabulary.text import Text

blueprint = Blueprint("assignment", __name__)


def _offer_posts(form: TransferForm | ConcurrentForm) -> None:
    posts = post_options(viewer=viewer(), action=Action.STAFF_WRITE, on=today())
    offer(form.post_id, [(post.id, f"{post.unit_name} · {post.name}（{post.code}）") for post in posts])


@blueprint.route("/people/<int:person_id>/transfer", methods=["GET", "POST"])
def transfer(person_id: int) -> ResponseReturnValue:
    """Another primary post."""
    person = person_of(person_id, viewer=viewer(), action=Action.STAFF_WRITE)
    form = TransferForm(on=today())
    _offer_posts(form)
    page = FormPage(
        Text("调动", "Transfer"),
        trail(person_id, person.name),
        Text("调动已办理", "Transferred"),
        lead=Text(
            "现任职在前一日结束；到新机构的，档案自生效日起随之移交。",
            "The present assignment ends the day before; the file moves to another unit on the day.",
        ),
    )

    def deed() -> str:
        wish = Transfer(person_id=person_id, post_id=form.post_id.data, on=form.on.data)
        service.transfer(wish, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


@blueprint.route("/people/<int:person_id>/posts/new", methods=["GET", "POST"])
def add_concurrent(person_id: int) -> ResponseReturnValue:
    """A further post beside the primary one."""
    person = person_of(person_id, viewer=viewer(), action=Action.STAFF_WRITE)
    form = ConcurrentForm(starts_on=today())
    _offer_posts(form)
    page = FormPage(
        Text("增加兼任", "Add a further post"), trail(person_id, person.name), Text("兼任已登记", "The post was added")
    )

    def deed() -> str:
        wish = ConcurrentPost(
            person_id=person_id,
            post_id=form.post_id.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
        )
        service.add_concurrent(wish, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


@blueprint.route("/assignments/<int:assignment_id>/end", methods=["GET", "POST"])
def end(assignment_id: int) -> ResponseReturnValue:
    """A further post ends."""
    assignment = assignment_of(assignment_id, viewer=viewer(), action=Action.STAFF_WRITE)
    person = assignment.employment.person
    person_id = person.id
    form = EndForm(on=today())
    page = FormPage(
        Text("结束兼任", "End the further post"),
        trail(person_id, person.name),
        Text("兼任已结束", "The post has ended"),
    )

    def deed() -> str:
        service.end_assignment(assignment_id, form.on.data, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)
