"""What somebody wants done about a person, as the services of this part take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vocabulary.terms import (
    ContractKind,
    Education,
    FundSource,
    IdType,
    RetirementGroup,
    SeparationKind,
    SeparationReason,
    Sex,
    StaffingType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a new person is. ``sex`` and ``born_on`` follow from a resident number and are needed with other documents.

    ``retirement_group`` may stay None for men.
    """

    staff_number: str
    name: str
    id_number: str
    id_type: IdType = IdType.RESIDENT_ID
    sex: Sex | None = None
    born_on: date | None = None
    retirement_group: RetirementGroup | None = None
    education: Education | None = None
    mobile: str | None = None
    first_worked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """A contract as signed; ``ends_on`` None exactly for open-ended ones."""

    kind: ContractKind
    starts_on: date
    ends_on: date | None = None
    number: str | None = None
    probation_ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStanding:
    """Where a newcomer's pay begins: a cell of a scale, or a fixed wage (fen a month)."""

    pay_scale_id: int | None = None
    grade: str | None = None
    step: int | None = None
    fixed_wage_fen: int = 0
    performance_basic_fen: int = 0
    performance_incentive_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """Somebody comes to work: a new person (``identity``) or one who was here before (``person_id``), never both.

    ``host_unit_id`` None means the unit of the post.
    """

    post_id: int
    staffing_type: StaffingType
    starts_on: date
    identity: Identity | None = None
    person_id: int | None = None
    host_unit_id: int | None = None
    agency_id: int | None = None
    fund_source: FundSource = FundSource.FISCAL
    first_wage_in_year: bool = False
    contract: ContractTerms | None = None
    standing: FirstStanding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """The primary post of a person becomes another from ``on``."""

    person_id: int
    post_id: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcurrentPost:
    """A further post beside the primary one 兼任."""

    person_id: int
    post_id: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """The employment ends; ``on`` is its last day."""

    on: date
    kind: SeparationKind
    reason: SeparationReason
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The employment goes on under another staffing type from ``on``, on the same posts."""

    on: date
    staffing_type: StaffingType
    agency_id: int | None = None
    fund_source: FundSource = FundSource.FISCAL
    contract: ContractTerms | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is to be put right about a person; None leaves a field as it is, so that nothing unseen is blanked."""

    name: str | None = None
    id_type: IdType | None = None
    id_number: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    retirement_group: RetirementGroup | None = None
    education: Education | None = None
    mobile: str | None = None
    first_worked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate as issued; ``level`` 5 (lowest) to 1, or None where there are no levels."""

    name: str
    issued_on: date
    level: int | None = None
    expires_on: date | None = None
