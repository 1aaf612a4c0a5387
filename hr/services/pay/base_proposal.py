"""Proposing contribution bases for a month on, editing them, and approving them into dated rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import now, unit_of_work
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.pay_standing import ContributionBase
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.base_proposal import (
    declared_for,
    present_bases,
    proposal_of,
    proposals_of,
    wages_before,
    waiting_of,
)
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.refusals import Refusal
from hr.services.pay.dated_rows import give_way
from payroll.contribution_bases import DECLARED_IN, ReckonedBase, joining_base, yearly_base
from vocabulary.periods import Month
from vocabulary.text import Text

_APPROVED = Text("已审批，不能再改", "It is approved and stays as it is")
_OWN = Text(
    "“{name}”的基数由您提出、修改过或与您本人有关，须由他人审批",
    "You proposed or edited the bases of “{name}”, or they are your own: somebody else approves them",
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many proposals were made or renewed, how many were left as they are, and whose base nothing is known for."""

    made: int
    kept: int
    unknown: tuple[str, ...]


def propose(unit_id: int, start: Month, *, viewer: Viewer) -> Proposed:
    """Work out the bases from ``start`` on for everybody concerned at and below a unit.

    What was edited or approved is left as it is. Raises OutOfScope for who prepares no pay there.
    """
    with unit_of_work(viewer, "base_proposal.propose") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        employments = declared_for(start, unit.path)
        ids = [employment.id for employment in employments]
        wages, present, known = wages_before(start, ids), present_bases(start, ids), proposals_of(start, unit.path)
        rule = yearly_base if start.month == DECLARED_IN else joining_base
        made, kept, unknown = 0, 0, []
        for employment in employments:
            old = known.get(employment.id)
            if old is not None and (old.approved_at is not None or old.edited_by is not None):
                kept += 1
                continue
            base = present.get(employment.id)
            found = rule(start, wages.get(employment.id, []), base.social_base_fen if base else None)
            if found is None:
                unknown.append(employment.person.staff_number)
                continue
            session.add(_filled(old or BaseProposal(employment_id=employment.id), start, found, viewer))
            made += 1
    return Proposed(made, kept, tuple(unknown))


def _filled(row: BaseProposal, start: Month, found: ReckonedBase, viewer: Viewer) -> BaseProposal:
    row.valid_from = start.first_day
    row.ground, row.wage_total_fen, row.wage_months = found.ground, found.total, found.months
    row.computed_fen = row.social_base_fen = row.housing_base_fen = found.base
    row.proposed_by_id, row.proposed_by, row.proposed_at = viewer.user_id, viewer.name[:60], now()
    return row


@dataclass(frozen=True, slots=True)
class EditWish:
    """Other bases than those that were worked out (fen), with the reason."""

    proposal_id: int
    social_base_fen: int
    housing_base_fen: int
    reason: str


def edit(wish: EditWish, *, viewer: Viewer) -> BaseProposal:
    """Set the bases of a proposal otherwise. Raises Refusal once it is approved, without a reason, for one's own."""
    with unit_of_work(viewer, "base_proposal.edit"):
        row = proposal_of(wish.proposal_id, viewer=viewer, action=Action.PAY_PREPARE)
        if row.approved_at is not None:
            raise Refusal(_APPROVED)
        if viewer.is_person(row.employment.person_id):
            raise Refusal(Text("不能修改本人的基数", "Nobody changes their own base"))
        if not wish.reason.strip():
            raise Refusal(Text("请写明理由", "Say why"), "reason")
        row.social_base_fen, row.housing_base_fen = wish.social_base_fen, wish.housing_base_fen
        row.reason = wish.reason.strip()[:200]
        row.edited_by_id, row.edited_by = viewer.user_id, viewer.name[:60]
    return row


def approve(start: Month, *, viewer: Viewer, dated_back: bool = False) -> int:
    """Approve every waiting proposal for ``start`` in the viewer's care; how many. All of them or none.

    Each becomes a dated contribution base. ``dated_back``: where months since are locked, back pay makes them good.
    Raises Refusal for what the viewer proposed or edited, for their own, and for a month that is settled.
    """
    with unit_of_work(viewer, "base_proposal.approve") as session:
        rows = waiting_of(start, viewer=viewer, action=Action.PAY_APPROVE)
        ids = [row.employment_id for row in rows]
        refuse_settled(start, last_settled_of(Payslip.employment_id.in_(ids)), dated_back=dated_back)
        bases = _bases(session, ids)
        for row in rows:
            _refuse_own(row, viewer)
            row.contribution_base = _declared(session, row, bases.get(row.employment_id, []))
            row.approved_at, row.approved_by_id, row.approved_by = now(), viewer.user_id, viewer.name[:60]
    return len(rows)


def _bases(session: Session, employment_ids: Sequence[int]) -> dict[int, list[ContributionBase]]:
    wanted = set(employment_ids)
    found: dict[int, list[ContributionBase]] = {}
    for row in session.scalars(select(ContributionBase).order_by(ContributionBase.valid_from)):
        if row.employment_id in wanted:
            found.setdefault(row.employment_id, []).append(row)
    return found


def _declared(session: Session, row: BaseProposal, known: Sequence[ContributionBase]) -> ContributionBase:
    """The dated base; one that begins on the same day, as agreed on joining, takes the new amounts over."""
    day = max(row.valid_from, row.employment.starts_on)
    same = next((base for base in known if base.valid_from == day), None)
    old = same or give_way(known, Month.of(row.valid_from))
    base = same or ContributionBase(
        employment_id=row.employment_id,
        valid_from=day,
        insured=old.insured if old else True,
        injury_only=old.injury_only if old else False,
    )
    base.social_base_fen, base.housing_base_fen = row.social_base_fen, row.housing_base_fen
    session.add(base)
    return base


def _refuse_own(row: BaseProposal, viewer: Viewer) -> None:
    theirs = viewer.user_id is None or viewer.user_id in {row.proposed_by_id, row.edited_by_id}
    if theirs or viewer.name in {row.proposed_by, row.edited_by} or viewer.is_person(row.employment.person_id):
        raise Refusal(_OWN.format(name=row.employment.person.name))
