"""Assignments: the post of each employment, cut where somebody was transferred, and posts held concurrently (兼任)."""

from __future__ import annotations

import numpy as np

from hr.sample.data import read
from hr.sample.plan.employments import Employments
from hr.sample.plan.places import Places
from hr.sample.plan.seats import Seats, post_codes
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Table, Whole, ids, keys


def assignments(places: Places, seats: Seats, spells: Spells, employments: Employments) -> Table:
    """Table ``assignment``: primary ones first, then the two that the study's on-book people hold at its centre."""
    person = employments.person
    moved = spells.moved[person]
    cut = np.flatnonzero((moved > employments.start) & (moved <= employments.until))
    row = np.concatenate([cut, np.arange(len(employments))])
    post = np.concatenate([spells.moved_from[person[cut]], spells.post[person]])
    start = np.concatenate([employments.start[cut], np.where(moved > employments.start, moved, employments.start)])
    end = np.concatenate([moved[cut] - 1, employments.end])
    order = np.lexsort((start, row))
    primary = (row[order], post[order], start[order], end[order])
    concurrent = _concurrent(places, seats, spells, employments)
    row, post, start, end = (np.concatenate(pair) for pair in zip(primary, concurrent, strict=True))
    return Table(
        "assignment",
        {
            "id": ids(len(row)),
            "employment_id": keys(row),
            "unit_id": keys(seats.posts.unit[post]),
            "post_id": keys(post),
            "is_primary": [number < len(primary[0]) for number in range(len(row))],
            "starts_on": start.tolist(),
            "ends_on": end.tolist(),
        },
    )


def _concurrent(
    places: Places, seats: Seats, spells: Spells, employments: Employments
) -> tuple[Whole, Whole, Days, Days]:
    """The study's two on-book people: longest-serving at the district, with posts of its street centre besides."""
    data = read("study")["concurrent"]
    rows = on_books(places, spells)[: len(data["posts"])]
    employment = np.searchsorted(employments.person, rows)
    units = np.full(len(rows), places.study)
    codes = np.array([post_codes().index(code) for code in data["posts"][: len(rows)]], dtype=np.int64)
    first, last = (np.datetime64(data[end], "D") for end in ("from", "until"))
    post = seats.posts.place(units, codes)
    return employment, post, np.full(len(rows), first), np.full(len(rows), last)


def on_books(places: Places, spells: Spells) -> Whole:
    """Establishment people of the first district centre who are still there, longest-serving first."""
    here = (spells.street == places.districts[0]) & spells.stays & (spells.staffing == 0)
    rows = np.flatnonzero(here)
    return np.asarray(rows[np.argsort(spells.start[rows], kind="stable")])
