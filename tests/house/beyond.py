"""What the walk knocks with: for each argument of an address, an object of street N and one of street S.

A route with an argument that is not named here fails the walk: say there which object it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Enum, insert, select

from hr import audit
from hr.database import Model, db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.log_profile import LogProfile
from hr.models.casework.match_rule import MatchRule, Meaning, WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.casework.workload import Workload
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, UnitQuota
from hr.models.pay.account_rule import AccountRule
from hr.models.pay.back_pay import BackPay
from hr.models.pay.bank_file import BankFileForm, BankFileFormat
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_scale import PayScale
from hr.models.pay.pay_standing import PayStanding, TaxDeduction
from hr.models.pay.payslip import Payslip
from hr.models.pay.simulation import PaySimulation
from hr.models.staff.assignment import Assignment
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.background_job import BackgroundJob, JobState
from hr.models.system.import_batch import ImportBatch
from hr.models.system.pending_upload import PendingUpload
from hr.models.system.user import RoleGrant, User
from hr.models.talent.career_ladder import LevelStanding
from hr.models.talent.vacancy import Vacancy
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer, system_viewer
from hr.services.system.login import hasher
from intake.event_logs.profile_file import profile_text
from tests import world
from vocabulary.periods import Month
from vocabulary.terms import AccountRole, BaseGround, PayRunState, Role, ShiftKind, UnitKind, WorkItemClass

MONTH = Month(2026, 10)
MISSING = 987_654
STREETS = ("N", "S")
NAMES_OF_S = ("周红", "吴军", "郑丽", "孙平", "S001", "S002", "S003", "S004", "南桥")
_SINCE = date(2026, 1, 1)
_MOMENT = datetime(2026, 10, 5, 2, tzinfo=UTC)


def build() -> None:
    """The small world, with a thing of every kind at both streets, and an administrator of street N."""
    world.build()
    with unit_of_work(system_viewer("beyond"), "beyond.build"):
        db.session.add(WorkItem(code="JG", name="井盖", category=WorkItemClass.COMPONENT, level=UnitKind.STREET_TOWN))
        for street in STREETS:
            _things_of(street)
        administrator = User(login="administrator_n", name="administrator of N", password_hash="")
        administrator.password_hash = hasher().hash(world.PASSWORD)
        db.session.add(administrator)
        db.session.flush()
        unit_id = unit(street="N")
        db.session.add(RoleGrant(user_id=administrator.id, role=Role.ADMINISTRATOR, unit_id=unit_id, valid_from=_SINCE))
    for street, login in (("N", "hr_officer"), ("S", "other_worker")):
        actor = world.viewer(login)
        stranger = Viewer(actor.user_id, actor.name, door="web")
        with unit_of_work(stranger, "beyond.leave_a_trace") as session:
            audit.record_event(session, "trace", street, {})


def _things_of(street: str) -> None:
    unit_id, person_id, employment_id = unit(street), person(street), employment(street)
    batch = ImportBatch(
        subject="staff", file_name=f"{street}.xlsx", file_sha256=street * 64, unit_id=unit_id, by="x", rejects=b"x"
    )
    run = PayRun(unit_id=unit_id, month=MONTH, state=PayRunState.COMPUTED, opened_by="x")
    db.session.add_all(
        [
            batch,
            run,
            BankAccount(person_id=person_id, bank_name="工行", account=f"6222{unit_id:012d}", valid_from=_SINCE),
            Qualification(person_id=person_id, name="网格员", level=4, issued_on=_SINCE),
            PayStanding(employment_id=employment_id, fixed_wage_fen=300_000, valid_from=_SINCE),
            PayInput(employment_id=employment_id, month=MONTH, kind=PayInputKind.TAXED, name="奖", amount=100),
            PaySimulation(name="x", unit_id=unit_id, month=MONTH, changes=[], created_by="x"),
            AccountRule(
                **{"unit_id": unit_id, "role": AccountRole.AGENCY_COST, "account": "5001"},
                **{"account_name": "劳务费", "valid_from": _SINCE},
            ),
            BaseProposal(
                **{"employment_id": employment_id, "valid_from": _SINCE, "ground": BaseGround.PRESENT},
                **{"wage_total_fen": 1, "wage_months": 0, "computed_fen": 1, "proposed_by": "x"},
                **{"social_base_fen": 1, "housing_base_fen": 1},
            ),
            BankFileFormat(unit_id=unit_id, name="代发", form=BankFileForm.CSV),
            PayScale(code=f"scale-{street}", name="薪级表", unit_id=unit_id),
            ShiftRate(unit_id=unit_id, shift_kind=ShiftKind.NIGHT, amount_fen=6_000, valid_from=_SINCE),
            PayItem(
                unit_id=unit_id, code="post", name="津贴", kind=PayItemKind.FIXED, amount=10_000, valid_from=_SINCE
            ),
            TaxDeduction(person_id=person_id, item="rent", monthly_fen=150_000, valid_from=_SINCE),
            LevelStanding(person_id=person_id, ladder_code="grid", level=1, since=_SINCE),
            Vacancy(unit_id=unit_id, title="网格员", places=2, opened_on=_SINCE),
            BackgroundJob(
                **{"kind": "pay_run.file", "key": street, "arguments": {}, "language": "zh", "user_id": _user(street)},
                **{"subject_zh": street, "subject_en": street, "address": "/", "state": JobState.DONE},
            ),
            PendingUpload(
                token=_token(street), subject="staff", user_id=_user(street), file_name="x.csv", content=b"x"
            ),
        ]
    )
    db.session.flush()
    who = {"person_id": person_id, "unit_id": unit_id, "employment_id": employment_id, "month": MONTH}
    _batch(Payslip, run.id, _filled(Payslip, pay_run_id=run.id, **who))
    back_pay = {"month": MONTH + -1, "employment_id": employment_id, "into": "back_pay_taxed"}
    _batch(BackPay, run.id, _filled(BackPay, pay_run_id=run.id, **back_pay))
    event = _filled(CaseEvent, event_key=street.encode() * 16, import_id=batch.id, ended_at=_MOMENT, **who)
    waiting = _filled(CaseEvent, event_key=street.encode() * 15 + b"?", import_id=batch.id, ended_at=_MOMENT)
    waiting |= {"unit_id": unit_id, "actor_code": "?", "person_id": None}
    db.session.execute(insert(CaseEvent), [event])
    _batch(CaseEvent, batch.id, waiting)
    rule = {"unit_id": unit_id, "kind": WordKind.ACTOR, "source": "x", "word": "y", "meaning": Meaning.SYSTEM}
    db.session.add(MatchRule(**rule, valid_from=_SINCE, settled_by="x"))
    db.session.add(LogProfile(name=street, unit_id=unit_id, content=profile_text("gridhr"), changed_by="x"))
    db.session.execute(insert(Workload), [_filled(Workload, **who)])
    audit.record_stored_batch(db.session(), Workload, MONTH)


def _batch(model: type[Model], key: int, row: dict[str, Any]) -> None:
    db.session.execute(insert(model), [row])
    audit.record_stored_batch(db.session(), model, key)


def _filled(model: type[Model], **known: Any) -> dict[str, Any]:
    """A row of ``model``: what is known, and something of the right kind in every other column that must hold one."""
    row: dict[str, Any] = {}
    for column in model.__table__.columns:
        if column.name in known:
            row[column.name] = known[column.name]
        elif not column.nullable and not column.primary_key and column.default is None:
            row[column.name] = _anything(column.type)
    return row


def _anything(kind: Any) -> Any:
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class)) if kind.enum_class else kind.enums[0]
    if isinstance(kind, JSON):
        return {}
    return {int: 1, float: 1.0, str: "x", date: _SINCE, datetime: _MOMENT, bool: False}[kind.python_type]


def _one(statement: Any) -> Any:
    return db.session.scalars(statement.limit(1)).one()


def unit(street: str) -> int:
    return int(_one(select(Unit.id).where(Unit.code == street)))


def person(street: str) -> int:
    """王芳 of N and 周红 of S: nobody's own record."""
    return int(_one(select(Person.id).where(Person.staff_number == f"{street}001")))


