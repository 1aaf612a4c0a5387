"""Moving people between posts, and giving them further ones."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from hr.clock import today
from hr.database import unit_of_work
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.post import post_of
from hr.queries.staff.employment import assignment_of, current_of, employments_of, in_force
from hr.queries.staff.person import person_of, seen_by
from hr.refusals import Refusal
from hr.services.staff import rules
from hr.services.staff.holding import hold
from hr.services.staff.wishes import ConcurrentPost, Transfer
from vocabulary.text import Text


def transfer(wish: Transfer, *, viewer: Viewer) -> Assignment:
    """The primary post becomes another from ``wish.on``; returns the new assignment.

    Needs the right to maintain staff where the person's file is and at the new post. The employment and its host unit
    stay (whoever is on the books of one unit and works at another is seen as such). The file moves to the unit of the
    new post once the day has come (see ``settle_home_units``). Raises Refusal for a person without a primary assignment
    that day, a day not after it began, the same post again, or a post not open.
    """
    post = post_of(wish.post_id, viewer=viewer, action=Action.STAFF_WRITE)
    rules.post_is_open(post, wish.on)
    with unit_of_work(viewer, "staff.transfer") as session:
        hold(session, wish.person_id)
        now_at = current_of(wish.person_id, wish.on, viewer=viewer, action=Action.STAFF_WRITE)
        if now_at.post_id == wish.post_id:
            raise Refusal(Text("此人已在该岗位", "They are at this post already"), "post_id")
        post = post_of(wish.post_id, viewer=viewer, action=Action.STAFF_WRITE)
        others = [a for e in employments_of(wish.person_id) for a in e.assignments if a.id != now_at.id]
        following = now_at.hand_over(post, wish.on)
        rules.not_twice_on_a_post(following.range, post.id, others)
        rules.one_primary_at_a_time(following.range, others, "on")
        session.add(following)
        session.flush()
        _settle(session, today(), viewer, wish.person_id)
    return following


def add_concurrent(wish: ConcurrentPost, *, viewer: Viewer) -> Assignment:
    """A further post beside the primary one 兼任.

    Raises Refusal when no one employment covers its dates, or the person holds that post already.
    """
    post = post_of(wish.post_id, viewer=viewer, action=Action.STAFF_WRITE)
    rules.post_is_open(post, wish.starts_on)
    wished = rules.dates(wish.starts_on, wish.ends_on)
    with unit_of_work(viewer, "staff.add_concurrent") as session:
        hold(session, wish.person_id)
        person_of(wish.person_id, viewer=viewer, action=Action.STAFF_WRITE)
        history = employments_of(wish.person_id)
        cover = next((e for e in history if wished.within(e.range) == wished), None)
        if cover is None:
            raise Refusal(
                Text("任职期间须在同一段用工关系之内", "The assignment must lie within one employment"), "starts_on"
            )
        post = post_of(wish.post_id, viewer=viewer, action=Action.STAFF_WRITE)
        rules.not_twice_on_a_post(wished, post.id, [a for e in history for a in e.assignments])
        added = Assignment(
            employment_id=cover.id,
            unit_id=post.unit_id,
            post_id=post.id,
            is_primary=False,
            starts_on=wish.starts_on,
            ends_on=wish.ends_on,
        )
        session.add(added)
    return added


def end_assignment(assignment_id: int, on: date, *, viewer: Viewer) -> Assignment:
    """A concurrent assignment ends on ``on``, its last day.

    Raises Refusal for a primary one (transfer the person or end the employment instead), one that has ended, or a day
    before it began.
    """
    with unit_of_work(viewer, "staff.end_assignment"):
        assignment = assignment_of(assignment_id, viewer=viewer, action=Action.STAFF_WRITE)
        if assignment.is_primary:
            raise Refusal(
                Text("主要任职须通过调动或离职结束", "A primary assignment ends by a transfer or a separation"), "on"
            )
        if assignment.ends_on is not None and assignment.ends_on <= on:
            raise Refusal(Text("该任职已结束", "This assignment has ended already"), "on")
        rules.dates(assignment.starts_on, on, "on")
        assignment.ends_on = on
    return assignment


def settle_home_units(on: date, *, viewer: Viewer) -> int:
    """Move the files of people whose primary assignment is in another unit by ``on``; returns how many moved.

    Transfers dated ahead take effect by this; run it daily.
    """
    with unit_of_work(viewer, "staff.settle_home_units") as session:
        return _settle(session, on, viewer)


def _settle(session: Session, on: date, viewer: Viewer, person_id: int | None = None) -> int:
    statement = (
        select(Assignment)
        .join(Assignment.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(Assignment.employment).contains_eager(Employment.person))
        .where(Assignment.is_primary, in_force(Assignment, on), Assignment.unit_id != Person.home_unit_id)
        .where(seen_by(viewer, Action.STAFF_WRITE))
    )
    if person_id is not None:
        statement = statement.where(Person.id == person_id)
    astray = session.scalars(statement).all()
    for assignment in astray:
        assignment.employment.person.home_unit_id = assignment.unit_id
    return len(astray)
