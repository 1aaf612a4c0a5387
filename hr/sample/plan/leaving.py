"""Why those who left did: kinds and reasons of separation by staffing type."""

from __future__ import annotations

import numpy as np

from hr.sample.data import read
from hr.sample.plan.draws import choose
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Flags, Whole, place_of
from vocabulary.terms import SeparationKind, SeparationReason, StaffingType, Term

_VOLUNTARY = place_of(SeparationKind.VOLUNTARY)


def why(generator: np.random.Generator, spells: Spells, night_heavy: Flags) -> Spells:
    """The spells with kind and reason drawn for everybody who left."""
    data = read("leaving")
    kind, reason = spells.kind.copy(), spells.reason.copy()
    draws = generator.random((2, len(spells)))
    for place, staffing in enumerate(StaffingType):
        rows = np.flatnonzero(~spells.stays & (spells.staffing == place))
        kind[rows] = _pick(draws[0][rows], data["kinds"][staffing.value], SeparationKind)
    for place, separation in enumerate(SeparationKind):
        if separation.value not in data["reasons"]:
            continue
        rows = np.flatnonzero(kind == place)
        reason[rows] = _pick(draws[1][rows], data["reasons"][separation.value], SeparationReason)
    at_night = np.flatnonzero((kind == _VOLUNTARY) & night_heavy)
    reason[at_night] = _pick(draws[1][at_night], data["reasons"]["voluntary_at_night"], SeparationReason)
    return spells.with_columns(kind=kind, reason=reason)


def _pick(draw: np.ndarray, shares: dict[str, float], kind: type[Term]) -> Whole:
    places = np.array([place_of(kind(code)) for code in shares])  # type: ignore[call-arg]
    return np.asarray(places[choose(draw, shares)])
