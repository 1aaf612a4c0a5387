"""The declaration of contribution bases 基数申报表, as the bureau's and the fund's own forms have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.document import Column, Kind, Row
from reports.table_export import Sheet
from vocabulary.money import Fen
from vocabulary.text import Text

TITLE = Text("基数申报表", "Declaration of bases")
COLUMNS = (
    Column(Text("社会保障号（身份证）", "ID number")),
    Column(Text("姓名", "Name")),
    Column(Text("上年度月平均工资", "Last year's monthly average"), Kind.MONEY),
    Column(Text("社保缴费基数", "Social base"), Kind.MONEY),
    Column(Text("公积金缴存基数", "Housing fund base"), Kind.MONEY),
    Column(Text("备注", "Note")),
)
"""本市用人单位申报 职工上年月平均工资; order and headings of low to medium confidence: look at the form of the year."""


@dataclass(frozen=True, slots=True)
class DeclaredBase:
    """One person's line; bases between floor and ceiling, fen."""

    id_number: str
    name: str
    average: Fen
    social_base: Fen
    housing_base: Fen
    note: Text


def declaration_sheet(people: Iterable[DeclaredBase]) -> Sheet:
    """A line a person."""
    rows = (Row((p.id_number, p.name, p.average, p.social_base, p.housing_base, p.note)) for p in people)
    return Sheet(TITLE, COLUMNS, rows)