def employment(street: str) -> int:
    return int(_one(select(Employment.id).where(Employment.person_id == person(street))))


def _user(street: str) -> int:
    return int(_one(select(User.id).where(User.login == ("hr_officer" if street == "N" else "other_worker"))))


def _run(street: str) -> int:
    return int(_one(select(PayRun.id).where(PayRun.unit_id == unit(street))))


def _token(street: str) -> str:
    """Of a file that somebody of that street has offered and not yet confirmed."""
    return street * 43


def _of(model: Any, owner: Any, find: Callable[[str], int]) -> Callable[[str], int]:
    return lambda street: int(_one(select(model.id).where(owner == find(street)).order_by(model.id)))


def _open_event(street: str) -> int:
    """An event whose actor nobody is."""
    waiting = select(CaseEvent.id).where(CaseEvent.unit_id == unit(street), CaseEvent.person_id.is_(None))
    return int(_one(waiting))


def _trace(street: str) -> int:
    condition = AuditEntry.table_name == "trace", AuditEntry.row_key == street
    return int(_one(select(AuditEntry.number).where(*condition)))


OBJECTS: dict[str, Callable[[str], object]] = {
    "account_id": _of(BankAccount, BankAccount.person_id, person),
    "account_rule_id": _of(AccountRule, AccountRule.unit_id, unit),
    "allowance_id": _of(PayItem, PayItem.unit_id, unit),
    "assignment_id": _of(Assignment, Assignment.employment_id, employment),
    "back_pay_id": _of(BackPay, BackPay.employment_id, employment),
    "batch_id": _of(ImportBatch, ImportBatch.unit_id, unit),
    "contract_id": _of(Contract, Contract.employment_id, employment),
    "deduction_id": _of(TaxDeduction, TaxDeduction.person_id, person),
    "employment_id": employment,
    "event_id": _of(CaseEvent, CaseEvent.unit_id, unit),
    "format_id": _of(BankFileFormat, BankFileFormat.unit_id, unit),
    "grant_id": _of(RoleGrant, RoleGrant.user_id, _user),
    "input_id": _of(PayInput, PayInput.employment_id, employment),
    "job_id": _of(BackgroundJob, BackgroundJob.user_id, _user),
    "number": _trace,
    "person_id": person,
    "open_event_id": _open_event,
    "post_id": _of(Post, Post.unit_id, unit),
    "profile_id": _of(LogProfile, LogProfile.unit_id, unit),
    "proposal_id": _of(BaseProposal, BaseProposal.employment_id, employment),
    "qualification_id": _of(Qualification, Qualification.person_id, person),
    "quota_id": _of(UnitQuota, UnitQuota.unit_id, unit),
    "rate_id": _of(ShiftRate, ShiftRate.unit_id, unit),
    "rule_id": _of(MatchRule, MatchRule.unit_id, unit),
    "run_id": _run,
    "scale_id": _of(PayScale, PayScale.unit_id, unit),
    "simulation_id": _of(PaySimulation, PaySimulation.unit_id, unit),
    "slip_id": _of(Payslip, Payslip.unit_id, unit),
    "token": _token,
    "standing_id": _of(PayStanding, PayStanding.employment_id, employment),
    "unit_id": unit,
    "user_id": _user,
    "vacancy_id": _of(Vacancy, Vacancy.unit_id, unit),
}
"""Argument → the object's key at a street."""

