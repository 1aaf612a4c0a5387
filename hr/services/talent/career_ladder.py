"""Taking in a ladder as text: checked as a whole, kept as a dated version, nothing overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.career.form import ladder_from, ladder_to
from analytics.career.ladder import Ladder
from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.models.talent.career_ladder import CareerLadder, LevelStanding
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.refusals import Refusal
from vocabulary.bad_input import BadInput
from vocabulary.terms import PostFamily
from vocabulary.text import Text

LONGEST = 60_000
_NAME, _CODE = 60, 30


@dataclass(frozen=True, slots=True)
class LadderWish:
    """A ladder as it was typed in: for which posts, at which unit and below, from which day."""

    definition: str
    family: PostFamily
    unit_id: int
    valid_from: date


def read_ladder(text: str) -> Ladder:
    """The ladder written as YAML; raises Refusal on ``definition`` that names the line or place of what is wrong."""
    try:
        ladder = ladder_from(_mapping(text))
    except BadInput as bad:
        where = Text("{place}：{reason}", "{place}: {reason}").format(place=bad.place or "", reason=bad.reason)
        raise _wrong(where) from bad
    except (TypeError, AttributeError, ValueError, RecursionError) as error:
        raise _wrong(Text("结构不对，请对照示例", "The structure is wrong: compare it with the example")) from error
    if len(ladder.code) > _CODE or max(len(ladder.name.zh), len(ladder.name.en)) > _NAME:
        raise _wrong(Text("code 最长 30 字符，name 最长 60 字符", "code has at most 30 and name at most 60 characters"))
    return ladder


def _mapping(text: str) -> dict[str, Any]:
    """What the text holds; aliases are refused, since a few of them can unfold without end."""
    if len(text) > LONGEST:
        raise _wrong(Text("内容过长", "The text is too long"))
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise _wrong(Text("不支持 YAML 别名（*）", "YAML aliases (*) are not taken"))
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _wrong(Text("第{n}行不是有效的 YAML", "Line {n} is no valid YAML").format(n=line)) from error
    if not isinstance(data, dict):
        raise _wrong(Text("应为以 code、name、levels 开头的映射", "This must be a mapping with code, name, levels …"))
    return data


def save_ladder(wish: LadderWish, *, viewer: Viewer) -> CareerLadder:
    """Keep ``wish`` as the version from its day on; the version before it at the same unit ends the day before.

    OutOfScope without CAREER_WRITE at the unit; Refusal for a ladder that can't be read, a day that is not after the
    version before, and fewer levels than people hold.
    """
    unit = unit_of(wish.unit_id, viewer=viewer, action=Action.CAREER_WRITE)
    ladder = read_ladder(wish.definition)
    with unit_of_work(viewer, "career_ladder.save") as session:
        _holds_everybody(session, ladder, unit)
        _end_before(session, ladder.code, wish)
        row = CareerLadder(
            code=ladder.code,
            unit_id=wish.unit_id,
            name_zh=ladder.name.zh,
            name_en=ladder.name.en,
            family=wish.family,
            definition=cast("dict[str, object]", ladder_to(ladder)),
            is_example=ladder.example,
            valid_from=wish.valid_from,
            valid_to=None,
        )
        session.add(row)
    return row


def _end_before(session: Session, code: str, wish: LadderWish) -> None:
    before = session.scalars(
        select(CareerLadder)
        .where(CareerLadder.code == code, CareerLadder.unit_id == wish.unit_id)
        .order_by(CareerLadder.valid_from.desc())
        .limit(1)
    ).first()
    if before is None:
        return
    if before.valid_from >= wish.valid_from:
        reason = Text("须晚于现有版本的生效日 {day}", "It must begin after the version of {day}")
        raise Refusal(reason.format(day=before.valid_from), "valid_from")
    before.valid_to = wish.valid_from - timedelta(days=1)


def _holds_everybody(session: Session, ladder: Ladder, unit: Unit) -> None:
    highest = session.scalar(
        select(func.max(LevelStanding.level))
        .join(LevelStanding.person)
        .join(Unit, Unit.id == Person.home_unit_id)
        .where(LevelStanding.ladder_code == ladder.code, Unit.path.startswith(unit.path, autoescape=True))
    )
    if highest is not None and highest > len(ladder.levels):
        reason = Text("已有人在第{n}级，通道不能少于{n}级", "Somebody holds level {n}: the ladder needs as many")
        raise _wrong(reason.format(n=highest))


def _wrong(reason: Text) -> Refusal:
    return Refusal(reason, "definition")
