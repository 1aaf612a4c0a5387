"""Workload: standard minutes of events and roster by person and month, with the confidence of the measure."""

from analytics.workload.aggregate import halves_by_person, load_by, totals_by
from analytics.workload.confidence import RANKABLE_FROM, GroupConfidence, confidence_by
from analytics.workload.measure import PRACTICAL_FACTOR, Workload, measure
from analytics.workload.staff_needed import Staffing, staff_needed, standard_error_of_load

__all__ = [
    "PRACTICAL_FACTOR",
    "RANKABLE_FROM",
    "GroupConfidence",
    "Staffing",
    "Workload",
    "confidence_by",
    "halves_by_person",
    "load_by",
    "measure",
    "staff_needed",
    "standard_error_of_load",
    "totals_by",
]
