"""Lists in pages: what may be asked, and the envelope that answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from hr.queries.listing import LARGEST_PAGE, Listing, ListRequest, page_of


class PageQuery(Schema):
    """Which page of a list: ``q`` searches; a list's own choices are further arguments."""

    class Meta:
        """Arguments that a list does not know are ignored."""

        unknown = EXCLUDE

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    size = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))
    q = fields.String(load_default="", validate=validate.Length(max=60))


def envelope(item: type[Schema], name: str) -> type[Schema]:
    """The schema of a page of ``item``."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item)),
            "page": fields.Integer(),
            "size": fields.Integer(),
            "total": fields.Integer(metadata={"description": "how many there are on all pages"}),
        },
        name=name,
    )


def paged(listing: Listing, asked: Mapping[str, Any]) -> dict[str, object]:
    """The page of ``listing`` that was asked for, ready for its envelope."""
    chosen = {key: str(value) for key, value in asked.items() if key not in {"page", "size", "q"}}
    found = page_of(listing, ListRequest(asked["q"], chosen, page=asked["page"], size=asked["size"]))
    return {
        "items": [row._mapping for row in found.rows],
        "page": asked["page"],
        "size": asked["size"],
        "total": found.total,
    }
