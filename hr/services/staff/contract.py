"""Contracts after the first: renewals."""

from __future__ import annotations

from hr.database import unit_of_work
from hr.models.staff.employment import Contract
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.employment import employment_of, employments_of
from hr.services.staff import rules
from hr.services.staff.employment import contracts_with
from hr.services.staff.holding import hold
from hr.services.staff.records import contract_row
from hr.services.staff.wishes import ContractTerms


def add_contract(employment_id: int, terms: ContractTerms, *, viewer: Viewer) -> Contract:
    """A first or a further contract of an employment.

    Raises Refusal when it overlaps another, does not begin within the employment, has an end that its kind does not
    have (or none that it needs), or a probation that the law does not allow.
    """
    with unit_of_work(viewer, "staff.add_contract") as session:
        employment = employment_of(employment_id, viewer=viewer, action=Action.STAFF_WRITE)
        hold(session, employment.person_id)
        session.expire(employment)
        rules.contract_fits(terms, employment.range, employment.contracts)
        history = employments_of(employment.person_id)
        earlier = contracts_with(history, employment.host_unit_id, employment.agency_id)
        rules.probation_fits(terms, employment.staffing_type, earlier)
        contract = contract_row(terms)
        contract.employment_id = employment.id
        session.add(contract)
    return contract
