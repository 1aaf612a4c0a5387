"""Contracts, corrections, certificates and one's own file."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hr.permissions.viewer import system_viewer
from hr.queries.staff.person_file import person_file
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.staff import person as person_service
from hr.services.staff import qualification
from hr.services.staff.contract import add_contract
from hr.services.staff.wishes import Certificate, Correction
from tests import world
from tests.hr.staff import found
from vocabulary.terms import ContractKind, RetirementGroup, Sex

NEXT = date(2027, 1, 1)
CERTIFICATE = Certificate(name="城市管理网格员", level=4, issued_on=date(2025, 1, 1), expires_on=date(2028, 1, 1))


def renew(number: str = "N002", login: str = "hr_officer", **changed: object) -> None:
    terms = found.terms(**({"starts_on": NEXT, "ends_on": date(2029, 12, 31)} | changed))
    add_contract(found.employments(number)[0].id, terms, viewer=world.viewer(login))


def test_a_renewal_follows_the_contract_before_it(app: Flask) -> None:
    renew(kind=ContractKind.OPEN_ENDED, ends_on=None)
    assert [(c.starts_on, c.ends_on) for c in found.employments("N002")[0].contracts] == [
        (date(2023, 1, 1), date(2026, 12, 31)),
        (NEXT, None),
    ]


def test_contracts_do_not_overlap_or_reach_before_the_employment(app: Flask) -> None:
    for changed in (
        {"starts_on": date(2026, 12, 31)},
        {"starts_on": date(2022, 12, 31), "ends_on": date(2022, 12, 31)},
    ):
        with pytest.raises(Refusal) as refused:
            renew(**changed)
        assert refused.value.field == "contract_starts_on"
    assert len(found.employments("N002")[0].contracts) == 1


def test_another_centres_contract_is_not_renewed(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        renew("S002")
    with pytest.raises(OutOfScope):
        renew(login="unit_manager")


def correct(number: str, login: str = "hr_officer", **changed: object) -> None:
    person_service.correct(
        found.person(number).id,
        Correction(**changed),  # type: ignore[arg-type]
        viewer=world.viewer(login),
    )


def test_a_corrected_number_brings_its_birth_date_and_sex(app: Flask) -> None:
    number = world.resident_id("31010419791231123")
    correct("N002", id_number=number)
    person = found.person("N002")
    assert (person.id_number, person.born_on, person.sex) == (number, date(1979, 12, 31), Sex.MALE)
    assert verify(system_viewer("audit"))[1] == []


def test_a_corrected_number_must_be_right_and_free(app: Flask) -> None:
    taken = found.person("S002").id_number
    for number in ("310104197912311231", taken):
        with pytest.raises(Refusal):
            correct("N002", id_number=number, retirement_group=RetirementGroup.FEMALE_50)
    assert found.person("N002").id_number != taken


def test_a_retirement_group_fits_the_sex(app: Flask) -> None:
    with pytest.raises(Refusal) as refused:
        correct("N002", retirement_group=RetirementGroup.FEMALE_55)
    assert refused.value.field == "retirement_group"


def test_only_who_maintains_the_file_corrects_it(app: Flask) -> None:
    for number, login in (("S002", "hr_officer"), ("N002", "unit_manager"), ("N002", "grid_worker")):
        with pytest.raises(OutOfScope):
            correct(number, login, name="无名")
    assert found.person("N002").name == "李强"


def test_a_certificate_is_entered_once_and_can_be_put_right(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    person_id = found.person("N002").id
    held = qualification.add(person_id, CERTIFICATE, viewer=officer)
    with pytest.raises(Refusal):
        qualification.add(person_id, CERTIFICATE, viewer=officer)
    qualification.correct(
        held.id, Certificate(name="城市管理网格员", level=3, issued_on=date(2025, 1, 1)), viewer=officer
    )
    [shown] = person_file(person_id, viewer=officer).qualifications
    assert (shown.level, shown.expires_on) == (3, None)


@pytest.mark.parametrize(("level", "expires_on"), [(6, None), (0, None), (4, date(2024, 12, 31))])
def test_a_certificate_that_can_not_be_is_refused(app: Flask, level: int, expires_on: date | None) -> None:
    wish = Certificate(name="x", level=level, issued_on=date(2025, 1, 1), expires_on=expires_on)
    with pytest.raises(Refusal):
        qualification.add(found.person("N002").id, wish, viewer=world.viewer("hr_officer"))


def test_a_file_is_masked_and_says_what_its_reader_may_do(app: Flask) -> None:
    person_id = found.person("N002").id
    own = person_file(person_id, viewer=world.viewer("grid_worker"))
    assert (own.rights.is_own, own.rights.edit, own.rights.bank) == (True, False, True)
    manager = person_file(person_id, viewer=world.viewer("unit_manager")).rights
    assert (manager.edit, manager.id_number, manager.mobile, manager.bank) == (False, False, False, False)
    assert own.id_number.startswith("310****")
    assert own.current is not None
    for login in ("hr_officer", "finance", "auditor", "grid_worker"):
        with pytest.raises(OutOfScope):
            person_file(found.person("S001").id, viewer=world.viewer(login))
