"""What other parts show on a unit's page; each part signs up, so that the organisation need not know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hr.models.organisation.unit import Unit
from hr.permissions.viewer import Viewer
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class PanelCard:
    """One figure with what it rests on."""

    label: Text
    value: str
    note: Text


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures about a unit, and the page where they come from."""

    title: Text
    address: str
    cards: tuple[PanelCard, ...]


Provider = Callable[[Unit, Viewer], Iterable[Panel]]
_PROVIDERS: list[Provider] = []


def unit_panels(provider: Provider) -> Provider:
    """Sign a provider up; it gives nothing to a viewer who may not see its figures."""
    _PROVIDERS.append(provider)
    return provider


def panels_of(unit: Unit, viewer: Viewer) -> list[Panel]:
    """Every panel for this viewer, in the order in which the parts signed up."""
    return [panel for provider in _PROVIDERS for panel in provider(unit, viewer)]
