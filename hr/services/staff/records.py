"""New rows made from wishes that the rules have passed: what hiring by form and hiring by file have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_standing import PayStanding
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.refusals import Refusal
from hr.services.staff.wishes import ContractTerms, FirstStanding, Hire, Identity
from vocabulary.resident_id import check_resident_id
from vocabulary.terms import IdType, RetirementGroup, Sex
from vocabulary.text import Text


def completed(identity: Identity, on: date) -> Identity:
    """``identity`` with what its number tells; raises Refusal when it is wrong or something can't be known."""
    number = identity.id_number.strip().upper()
    sex, born_on = identity.sex, identity.born_on
    if identity.id_type is IdType.RESIDENT_ID:
        check = check_resident_id(number, on)
        if check.reason:
            raise Refusal(check.reason, "id_number")
        if (sex or check.sex) is not check.sex:
            raise Refusal(Text("性别与身份证号码不符", "The sex differs from the ID number"), "sex")
        if (born_on or check.born) != check.born:
            raise Refusal(Text("出生日期与身份证号码不符", "The date of birth differs from the ID number"), "born_on")
        sex, born_on = check.sex, check.born
    for field, value in (("sex", sex), ("born_on", born_on)):
        if value is None:
            raise Refusal(Text("该证件类型须填写此项", "This type of document needs it"), field)
    group = identity.retirement_group or (RetirementGroup.MALE_60 if sex is Sex.MALE else None)
    retirement_fits(group, sex)
    return replace(identity, id_number=number, sex=sex, born_on=born_on, retirement_group=group)


def retirement_fits(group: RetirementGroup | None, sex: Sex | None) -> None:
    """A retirement group that agrees with the sex; women need theirs said, as it follows from the kind of post."""
    if group is None:
        raise Refusal(
            Text("女职工须填写退休类别（按岗位性质）", "Women need a retirement group (it follows from the post)"),
            "retirement_group",
        )
    if (group is RetirementGroup.MALE_60) != (sex is Sex.MALE):
        raise Refusal(Text("退休类别与性别不符", "The retirement group differs from the sex"), "retirement_group")


def person_row(identity: Identity, home: Unit) -> Person:
    """A person's row from a completed identity."""
    assert identity.sex is not None and identity.born_on is not None and identity.retirement_group is not None  # noqa: PT018
    return Person(
        staff_number=identity.staff_number,
        name=identity.name,
        sex=identity.sex,
        born_on=identity.born_on,
        id_type=identity.id_type,
        id_number=identity.id_number,
        mobile=identity.mobile,
        education=identity.education,
        retirement_group=identity.retirement_group,
        first_worked_on=identity.first_worked_on,
        home_unit=home,
    )


def employment_row(person: Person, wish: Hire, post: Post) -> Employment:
    """An employment with its primary assignment, and its contract where one is wished."""
    employment = Employment(
        person=person,
        staffing_type=wish.staffing_type,
        host_unit_id=wish.host_unit_id or post.unit_id,
        agency_id=wish.agency_id,
        fund_source=wish.fund_source,
        starts_on=wish.starts_on,
        first_wage_in_year=wish.first_wage_in_year,
    )
    first = Assignment(unit_id=post.unit_id, post_id=post.id, is_primary=True, starts_on=wish.starts_on)
    employment.assignments.append(first)
    if wish.contract:
        employment.contracts.append(contract_row(wish.contract))
    return employment


def contract_row(terms: ContractTerms) -> Contract:
    """A contract's row, still without its employment."""
    return Contract(
        number=terms.number,
        kind=terms.kind,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        probation_ends_on=terms.probation_ends_on,
    )


def standing_row(employment: Employment, first: FirstStanding) -> PayStanding:
    """Where the pay of a new employment begins; the one place where this part writes a row of pay's."""
    return PayStanding(
        employment=employment,
        pay_scale_id=first.pay_scale_id,
        grade=first.grade,
        step=first.step,
        fixed_wage_fen=first.fixed_wage_fen,
        performance_basic_fen=first.performance_basic_fen,
        performance_incentive_fen=first.performance_incentive_fen,
        valid_from=employment.starts_on,
    )
