"""The home page of a viewer: what each part has to say to them, in the order of this list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from hr.permissions.viewer import Viewer
from hr.queries.insight import home_agencies, home_casework, home_findings, home_own, home_pay, home_staff, home_system
from hr.queries.insight.home_card import HomeCard, Provider, Waiting
from vocabulary.text import Text

PROVIDERS: tuple[Provider, ...] = (
    home_own.own_record,
    home_pay.waiting_runs,
    home_pay.waiting_inputs,
    home_agencies.short_agency_pay,
    home_staff.headcount,
    home_staff.ending_contracts,
    home_staff.ending_probations,
    home_findings.staffing_breaches,
    home_casework.unmatched_events,
    home_system.users_and_logins,
    home_system.audit_trail,
)


@dataclass(slots=True)
class Home:
    """Cards, and what waits by heading."""

    cards: list[HomeCard] = field(default_factory=list)
    waiting: dict[Text, list[Waiting]] = field(default_factory=dict)


def home_of(viewer: Viewer, on: date, providers: Sequence[Provider] = PROVIDERS) -> Home:
    """Everything that the parts say to ``viewer`` on a day."""
    home = Home()
    for provider in providers:
        for found in provider(viewer, on):
            if isinstance(found, HomeCard):
                home.cards.append(found)
            else:
                home.waiting.setdefault(found.heading, []).append(found)
    return home
