"""Contracts: those that run out, and renewals."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.staff.employment import ContractForm
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.queries.staff.contract import contracts_ending, notice_days
from hr.queries.staff.employment import employment_of
from hr.services.staff.contract import add_contract
from hr.views.door import today, viewer
from hr.views.listing import ListLook, show
from hr.views.organisation.form_page import FormPage, handled
from hr.views.staff.person import trail
from vocabulary.terms import ContractKind
from vocabulary.text import Text

blueprint = Blueprint("contract", __name__)


@blueprint.get("/contracts/ending")
def ending() -> ResponseReturnValue:
    """Contracts that end soon or have lapsed, with none after them."""
    days = notice_days(today())
    writes = viewer().may(Action.STAFF_WRITE)
    look = ListLook(
        Text("合同到期提醒", "Contracts ending"),
        links={"person_id": "person.page"} | ({"employment_id": "contract.new"} if writes else {}),
        export="contracts-ending" if viewer().may(Action.STAFF_EXPORT) else None,
        lead=Text(
            "{n} 天内到期或已到期、尚无下一份合同的在职人员；点终止日期办理续签",
            "On staff, ending within {n} days or lapsed, with no next contract; the end date leads to the renewal",
        ).format(n=days),
        hint=Text("近期没有到期的合同。", "No contract ends soon."),
    )
    return show(contracts_ending(viewer=viewer(), on=today(), within_days=days), look)


@blueprint.route("/employments/<int:employment_id>/contracts/new", methods=["GET", "POST"])
def new(employment_id: int) -> ResponseReturnValue:
    """A renewal, beginning the day after the last contract."""
    employment = employment_of(employment_id, viewer=viewer(), action=Action.STAFF_WRITE)
    person_id, name = employment.person_id, employment.person.name
    form = ContractForm(contract_kind=ContractKind.FIXED, contract_starts_on=_next_start(employment))
    page = FormPage(
        Text("续签合同", "Next contract"), trail(person_id, name), Text("合同已登记", "The contract was entered")
    )

    def deed() -> str:
        terms = form.terms(_next_start(employment))
        if terms is not None:
            add_contract(employment_id, terms, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


def _next_start(employment: Employment) -> date:
    ends = [contract.terminated_on or contract.ends_on for contract in employment.contracts]
    known = [end for end in ends if end is not None]
    return max(known) + timedelta(days=1) if known else employment.starts_on
