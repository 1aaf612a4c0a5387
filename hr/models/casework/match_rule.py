"""What the words of a platform mean here, as somebody settled it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model, now
from vocabulary.terms import Term


class WordKind(Term):
    """What a word of a platform names."""

    ACTOR = "actor", "经办人", "Actor"
    ITEM = "item", "事项", "Work item"


class Meaning(Term):
    """What a word was settled to mean."""

    PERSON = "person", "本系统人员", "A person here"
    WORK_ITEM = "work_item", "清单事项", "A work item of the catalogue"
    SYSTEM = "system", "系统账号", "A system user"
    IGNORED = "ignored", "不予匹配", "Left unmatched"


class MatchRule(Model):
    """匹配规则: ``word`` of ``source`` means this in events of ``unit`` and below, from ``valid_from`` to ``valid_to``.

    ``at_unit_id`` is where a person's events are credited while the platform names no unit known here (their own unit
    when it is empty).
    """

    __tablename__ = "match_rule"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"),
        CheckConstraint("(meaning = 'person') = (person_id IS NOT NULL)", name="person_named"),
        CheckConstraint("(meaning = 'work_item') = (work_item_id IS NOT NULL)", name="item_named"),
        Index(None, "unit_id", "kind", "source", "word", "valid_from", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[WordKind]
    source: Mapped[str] = mapped_column(String(40))
    word: Mapped[str] = mapped_column(String(120))
    meaning: Mapped[Meaning]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    work_item_id: Mapped[int | None] = mapped_column(ForeignKey("work_item.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    settled_by: Mapped[str] = mapped_column(String(60))
    settled_at: Mapped[datetime] = mapped_column(default=now)
