"""The charts of the workload pages."""

from __future__ import annotations

from collections.abc import Sequence

from hr.models.casework.workload import Workload
from hr.queries.casework.workload_groups import UnitLoad
from reports.document import Kind, Spec
from vocabulary.text import Language, Text

_FULL = 1.0
_INDEX = Text("负荷指数（1.00 为满负荷）", "Load index (1.00 is a full load)")


def strip_chart(found: UnitLoad, language: Language) -> Spec:
    """Each person of the groups that may be shown a nameless dot, by staffing type."""
    from reports.charts.people import LoadPoint, load_strip
    from reports.charts.theme import ChartWords, Reference

    words = ChartWords(Text("各用工性质的负荷分布", "Load by staffing type"), _INDEX, Text("", ""))
    points = [LoadPoint(kind.label, index) for kind, index in found.shown_points]
    return load_strip(points, words, language, Reference(_FULL, Text("满负荷", "full")))


def person_chart(months: Sequence[Workload], language: Language) -> Spec:
    """A person's load index month by month."""
    from reports.charts.months import MonthPoint, line_by_month
    from reports.charts.theme import ChartWords

    words = ChartWords(Text("逐月负荷指数", "Load index by month"), Text("", ""), _INDEX)
    points = [MonthPoint(load.month, load.load_index) for load in months if load.load_index is not None]
    return line_by_month(points, words, language, Kind.NUMBER)
