"""Changes of bank accounts: proposed by one, confirmed by another, stoppable until they count."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.staff.person import BankAccountForm
from hr.queries.staff.bank_account import pending_changes
from hr.queries.staff.person import person_of
from hr.queries.staff.person_file import rights_on
from hr.refusals import OutOfScope
from hr.services.staff import bank_account as service
from hr.views.door import say, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.staff.person import trail
from vocabulary.text import Text

blueprint = Blueprint("bank_account", __name__)
_LEAD = Text(
    "提出后须由另一位经办人确认，确认满 {n} 天起生效；其间本人可以撤回。",
    "Another officer has to confirm it, and it counts {n} days after that; the person can stop it until then.",
)


@blueprint.get("/bank-accounts/changes")
def changes() -> ResponseReturnValue:
    """What waits to be confirmed, or cools off."""
    return render_template("staff/bank_account/changes.html", changes=pending_changes(viewer=viewer()))


@blueprint.route("/people/<int:person_id>/bank-account", methods=["GET", "POST"])
def propose(person_id: int) -> ResponseReturnValue:
    """Propose another account."""
    person = person_of(person_id, viewer=viewer(), own=True)
    if not rights_on(person, viewer()).bank_write:
        raise OutOfScope(f"bank account of person {person_id}")
    form = BankAccountForm()
    page = FormPage(
        Text("变更银行账号", "Change the bank account"),
        trail(person_id, person.name),
        Text("变更已提出，等待另一位经办人确认", "Proposed; it waits for another officer to confirm"),
        lead=_LEAD.format(n=service.COOLING_OFF.days),
        button=Text("提出变更", "Propose"),
    )

    def deed() -> str:
        service.propose(person_id, form.bank_name.data, form.account.data, viewer=viewer(), holder=form.holder.data)
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


@blueprint.post("/bank-accounts/<int:account_id>/reveal")
def reveal(account_id: int) -> ResponseReturnValue:
    """The clear number, as a fragment; recorded."""
    value = service.reveal(account_id, viewer=viewer())
    return render_template("staff/person/revealed.html", value=value)


@blueprint.post("/bank-accounts/<int:account_id>/confirm")
def confirm(account_id: int) -> ResponseReturnValue:
    """Confirm a change that somebody else proposed."""
    account = service.confirm(account_id, viewer=viewer())
    say(Text("变更已确认，{day} 起生效", "Confirmed; it counts from {day}").format(day=account.valid_from))
    return redirect(url_for("bank_account.changes"))


@blueprint.post("/bank-accounts/<int:account_id>/withdraw")
def withdraw(account_id: int) -> ResponseReturnValue:
    """Stop a change before it counts."""
    person_id = service.withdraw(account_id, viewer=viewer())
    say(Text("变更已撤回，原账号继续有效", "Stopped; the account before goes on"))
    return redirect(url_for("person.page", person_id=person_id))
