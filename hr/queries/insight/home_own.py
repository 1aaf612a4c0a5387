"""What somebody with a staff record sees of themself: the last payslip, the load, the level, the contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.staff.employment import Contract, Employment
from hr.models.talent.career_ladder import LevelStanding
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target
from hr.queries.pay.payslip import slips_of_person
from hr.queries.staff.bank_account import own_change
from hr.queries.staff.employment import in_force
from vocabulary.text import Text


def own_record(viewer: Viewer, on: date) -> Iterator[HomeCard]:
    """The viewer's own figures, each leading to their page of it."""
    if viewer.person_id is None:
        return
    yield from _bank_change(viewer)
    yield _payslip(viewer, viewer.person_id)
    yield _load(viewer.person_id)
    yield _level(viewer.person_id)
    yield _contract(viewer.person_id, on)


def _bank_change(viewer: Viewer) -> Iterator[HomeCard]:
    """A notice while a change of the own account can still be stopped."""
    change = own_change(viewer=viewer)
    if change is not None:
        note = Text("如非本人要求，请点开撤回", "If you did not ask for it, open it and stop it")
        yield HomeCard(
            Text("工资卡变更", "Bank account changing"), change.masked, "text", note, "warn", Target("person.mine")
        )


def _payslip(viewer: Viewer, person_id: int) -> HomeCard:
    label = Text("最近工资条（实发，元）", "Latest payslip (net, yuan)")
    slips = slips_of_person(person_id, viewer=viewer)
    if not slips:
        return HomeCard(label, None, "money", Text("尚无已审批的工资条", "No approved payslip yet"))
    note = Text("{month}", "{month}").format(month=slips[0].month)
    return HomeCard(label, slips[0].net_fen, "money", note, target=Target("payslip.mine"))


def _load(person_id: int) -> HomeCard:
    latest = select(Workload.month, Workload.load_index).where(Workload.person_id == person_id)
    row = db.session.execute(latest.order_by(Workload.month.desc()).limit(1)).first()
    label = Text("我的负荷指数", "My load index")
    if row is None:
        return HomeCard(label, None, "number", Text("尚无工作量", "No workload yet"))
    note = Text("{month}，1.00 为满负荷", "{month}; 1.00 is a full load").format(month=row.month)
    return HomeCard(label, row.load_index, "number", note, target=Target("workload.mine"))


def _level(person_id: int) -> HomeCard:
    standing = select(LevelStanding).where(LevelStanding.person_id == person_id)
    found = db.session.scalars(standing.order_by(LevelStanding.since.desc()).limit(1)).first()
    label = Text("我的层级", "My level")
    target = Target("career_ladder.mine")
    if found is None:
        return HomeCard(label, None, note=Text("尚未进入晋升通道", "Not on a ladder yet"), target=target)
    note = Text("自 {day} 起", "since {day}").format(day=found.since)
    return HomeCard(label, found.level, note=note, target=target)


def _contract(person_id: int, on: date) -> HomeCard:
    ends = db.session.execute(
        select(Contract.ends_on)
        .join(Contract.employment)
        .where(Employment.person_id == person_id, in_force(Employment, on), Contract.starts_on <= on)
        .order_by(Contract.starts_on.desc())
        .limit(1)
    ).first()
    label = Text("我的合同到期日", "My contract ends on")
    if ends is None:
        return HomeCard(label, None, "text")
    value = Text("无固定期限", "Open-ended") if ends[0] is None else ends[0].isoformat()
    return HomeCard(label, value, "text", target=Target("person.mine"))
