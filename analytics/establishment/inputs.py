"""What the staffing rules look at: plain facts on the day of asking, keys given by the caller."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vocabulary.periods import Month
from vocabulary.terms import ContractKind, RetirementGroup, StaffingType
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class ContractFact:
    """A contract in force (or lapsed with nothing after it).

    ``fixed_terms``: how many fixed terms in a row with this employer since 2008, this one included;
    ``service_since``: first day of unbroken service with this employer; ``temporary_post_since``: set for a dispatched
    worker on a temporary post (临时性岗位).
    """

    person: str
    staffing_type: StaffingType
    kind: ContractKind
    start: date
    end: date | None = None
    probation_months: int = 0
    fixed_terms: int = 1
    service_since: date | None = None
    temporary_post_since: date | None = None


@dataclass(frozen=True, slots=True)
class RetirementFact:
    """What gives the month of retirement; ``chosen_months`` is an agreed earlier (−) or later (+) choice."""

    person: str
    group: RetirementGroup
    born: Month
    chosen_months: int = 0


@dataclass(frozen=True, slots=True)
class SubsidyFact:
    """One person's 4050 subsidy: the first subsidised month, and the months used by the day of asking."""

    person: str
    first_month: Month
    months_used: int
    retirement_month: Month | None = None


@dataclass(frozen=True, slots=True)
class CertificateFact:
    """A certificate that ends; ``name`` as people read it."""

    person: str
    name: Text
    expires: date


@dataclass(frozen=True, slots=True)
class HeadcountFact:
    """How many people of each staffing type work in a unit (a dispatched worker counts where they work)."""

    unit: str
    by_type: dict[StaffingType, int]


@dataclass(frozen=True, slots=True)
class QuotaFact:
    """Authorised and filled places of a unit, for a post or a staffing type, whose name people read in ``place``."""

    unit: str
    place: Text
    authorised: int
    filled: int


@dataclass(frozen=True, slots=True)
class OnBooksFact:
    """A person on a unit's establishment in ``month``: days rostered and attended, pay, and the unit of assignment."""

    person: str
    unit: str
    month: Month
    assigned_unit: str | None
    rostered_days: int
    attended_days: int
    paid: bool


@dataclass(frozen=True, slots=True)
class StaffingFacts:
    """All that ``staffing_findings`` looks at; what is left empty is not judged."""

    contracts: tuple[ContractFact, ...] = ()
    retirements: tuple[RetirementFact, ...] = ()
    subsidies: tuple[SubsidyFact, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    headcounts: tuple[HeadcountFact, ...] = ()
    quotas: tuple[QuotaFact, ...] = ()
    on_books: tuple[OnBooksFact, ...] = field(default=())
