"""What every template can use: both languages, money, dates, links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from hr.database import now
from hr.queries.listing import ListPage
from hr.queries.system.unit_switch import UnitChoice, units_to_look_at
from hr.request_language import language
from hr.views.door import SHANGHAI, unit_in_view, whole_viewer
from hr.views.navigation import jobs_under_way, sidebar
from vocabulary.money import yuan_grouped
from vocabulary.terms import Term
from vocabulary.text import Text


def register_page_helpers(app: Flask) -> None:
    """Globals and filters for the templates."""
    app.jinja_env.globals.update(
        t=t,
        asset=asset,
        with_query=with_query,
        sidebar=sidebar,
        jobs_under_way=jobs_under_way,
        page_numbers=page_numbers,
    )
    app.jinja_env.globals.update(unit_choices=unit_choices)
    app.jinja_env.filters.update(yuan=yuan, label=label, day=day, moment=moment, percent=percent, number=number)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_who)


def _who() -> dict[str, object]:
    logged_in = current_user.is_authenticated
    return {"viewer": whole_viewer() if logged_in else None, "language": language(), "printed_at": now()}


def unit_choices() -> tuple[UnitChoice | None, Sequence[UnitChoice]]:
    """The unit in view, and those that the switcher offers."""
    here = unit_in_view()
    return here, units_to_look_at(viewer=whole_viewer(), now=here)


def t(zh: str | Text, en: str = "", **values: object) -> str:
    """The half of a message in the page's language: ``t("共 {n} 人", "{n} people", n=5)``, or a Text as it is."""
    text = zh if isinstance(zh, Text) else Text(zh, en)
    return (text.format(**values) if values else text).in_(language())


def label(term: Term | Text | None) -> str:
    """A term's label in the page's language."""
    if term is None:
        return "—"
    return (term.label if isinstance(term, Term) else term).in_(language())


def yuan(fen: int | None) -> str:
    """Fen as yuan for people: ``1,885.50``."""
    return "—" if fen is None else yuan_grouped(fen)


def day(value: date | None) -> str:
    """A date, or a dash."""
    return "—" if value is None else value.isoformat()


def moment(value: datetime | None) -> str:
    """A moment in Shanghai's time, to the minute."""
    if value is None:
        return "—"
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def percent(share: float | None, digits: int = 1) -> str:
    """A share as a percentage."""
    return "—" if share is None else f"{share * 100:.{digits}f}%"


def number(value: float | None, digits: int = 2) -> str:
    """A number with thousands separated, or a dash."""
    return "—" if value is None else f"{value:,.{digits}f}"


def asset(name: str) -> str:
    """The address of a file made at set-up."""
    return url_for("assets.file", name=name)


def page_numbers(page: ListPage) -> list[int | None]:
    """The page numbers that a pager offers: first, last and those around the present one; None for a gap."""
    here, last = page.request.page, page.pages
    offered = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    numbers: list[int | None] = []
    for before, number in zip([0, *offered], offered, strict=False):
        if number - before > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def with_query(**changes: Any) -> str:
    """This page's address with some query arguments changed (None removes one); an export is never carried along."""
    query = request.args.to_dict(flat=False)
    query.pop("export", None)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]
    return url_for(request.endpoint or "", **{**(request.view_args or {}), **query})
