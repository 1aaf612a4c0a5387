"""The place somebody works at: several at once are possible (兼任), one of them primary."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Employment
from hr.refusals import Refusal
from vocabulary.periods import DateRange
from vocabulary.text import Text


class Assignment(Model):
    """任职: an employment's post from a day to a day, both included."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "employment_id", "starts_on"),
        Index(None, "unit_id", "starts_on", "ends_on"),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    is_primary: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    employment: Mapped[Employment] = relationship(back_populates="assignments")
    unit: Mapped[Unit] = relationship()
    post: Mapped[Post] = relationship()

    @property
    def range(self) -> DateRange:
        """Its dates."""
        return DateRange(self.starts_on, self.ends_on)

    def hand_over(self, post: Post, on: date) -> Assignment:
        """End this assignment the day before ``on`` and return the next one, at ``post`` from ``on``.

        Raises Refusal when ``on`` is not after this assignment began, or this one has ended already.
        """
        if self.ends_on is not None and self.ends_on < on:
            raise Refusal(Text("该任职已结束", "This assignment has ended already"), "starts_on")
        if on <= self.starts_on:
            raise Refusal(
                Text("新任职须晚于现任职的起始日 {day}", "The new assignment must begin after {day}").format(
                    day=self.starts_on
                ),
                "starts_on",
            )
        ends_on, self.ends_on = self.ends_on, on - timedelta(days=1)
        return Assignment(
            employment_id=self.employment_id,
            unit_id=post.unit_id,
            post_id=post.id,
            is_primary=self.is_primary,
            starts_on=on,
            ends_on=ends_on,
        )
