"""List pages: what the address asks for, and the same list as a spreadsheet."""

from __future__ import annotations

from flask import request

from hr.queries.listing import ListRequest

_SIZES = (20, 50, 100, 200)


def asked() -> ListRequest:
    """The list request in this page's address; nonsense in it falls back to the defaults."""
    args = request.args
    size = args.get("size", 50, int)
    return ListRequest(
        search=args.get("q", "").strip()[:60],
        chosen={key: value for key, value in args.items() if value},
        sort=args.get("sort"),
        descending=args.get("dir") == "desc",
        page=max(1, args.get("page", 1, int)),
        size=size if size in _SIZES else 50,
        columns=args.getlist("col") or None,
    )
