"""Holding a row of a staff file against what is on file: a newcomer, somebody back, a change, nothing, a fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.refusals import Refusal
from hr.sealing import blind_index
from hr.services.staff import import_row as row
from hr.services.staff import rules
from hr.services.staff.employment import contracts_with
from hr.services.staff.import_known import Known
from hr.services.staff.import_places import Places
from hr.services.staff.import_row import Faults, Named, RowPlan, Values
from hr.services.staff.records import completed, retirement_fits
from hr.services.staff.wishes import ContractTerms
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind
from vocabulary.text import Text

_CORRECTABLE = ("name", "education", "mobile", "retirement_group", "first_worked_on")


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges rows one by one; reads nothing further from the database."""

    places: Places
    known: Known
    viewer: Viewer
    on: date

    def plan(self, number: int, values: Values, faults: Faults) -> RowPlan:
        """What the row changes; worth something only when ``faults`` stay empty."""
        at = row.named(values, self.places, faults)
        plan = RowPlan(number, post=at.post)
        with faults.about("staff_number"):
            plan.person = self._person(values)
        if faults.found or at.post is None:
            return plan
        if plan.person is None:
            self._newcomer(plan, values, at, faults)
        else:
            self._on_file(plan, plan.person, values, at, faults)
        return plan

    def _person(self, values: Values) -> Person | None:
        index = blind_index(values["id_number"])
        person = self.known.people.get(values["staff_number"])
        if person is not None and person.id_number_index == index:
            return person
        if values["staff_number"] in self.known.staff_numbers:
            raise Refusal(Text("工号已被另一人使用", "This staff number is another person's"), "staff_number")
        if index in self.known.id_indexes:
            raise Refusal(
                Text("该证件号码已以另一工号登记在册", "This identity number is on file under another staff number"),
                "id_number",
            )
        return None

    def _newcomer(self, plan: RowPlan, values: Values, at: Named, faults: Faults) -> None:
        with faults.about("id_number"):
            identity = completed(row.identity_of(values), self.on)
            plan.hire = row.hire_of(values, at, identity, None)
        self._hire_fits(plan, values, (), faults)
        plan.certificate = row.certificate_of(values)
        plan.account = _account_of(values)

    def _hire_fits(self, plan: RowPlan, values: Values, history: tuple[Employment, ...], faults: Faults) -> None:
        wish, post = plan.hire, plan.post
        if wish is None or post is None:
            return
        with faults.about("agency"):
            rules.agency_fits(wish.staffing_type, wish.agency_id)
        with faults.about("post"):
            rules.post_is_open(post, wish.starts_on)
        if wish.standing is not None:
            self._may_set_standing(post.unit.path, faults)
        plan.leaving = row.leaving_of(values)
        with faults.about("joined_on"):
            period = DateRange(wish.starts_on, plan.leaving.on if plan.leaving else None)
            rules.one_employment_at_a_time(period, history)
            if wish.contract is not None:
                rules.contract_fits(wish.contract, period, ())
                earlier = contracts_with(history, post.unit_id, wish.agency_id)
                rules.probation_fits(wish.contract, wish.staffing_type, earlier)
        self._leaving_fits(plan, faults)

    def _may_set_standing(self, path: str, faults: Faults) -> None:
        with faults.about("pay_scale"):
            if not self.viewer.may(Action.PAY_STANDING_WRITE, path):
                raise Refusal(Text("您无权设置薪级", "Setting grade and step is not yours to do"), "pay_scale")

    def _leaving_fits(self, plan: RowPlan, faults: Faults) -> None:
        with faults.about("separation_kind"):
            if plan.leaving is not None and plan.leaving.kind is SeparationKind.CONVERSION:
                raise Refusal(
                    Text("转换用工性质须在系统内办理", "A conversion is done on the pages"), "separation_kind"
                )

    def _on_file(self, plan: RowPlan, person: Person, values: Values, at: Named, faults: Faults) -> None:
        self._correct(plan, person, values, faults)
        history = tuple(self.known.employments.get(person.id, ()))
        plan.employment = next((e for e in history if e.starts_on == values["joined_on"]), None)
        if plan.employment is None:
            plan.hire = row.hire_of(values, at, None, person.id)
            self._hire_fits(plan, values, history, faults)
        else:
            self._same_employment(plan, plan.employment, values, at, faults)
        certificate = row.certificate_of(values)
        key = (certificate.name, certificate.level, certificate.issued_on) if certificate else None
        if key is not None and key not in self.known.certificates.get(person.id, set()):
            plan.certificate = certificate
        self._account(plan, person, values, faults)

    def _correct(self, plan: RowPlan, person: Person, values: Values, faults: Faults) -> None:
        wished = {key: values[key] for key in _CORRECTABLE if values[key] is not None}
        plan.corrections = {key: value for key, value in wished.items() if getattr(person, key) != value}
        if "retirement_group" in plan.corrections:
            with faults.about("retirement_group"):
                retirement_fits(plan.corrections["retirement_group"], person.sex)

    def _same_employment(
        self, plan: RowPlan, employment: Employment, values: Values, at: Named, faults: Faults
    ) -> None:
        primary = {a.post_id for a in employment.assignments if a.is_primary}
        agency_id = at.agency.id if at.agency else None
        for key, same in (
            ("staffing_type", employment.staffing_type is values["staffing_type"]),
            ("agency", employment.agency_id == agency_id),
            ("post", at.post is not None and at.post.id in primary),
        ):
            if not same:
                with faults.about(key):
                    raise Refusal(_DIFFERS, key)
        if values["fund_source"] not in {None, employment.fund_source}:
            plan.fund_source = values["fund_source"]
        self._leave(plan, employment, values, faults)
        self._contract(plan, employment, values, faults)
        self._standing(plan, employment, values, at, faults)

    def _leave(self, plan: RowPlan, employment: Employment, values: Values, faults: Faults) -> None:
        leaving = row.leaving_of(values)
        if leaving is None or employment.ends_on == leaving.on:
            return
        with faults.about("left_on"):
            if employment.ends_on is not None:
                raise Refusal(_DIFFERS, "left_on")
            plan.leaving = leaving
        self._leaving_fits(plan, faults)

    def _contract(self, plan: RowPlan, employment: Employment, values: Values, faults: Faults) -> None:
        terms = row.contract_of(values)
        if terms is None:
            return
        same = next((c for c in employment.contracts if c.starts_on == terms.starts_on), None)
        with faults.about("contract_starts_on"):
            if same is None:
                rules.contract_fits(terms, employment.range, employment.contracts)
                history = self.known.employments.get(employment.person_id, ())
                earlier = contracts_with(history, employment.host_unit_id, employment.agency_id)
                rules.probation_fits(terms, employment.staffing_type, earlier)
                plan.contract = terms
            elif not _agrees(same, terms):
                raise Refusal(_DIFFERS, "contract_ends_on")

    def _standing(self, plan: RowPlan, employment: Employment, values: Values, at: Named, faults: Faults) -> None:
        standing = row.standing_of(values, at)
        if standing is None:
            return
        on_file = self.known.standings.get(employment.id, ())
        if not on_file:
            self._may_set_standing(employment.host_unit.path, faults)
            plan.standing = standing
            return
        wished = (standing.pay_scale_id, standing.grade, standing.step)
        if wished not in {(one.pay_scale_id, one.grade, one.step) for one in on_file}:
            with faults.about("step"):
                raise Refusal(_DIFFERS, "step")

    def _account(self, plan: RowPlan, person: Person, values: Values, faults: Faults) -> None:
        wished = _account_of(values)
        on_file = self.known.accounts.get(person.id, ())
        if wished is None or blind_index(wished[1]) in {one.account_index for one in on_file}:
            return
        with faults.about("bank_account"):
            if on_file and not self.viewer.may(Action.BANK_WRITE, person.home_unit.path):
                raise Refusal(Text("变更银行账号由财务办理", "Finance changes bank accounts"), "bank_account")
            if any(one.confirmed_at is None for one in on_file):
                raise Refusal(Text("已有一项账号变更待确认", "A change is waiting to be confirmed"), "bank_account")
            plan.account = wished


_DIFFERS = Text(
    "与在册记录不符；调动、转换、续签、离职和薪级变动请在系统内办理",
    "It differs from what is on file; moves, conversions, renewals, separations and grades are changed on the pages",
)


def _agrees(contract: Contract, terms: ContractTerms) -> bool:
    return contract.kind is terms.kind and contract.ends_on == terms.ends_on


def _account_of(values: Values) -> tuple[str, str] | None:
    account: Any = values["bank_account"]
    return None if account is None else (values["bank_name"], account)
