"""A page of the list of people at 50,000 persons employed, against a bare COUNT and SELECT, on SQLite.

``people_listing`` and ``page_of`` find each person's latest employment, primary assignment and contract on a day,
within the viewer's scope, count the matches, and give one page of fifty with all columns. The baseline counts the
table of persons and selects fifty of its rows in the same order, nothing joined: the least that any paged list does.
First page, last page, a search for a name and a filter by centre, each against that.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from benchmarks.districts import TODAY, VIEWER, district
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.queries.listing import ListPage, ListRequest, page_of
from hr.queries.staff.people import people_listing
from vocabulary.terms import UnitKind

_PEOPLE, _PAGE = 50_000, 50
_NEEDED = ("unit", "post", "agency", "person", "employment", "contract", "assignment")


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when the list and the table count differently."""
    with district(max(100, int(_PEOPLE * scale)), only=_NEEDED) as found:
        progress(f"{found.people:,} persons on file")
        assert _page(ListRequest(size=_PAGE)).total == found.people
        ratios = {name: _ratio(asked) for name, asked in _wishes(found.people).items()}
    return Report(
        size={"persons": found.people, "page": _PAGE},
        ratios=ratios,
        checked="the list counts as many persons as there are",
    )


def _wishes(people: int) -> Mapping[str, ListRequest]:
    centre = db.session.scalars(select(Unit.id).where(Unit.kind == UnitKind.STREET_TOWN).limit(1)).one()
    return {
        "first_page": ListRequest(size=_PAGE),
        "last_page": ListRequest(size=_PAGE, page=people // _PAGE),
        "search": ListRequest(size=_PAGE, search="王芳"),
        "one_centre": ListRequest(size=_PAGE, chosen={"unit": str(centre)}),
        "sorted_by_post": ListRequest(size=_PAGE, sort="post"),
    }


def _ratio(asked: ListRequest) -> Ratio:
    ours, bare = in_turns(lambda: _page(asked), lambda: _bare(asked.page), rounds=2)
    return Ratio(ours, bare, "COUNT and SELECT of fifty rows of the table of persons")


def _page(asked: ListRequest) -> ListPage:
    db.session.rollback()
    return page_of(people_listing(viewer=VIEWER, on=TODAY, search=asked.search), asked)


def _bare(page: int) -> None:
    db.session.rollback()
    db.session.scalar(select(func.count()).select_from(Person))
    shown = select(Person.id, Person.staff_number, Person.name, Person.sex, Person.born_on)
    db.session.execute(shown.order_by(Person.name_key, Person.id).limit(_PAGE).offset((page - 1) * _PAGE)).all()
