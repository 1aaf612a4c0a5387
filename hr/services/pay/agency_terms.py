"""New terms with a dispatch agency, from a month on; the ones in force end the day before."""

from __future__ import annotations

from dataclasses import dataclass

from hr.database import unit_of_work
from hr.models.organisation.agency_terms import AgencyTerms
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency import agency_of, may_write_agencies
from hr.queries.organisation.agency_terms import terms_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.dated_rows import give_way
from vocabulary.money import PPM
from vocabulary.periods import Month
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase
from vocabulary.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsWish:
    """What was agreed: ``fee`` in fen a head, or ppm of pay and contributions; ``tax_ppm`` on top; day of payment."""

    agency_id: int
    start: Month
    fee_kind: AgencyFeeKind
    fee: int
    tax_ppm: int = 0
    tax_base: AgencyTaxBase = AgencyTaxBase.FEE
    tax_note: str = ""
    pay_day: int | None = None


def agree(wish: TermsWish, *, viewer: Viewer) -> AgencyTerms:
    """Put new terms on file. Raises Refusal for a share above the whole, or where later terms are on file."""
    if not may_write_agencies(viewer):
        raise OutOfScope(f"{viewer.name} maintains no agencies")
    if wish.fee_kind is AgencyFeeKind.PER_CENT and wish.fee > PPM:
        raise Refusal(Text("比例不能超过 100%", "The share can't exceed 100 %"), "rate")
    with unit_of_work(viewer, "agency.agree") as session:
        agency = agency_of(wish.agency_id, viewer=viewer)
        give_way(terms_of(agency), wish.start)
        row = AgencyTerms(
            agency_id=agency.id,
            fee_kind=wish.fee_kind,
            fee=wish.fee,
            tax_ppm=wish.tax_ppm,
            tax_base=wish.tax_base,
            tax_note=wish.tax_note,
            pay_day=wish.pay_day,
            valid_from=wish.start.first_day,
        )
        session.add(row)
    return row
