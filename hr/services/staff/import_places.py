"""The units, posts, agencies and pay scales that a staff file may name, as far as the viewer maintains staff there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_scale import PayScale
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from intake.errors import BadCell
from vocabulary.text import Text

_MOST_NAMED = 8
Word = TypeVar("Word")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Places:
    """What codes (and names that are not ambiguous) stand for."""

    units: Mapping[str, Unit]
    posts: Mapping[tuple[int, str], Post]
    agencies: Mapping[str, Agency]
    scales: Mapping[str, tuple[PayScale, str]]

    def unit(self, word: str) -> Unit:
        """The unit of that code or name; raises BadCell."""
        return _found(
            self.units, word, Text("您管理的机构", "unit of yours"), {unit.code for unit in self.units.values()}
        )

    def post(self, unit: Unit, word: str) -> Post:
        """The post of that code or name at ``unit``; raises BadCell."""
        here = {key: post for (unit_id, key), post in self.posts.items() if unit_id == unit.id}
        return _found(here, word, Text("该机构的岗位", "post of this unit"), {post.code for post in here.values()})

    def agency(self, word: str) -> Agency:
        """The agency of that code or name; raises BadCell."""
        codes = {agency.code for agency in self.agencies.values()}
        return _found(self.agencies, word, Text("派遣单位", "agency"), codes)

    def scale(self, unit: Unit, word: str) -> PayScale:
        """The pay scale of that code, if it holds for ``unit``; raises BadCell."""
        here = {code: scale for code, (scale, path) in self.scales.items() if unit.path.startswith(path)}
        return _found(here, word, Text("适用于该机构的薪级表", "pay scale that holds for this unit"), set(here))


def places(viewer: Viewer) -> Places:
    """Everything a file may name, in four statements."""
    units = db.session.scalars(select(Unit).where(within(Unit.path, viewer, Action.STAFF_WRITE))).all()
    posts = db.session.scalars(select(Post).join(Post.unit).where(within(Unit.path, viewer, Action.STAFF_WRITE))).all()
    agencies = db.session.scalars(select(Agency)).all()
    scales = db.session.execute(select(PayScale, Unit.path).join(Unit, Unit.id == PayScale.unit_id)).all()
    return Places(
        units=_by_word((unit.code, unit.name, unit) for unit in units),
        posts=_by_word(((post.unit_id, post.code), (post.unit_id, post.name), post) for post in posts),
        agencies=_by_word((agency.code, agency.name, agency) for agency in agencies),
        scales={scale.code: (scale, path) for scale, path in scales},
    )


def _by_word(named: Iterable[tuple[Word, Word, Row]]) -> dict[Word, Row]:
    """Rows by code, and by name where no other row has it."""
    listed = list(named)
    times = Counter(name for _, name, _ in listed)
    by_name = {name: row for _, name, row in listed if times[name] == 1}
    return by_name | {code: row for code, _, row in listed}


def _found(known: Mapping[str, Row], word: str, what: Text, codes: set[str]) -> Row:
    row = known.get(word)
    if row is not None:
        return row
    listed = sorted(codes)
    shown = ", ".join(listed[:_MOST_NAMED]) + (" …" if len(listed) > _MOST_NAMED else "") if listed else "—"
    raise BadCell(
        "unknown_code",
        Text("{what}中没有“{word}”", "No {what} goes by “{word}”").format(word=word, what=what),
        Text("可用的编码：{codes}", "Codes there are: {codes}").format(codes=shown),
    )
