"""Lists whose rows are computed and not stored: the same search, filters, sorting, paging and export as any list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Row

from hr.queries import listing as stored
from hr.queries.listing import LARGEST_EXPORT, LARGEST_PAGE, ListColumn, Listing, ListPage, ListRequest
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class ComputedRow:
    """One row, read the way a database row is."""

    _mapping: Mapping[str, Any]


@dataclass(frozen=True)
class ComputedListing(Listing):
    """A list over ``rows``, each a mapping of the columns' keys.

    ``search_in`` names keys, ``sort_by`` of a column too; a choice keeps the rows whose value under its key is the one
    chosen (a row may hold several, as a set), so its ``conditions`` stay empty.
    """

    search_in: Sequence[Any] = ()
    rows: Sequence[Mapping[str, Any]] = ()


def page_of(listing: Listing, request: ListRequest) -> ListPage:
    """The page of a stored or a computed list that ``request`` asks for."""
    if not isinstance(listing, ComputedListing):
        return stored.page_of(listing, request)
    rows = _sorted(listing, request, _matching(listing, request))
    size = min(max(1, request.size), LARGEST_PAGE)
    start = (max(1, request.page) - 1) * size
    return _page(listing, request, rows[start : start + size], len(rows))


def all_of(listing: Listing, request: ListRequest) -> ListPage:
    """Every row of a stored or a computed list that ``request`` matches; at most LARGEST_EXPORT."""
    if not isinstance(listing, ComputedListing):
        return stored.all_of(listing, request)
    rows = _sorted(listing, request, _matching(listing, request))[:LARGEST_EXPORT]
    return _page(listing, request, rows, len(rows))


def _page(listing: ComputedListing, request: ListRequest, rows: Sequence[Mapping[str, Any]], total: int) -> ListPage:
    wanted = [column for column in listing.offered if column.key in (request.columns or ())]
    columns = wanted or [column for column in listing.offered if column.shown]
    shown = cast("Sequence[Row[Any]]", [ComputedRow(row) for row in rows])
    return ListPage(listing, request, columns, shown, total)


def _matching(listing: ComputedListing, request: ListRequest) -> list[Mapping[str, Any]]:
    words = request.search.lower().split()
    chosen = {choice.key: request.chosen[choice.key] for choice in listing.choices if choice.key in request.chosen}
    return [row for row in listing.rows if _fits(row, chosen) and _found(row, words, listing.search_in)]


def _fits(row: Mapping[str, Any], chosen: Mapping[str, str]) -> bool:
    return all(wanted in row[key] if isinstance(row[key], set | frozenset) else wanted == row[key]
               for key, wanted in chosen.items())  # fmt: skip


def _found(row: Mapping[str, Any], words: Sequence[str], keys: Sequence[str]) -> bool:
    return all(any(word in str(row[key]).lower() for key in keys) for word in words)


def _sorted(listing: ComputedListing, request: ListRequest, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """By the column asked for, rows without a value last in both directions; without a sort as they were given."""
    by_key = {column.key: column for column in listing.columns}
    column = by_key.get(request.sort or "") or by_key.get(listing.sort)
    if column is None:
        return rows
    key = column.sort_by or column.key
    known = sorted((row for row in rows if row[key] is not None), key=lambda row: _rank(row[key]),
                   reverse=request.descending if request.sort else listing.descending)  # fmt: skip
    return known + [row for row in rows if row[key] is None]


def _rank(value: Any) -> Any:
    return value.zh if isinstance(value, Text) else value


def shown_column(key: str, label: Text, **more: Any) -> ListColumn:
    """A column of a computed list: its value stands under ``key`` in each row."""
    return ListColumn(key, label, None, **more)