NEEDED: dict[str, Action] = {
    "account_id": Action.STAFF_READ,
    "account_rule_id": Action.PAY_PREPARE,
    "allowance_id": Action.PAY_READ,
    "assignment_id": Action.STAFF_READ,
    "contract_id": Action.STAFF_READ,
    "employment_id": Action.STAFF_READ,
    "deduction_id": Action.STAFF_READ,
    "event_id": Action.CASE_READ,
    "format_id": Action.PAY_READ,
    "grant_id": Action.USER_READ,
    "input_id": Action.PAY_READ,
    "back_pay_id": Action.PAY_READ,
    "number": Action.AUDIT_READ,
    "open_event_id": Action.CASE_WRITE,
    "rule_id": Action.CASE_WRITE,
    "person_id": Action.STAFF_READ,
    "profile_id": Action.CASE_WRITE,
    "proposal_id": Action.PAY_READ,
    "qualification_id": Action.STAFF_READ,
    "rate_id": Action.PAY_READ,
    "run_id": Action.PAY_READ,
    "scale_id": Action.PAY_READ,
    "simulation_id": Action.PAY_SIMULATION_READ,
    "slip_id": Action.PAY_READ,
    "standing_id": Action.STAFF_READ,
    "token": Action.STAFF_WRITE,
    "unit_id": Action.UNIT_READ,
    "user_id": Action.USER_READ,
}
"""Argument → the least that a role must be allowed to be shown the object in its own street."""

PLAIN: dict[str, str] = {
    "agency_id": "1",
    "code": "en",
    "ending": "pdf",
    "figure": "net",
    "field": "id_number",
    "filename": "css/gridhr.css",
    "item": "pension",
    "item_id": "1",
    "kind": "shift_rate",
    "month": str(MONTH),
    "who": "1",
    "name": "bootstrap.min.css",
    "year": str(MONTH.year),
    "position": "1",
    "parameter": "settings.proration",
    "value_id": "1",
}
"""Arguments that name nothing of any one unit: a language, a month, a file of the program, an entry of a catalogue."""
