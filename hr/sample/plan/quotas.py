"""Quotas of centres by staffing type and in all; the study's centre has its own for its year, and that year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.places import Places
from hr.sample.plan.seats import Seats
from hr.sample.plan.table import Table, ids
from vocabulary.terms import StaffingType


def quotas(places: Places, seats: Seats) -> Table:
    """Table ``unit_quota``: the seats of each centre, those at its stations among them."""
    study = read("study")["authorised"]
    opened: date = read("places")["opened_on"]
    rows: list[tuple[int, StaffingType | None, int, date, date | None]] = []
    kinds = len(StaffingType)
    counts = np.bincount(seats.street * kinds + seats.staffing, minlength=len(places.units) * kinds).reshape(-1, kinds)
    for centre in np.flatnonzero(counts.sum(axis=1)).tolist():
        since = opened if centre != places.study else study["until"] + timedelta(days=1)
        rows.append((centre, None, int(counts[centre].sum()), since, None))
        rows += [(centre, kind, int(counts[centre][code]), since, None) for code, kind in enumerate(StaffingType)]
    rows += [(places.study, kind, quota, study["from"], study["until"]) for kind, quota in _of_study(study)]
    unit, kind, quota, since, until = zip(*rows, strict=True)
    return Table(
        "unit_quota",
        {
            "id": ids(len(rows)),
            "unit_id": [place + 1 for place in unit],
            "staffing_type": kind,
            "quota": quota,
            "valid_from": since,
            "valid_to": until,
        },
    )


def periods(places: Places) -> Table:
    """Table ``unit_period``: the study's year, which its centre's page shows."""
    study = read("study")
    return Table(
        "unit_period",
        {
            "id": ids(1),
            "unit_id": [places.study + 1],
            "name": [study["name"]],
            "first_day": [study["window"]["first"]],
            "last_day": [study["window"]["last"]],
        },
    )


def _of_study(study: dict[str, Any]) -> list[tuple[StaffingType | None, int]]:
    types = (StaffingType.DISPATCHED, StaffingType.ESTABLISHMENT)
    return [(None, study["total"]), *((kind, study[kind.value]) for kind in types)]
