"""What was settled about the words of the platforms, and what it makes of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hr.database import db
from hr.models.casework.match_rule import MatchRule, Meaning, WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.text import Text

_WORD_OF = {WordKind.ACTOR: "actor_code", WordKind.ITEM: "item_name"}
_AT = aliased(Unit, name="at_unit")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules by kind, source and word; with each the path of the unit in whose events it holds."""

    rules: Mapping[tuple[WordKind, str, str], list[tuple[MatchRule, str]]]
    path_of: Mapping[int, str]

    def applied(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Rows of ``case_event`` with what the rules say of them written in."""
        if not self.rules:
            yield from rows
            return
        for row in rows:
            yield {**row, **self.changes(row)}

    def changes(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of one event that the rules decide."""
        changed: dict[str, Any] = {}
        for kind, column in _WORD_OF.items():
            rule = self._rule(kind, row, column)
            if rule is not None:
                changed |= _said(rule)
        return changed

    def settles(self, kind: WordKind, row: Mapping[str, Any]) -> bool:
        """Whether a rule says what the event's word of that kind means, be it that it stays unmatched."""
        return self._rule(kind, row, _WORD_OF[kind]) is not None

    def words(self, kind: WordKind) -> set[str]:
        """The words of that kind that have a rule."""
        return {word for known, _, word in self.rules if known is kind}

    def _rule(self, kind: WordKind, row: Mapping[str, Any], column: str) -> MatchRule | None:
        path, day = self.path_of.get(row["unit_id"], ""), row["local_date"]
        for rule, root in self.rules.get((kind, row["source"], str(row[column] or "").strip()), ()):
            if path.startswith(root) and rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to):
                return rule
        return None


def _said(rule: MatchRule) -> dict[str, Any]:
    if rule.meaning is Meaning.WORK_ITEM:
        return {"work_item_id": rule.work_item_id}
    if rule.meaning is Meaning.SYSTEM:
        return {"is_system": True, "person_id": None}
    if rule.meaning is Meaning.PERSON:
        credit = {"person_id": rule.person_id, "is_system": False}
        return credit | ({"unit_id": rule.at_unit_id} if rule.at_unit_id else {})
    return {}


def rule_book(*, viewer: Viewer) -> RuleBook:
    """The rules where the viewer maintains cases; of two that hold, the deeper unit's and later one goes first."""
    found = db.session.execute(
        select(MatchRule, Unit.path)
        .join(Unit, Unit.id == MatchRule.unit_id)
        .where(within(Unit.path, viewer, Action.CASE_WRITE))
    ).all()
    rules: dict[tuple[WordKind, str, str], list[tuple[MatchRule, str]]] = {}
    for rule, path in sorted(found, key=lambda pair: (len(pair[1]), pair[0].valid_from), reverse=True):
        rules.setdefault((rule.kind, rule.source, rule.word), []).append((rule, path))
    paths = db.session.execute(select(Unit.id, Unit.path)).all() if rules else []
    return RuleBook(rules, {row.id: row.path for row in paths})


def rule_of(rule_id: int, *, viewer: Viewer) -> MatchRule:
    """A rule that the viewer may end; OutOfScope for any other."""
    rule = db.session.scalar(
        select(MatchRule)
        .join(Unit, Unit.id == MatchRule.unit_id)
        .where(MatchRule.id == rule_id, within(Unit.path, viewer, Action.CASE_WRITE))
    )
    if rule is None:
        raise OutOfScope(f"rule {rule_id}")
    return rule


def rules_listing(*, viewer: Viewer) -> Listing:
    """The rules in scope, the latest first."""
    viewer.require(Action.CASE_WRITE)
    statement = (
        select(MatchRule.id.label("_id"))
        .join(Unit, Unit.id == MatchRule.unit_id)
        .outerjoin(Person, Person.id == MatchRule.person_id)
        .outerjoin(WorkItem, WorkItem.id == MatchRule.work_item_id)
        .outerjoin(_AT, _AT.id == MatchRule.at_unit_id)
        .where(within(Unit.path, viewer, Action.CASE_WRITE))
    )
    return Listing(
        statement=statement,
        columns=(
            ListColumn("rule_id", Text("编号", "Key"), MatchRule.id, "number", shown=False),
            ListColumn("word", Text("平台写法", "As the platform says"), MatchRule.word, link="rule_id"),
            ListColumn("kind", Text("类别", "Kind"), MatchRule.kind, "term"),
            ListColumn("source", Text("来源", "Source"), MatchRule.source),
            ListColumn("meaning", Text("含义", "Meaning"), MatchRule.meaning, "term"),
            ListColumn("person", Text("人员", "Person"), Person.name),
            ListColumn("item", Text("事项", "Work item"), WorkItem.name),
            ListColumn("at_unit", Text("计入机构", "Credited at"), _AT.name),
            ListColumn("unit", Text("适用机构", "Holds in"), Unit.name),
            ListColumn("valid_from", Text("生效", "From"), MatchRule.valid_from, "date"),
            ListColumn("valid_to", Text("失效", "To"), MatchRule.valid_to, "date"),
            ListColumn("reason", Text("理由", "Reason"), MatchRule.reason, shown=False),
            ListColumn("settled_by", Text("处理人", "Settled by"), MatchRule.settled_by, shown=False),
        ),
        search_in=(MatchRule.word, MatchRule.source),
        sort="valid_from",
        descending=True,
        key=MatchRule.id,
    )
