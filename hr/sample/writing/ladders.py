"""The example ladders as rows, for the posts whose people stand on them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from analytics.career.form import example_ladders, ladder_to
from hr.models.talent.career_ladder import CareerLadder
from hr.sample.data import read
from vocabulary.terms import PostFamily

_FAMILIES = {"grid_worker_skill": PostFamily.GRID_INSPECTOR}


def write_ladders(session: Session) -> None:
    """Every ladder that ships as an example; those of no other post are for social workers."""
    session.add_all(
        CareerLadder(
            code=ladder.code,
            name_zh=ladder.name.zh,
            name_en=ladder.name.en,
            family=_FAMILIES.get(ladder.code, PostFamily.SOCIAL_WORKER),
            definition=ladder_to(ladder),
            is_example=ladder.example,
            valid_from=read("places")["opened_on"],
        )
        for ladder in example_ladders()
    )
