"""What was agreed with an agency, with its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.agency_terms import AgencyTerms
from reports.agency import FeeTerms
from vocabulary.terms import AgencyFeeKind


def terms_of(agency: Agency) -> Sequence[AgencyTerms]:
    """The dated terms of an agency that was looked up within scope, newest first."""
    statement = select(AgencyTerms).where(AgencyTerms.agency_id == agency.id).order_by(AgencyTerms.valid_from.desc())
    return db.session.scalars(statement).all()


def terms_on(agency: Agency, on: date) -> AgencyTerms | None:
    """The dated terms in force on a day, if there are any."""
    holding = (row for row in terms_of(agency) if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to))
    return next(holding, None)


def fee_terms(agency: Agency, terms: AgencyTerms | None) -> FeeTerms:
    """The terms as they are reckoned with; without dated ones the agency's plain fee a head."""
    if terms is None:
        return FeeTerms(AgencyFeeKind.PER_HEAD, agency.service_fee_fen)
    return FeeTerms(terms.fee_kind, terms.fee, terms.tax_ppm, terms.tax_base, terms.tax_note)
