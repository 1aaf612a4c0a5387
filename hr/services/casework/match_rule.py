"""Settling what an unknown word of a platform means, by a dated rule that later imports follow too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hr.clock import today
from hr.database import unit_of_work
from hr.models.casework.match_rule import MatchRule, Meaning, WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.casework.match_rules import rule_of
from hr.queries.casework.open_events import Word, word_of
from hr.refusals import Refusal
from hr.services.casework.rematch import rematch
from vocabulary.text import Text

MEANINGS = {
    WordKind.ACTOR: (Meaning.PERSON, Meaning.SYSTEM, Meaning.IGNORED),
    WordKind.ITEM: (Meaning.WORK_ITEM, Meaning.IGNORED),
}
_NO_PERSON = Text("您负责的机构里没有这个工号", "Nobody in your units has that staff number")
_NO_ITEM = Text("事项清单里没有这个编码或名称", "The catalogue has no item of that code or name")
_NO_UNIT = Text("不是您负责的机构", "Not one of your units")
_NO_REASON = Text("请写明不予匹配的理由", "Say why it stays unmatched")
_NOT_FOR_THIS = Text("这类词不能这样处理", "A word of this kind can't mean that")
_OVERLAPS = Text("与 {since} 起的规则重叠，请先终止那一条", "A rule from {since} on says otherwise: end it first")
_TOO_EARLY = Text("不能早于生效日 {since}", "Not before it began on {since}")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is said of a word: ``target`` is a staff number, or an item's code or name; dates are the events' days."""

    meaning: Meaning
    target: str
    valid_from: date
    valid_to: date | None = None
    at_unit_id: int | None = None
    reason: str = ""


def settle(kind: WordKind, event_id: int, said: Settlement, *, viewer: Viewer) -> tuple[Word, int]:
    """Store the rule for the open word of an event and credit all events that wait for it; the word and their number.

    The rule holds in all events of the part of the viewer's scope that the event lies in. Raises OutOfScope for an
    event that is not theirs, Refusal for a target not known there or a rule that overlaps.
    """
    word = word_of(kind, event_id, viewer=viewer)
    with unit_of_work(viewer, "case.settle") as session:
        rule = _rule(session, word, said, viewer)
        _refuse_overlap(session, rule)
        session.add(rule)
        session.flush()
        return word, rematch(session, kind, word.word, viewer=viewer)


def end(rule_id: int, last_day: date | None = None, *, viewer: Viewer) -> None:
    """End a rule after ``last_day`` (yesterday); events credited by it stay so. Refusal for a day before it began."""
    day = last_day or today() - timedelta(days=1)
    rule_of(rule_id, viewer=viewer)
    with unit_of_work(viewer, "case.end_rule"):
        rule = rule_of(rule_id, viewer=viewer)
        if day < rule.valid_from:
            raise Refusal(_TOO_EARLY.format(since=rule.valid_from), "valid_to")
        rule.valid_to = day


def _rule(session: Session, word: Word, said: Settlement, viewer: Viewer) -> MatchRule:
    if said.meaning not in MEANINGS[word.kind]:
        raise Refusal(_NOT_FOR_THIS, "meaning")
    if said.valid_to is not None and said.valid_to < said.valid_from:
        raise Refusal(_TOO_EARLY.format(since=said.valid_from), "valid_to")
    if said.meaning is Meaning.IGNORED and not said.reason.strip():
        raise Refusal(_NO_REASON, "reason")
    is_person = said.meaning is Meaning.PERSON
    at_unit = said.at_unit_id if is_person else None
    if at_unit is not None and session.scalar(_mine(select(Unit.id).where(Unit.id == at_unit), viewer)) is None:
        raise Refusal(_NO_UNIT, "at_unit_id")
    return MatchRule(
        unit_id=_holds_in(session, word.unit_id, viewer),
        kind=word.kind,
        source=word.source,
        word=word.word,
        meaning=said.meaning,
        person_id=_person(session, said.target, viewer) if is_person else None,
        work_item_id=_item(session, said.target) if said.meaning is Meaning.WORK_ITEM else None,
        at_unit_id=at_unit,
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        reason=said.reason.strip()[:200],
        settled_by=viewer.name[:60],
    )


def _mine(statement: Select[int], viewer: Viewer) -> Select[int]:
    return statement.where(within(Unit.path, viewer, Action.CASE_WRITE))


def _person(session: Session, number: str, viewer: Viewer) -> int:
    home = select(Person.id).join(Unit, Unit.id == Person.home_unit_id).where(Person.staff_number == number.strip())
    found = session.scalar(_mine(home, viewer))
    if found is None:
        raise Refusal(_NO_PERSON, "target")
    return found


def _item(session: Session, named: str) -> int:
    word = named.strip()
    found = session.scalars(select(WorkItem.id).where((WorkItem.code == word) | (WorkItem.name == word))).all()
    if len(found) != 1:
        raise Refusal(_NO_ITEM, "target")
    return found[0]


def _holds_in(session: Session, unit_id: int, viewer: Viewer) -> int:
    """The topmost unit above the event's where the viewer maintains cases."""
    path = session.get_one(Unit, unit_id).path
    above = [int(part) for part in path.split("/") if part]
    reach = _mine(select(Unit.id).where(Unit.id.in_(above)).order_by(Unit.path), viewer)
    return int(session.scalars(reach).first() or unit_id)


def _refuse_overlap(session: Session, new: MatchRule) -> None:
    said = select(MatchRule).where(
        MatchRule.unit_id == new.unit_id,
        MatchRule.kind == new.kind,
        MatchRule.source == new.source,
        MatchRule.word == new.word,
    )
    for rule in session.scalars(said):
        if (rule.valid_to or date.max) >= new.valid_from and (new.valid_to or date.max) >= rule.valid_from:
            raise Refusal(_OVERLAPS.format(since=rule.valid_from), "valid_from")
