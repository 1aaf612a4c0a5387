"""Lists with search, filters, sorting, paging and a choice of columns: one mechanism for every list and its export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, func, or_, select

from hr.database import db
from vocabulary.text import Text

Kind = Literal["text", "term", "money", "date", "moment", "number", "percent", "month", "yes_no"]
LARGEST_PAGE = 200
LARGEST_EXPORT = 200_000


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: where its value comes from, how it is shown, and whether it is shown unasked."""

    key: str
    label: Text
    value: Any  # an SQL expression
    kind: Kind = "text"
    shown: bool = True
    sort_by: Any = None  # another expression to sort by, such as a pinyin key
    link: str | None = None  # the key of a hidden column whose value the page links with


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: the choices that are offered, and the condition each means."""

    key: str
    label: Text
    options: Sequence[tuple[str, Text]]
    conditions: Mapping[str, SQLColumnExpression[bool]]


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a reader asked of a list."""

    search: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    page: int = 1
    size: int = 50
    columns: Sequence[str] | None = None


@dataclass(frozen=True)
class Listing:
    """A list as it can be asked: everything but the wish of the reader. ``statement`` is already within scope."""

    statement: Select[Any]
    columns: Sequence[ListColumn]
    search_in: Sequence[SQLColumnExpression[str]] = ()
    choices: Sequence[Choice] = ()
    sort: str = ""
    descending: bool = False  # the direction when nobody asked for a sort
    key: Any = None  # the unique expression that breaks ties, so that pages never repeat a row

    @property
    def offered(self) -> list[ListColumn]:
        """The columns that a reader may choose: all but those that only serve to link with."""
        links = {column.link for column in self.columns}
        return [column for column in self.columns if column.key not in links]


@dataclass(frozen=True)
class ListPage:
    """One page of a list, with what was asked and what could be."""

    listing: Listing
    request: ListRequest
    columns: Sequence[ListColumn]
    rows: Sequence[Row[Any]]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.request.size))

    @property
    def sort(self) -> str:
        """The key of the column that the rows are sorted by."""
        return self.request.sort or self.listing.sort

    @property
    def descending(self) -> bool:
        """Whether they run from the last to the first."""
        return _descending(self.listing, self.request)


def page_of(listing: Listing, request: ListRequest) -> ListPage:
    """The page of ``listing`` that ``request`` asks for; unknown columns, sorts and choices are ignored."""
    narrowed = _narrowed(listing, request)
    total = db.session.scalar(select(func.count()).select_from(_bare(listing, narrowed).subquery())) or 0
    rows = db.session.execute(_shown(listing, request, narrowed)).all()
    return ListPage(listing, request, _columns(listing, request), rows, total)


def _bare(listing: Listing, narrowed: Select[Any]) -> Select[Any]:
    """The same rows by their key alone, so that the database need not work out columns that nobody looks at."""
    return narrowed.order_by(None) if listing.key is None else narrowed.with_only_columns(listing.key).order_by(None)


def _whole(listing: Listing, narrowed: Select[Any]) -> Select[Any]:
    """The same rows with every column of the list."""
    return narrowed.add_columns(*(column.value.label(column.key) for column in listing.columns))


def _shown(listing: Listing, request: ListRequest, narrowed: Select[Any]) -> Select[Any]:
    """The rows of one page: its keys are found first, then the columns of those rows alone."""
    size = min(max(1, request.size), LARGEST_PAGE)
    order = _order(listing, request)
    first = (max(1, request.page) - 1) * size
    if listing.key is None:
        return _whole(listing, narrowed).order_by(*order).limit(size).offset(first)
    keys = db.session.scalars(_bare(listing, narrowed).order_by(*order).limit(size).offset(first)).all()
    return _whole(listing, narrowed).where(listing.key.in_(keys)).order_by(*order)


def all_of(listing: Listing, request: ListRequest) -> ListPage:
    """Every row that ``request`` matches, for an export; at most LARGEST_EXPORT."""
    statement = _whole(listing, _narrowed(listing, request)).order_by(*_order(listing, request))
    rows = db.session.execute(statement.limit(LARGEST_EXPORT)).all()
    return ListPage(listing, request, _columns(listing, request), rows, len(rows))


def _narrowed(listing: Listing, request: ListRequest) -> Select[Any]:
    statement = listing.statement
    for word in request.search.split() if listing.search_in else ():
        statement = statement.where(
            or_(*(expression.icontains(word, autoescape=True) for expression in listing.search_in))
        )
    for choice in listing.choices:
        condition = choice.conditions.get(request.chosen.get(choice.key, ""))
        if condition is not None:
            statement = statement.where(condition)
    return statement


def _columns(listing: Listing, request: ListRequest) -> list[ListColumn]:
    if request.columns:
        wanted = [column for column in listing.offered if column.key in request.columns]
        if wanted:
            return wanted
    return [column for column in listing.offered if column.shown]


def _order(listing: Listing, request: ListRequest) -> list[ColumnElement[Any]]:
    by_key = {column.key: column for column in listing.columns}
    column = by_key.get(request.sort or "") or by_key.get(listing.sort)
    order: list[ColumnElement[Any]] = []
    if column is not None:
        expression = column.value if column.sort_by is None else column.sort_by
        order.append(expression.desc() if _descending(listing, request) else expression.asc())
    return [*order, *([] if listing.key is None else [listing.key.asc()])]


def _descending(listing: Listing, request: ListRequest) -> bool:
    return request.descending if request.sort else listing.descending
