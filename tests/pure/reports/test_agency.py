"""The agency's statement, and its payments against what was due."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reports.agency import (
    AgencyPerson,
    AgencyStatement,
    Due,
    FeeTerms,
    Paid,
    PaymentFindingKind,
    PaymentReview,
    payment_findings,
    review_document,
    review_sheets,
    statement_document,
    statement_sheets,
)
from reports.document import Cards, Document, Table
from reports.pdf.document_pdf import document_pdf
from reports.table_export import write_workbook
from tests.pure.reports.samples import STAMP
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase
from vocabulary.text import LANGUAGES

OCTOBER = Month(2026, 10)
PER_HEAD = FeeTerms(AgencyFeeKind.PER_HEAD, fen("120.00"))


def test_a_fee_is_a_sum_a_head_or_a_share_of_what_the_person_costs() -> None:
    assert PER_HEAD.fee_on(fen("9000.00")) == fen("120.00")
    assert FeeTerms(AgencyFeeKind.PER_CENT, 30_000).fee_on(fen("9000.17")) == fen("270.01")


def test_tax_on_top_is_on_the_fee_alone_or_on_everything() -> None:
    cost, fee = fen("9000.00"), fen("120.00")
    assert replace(PER_HEAD, tax_ppm=50_000).tax_on(cost, fee) == fen("6.00")
    assert replace(PER_HEAD, tax_ppm=60_000, tax_base=AgencyTaxBase.WHOLE).tax_on(cost, fee) == fen("547.20")
    assert PER_HEAD.tax_on(cost, fee) == 0


def person(number: str, unit: str = "北桥") -> AgencyPerson:
    money = ("7000.00", "1155.00", "0.00", "5845.00", "2400.00", "120.00", "6.00")
    return AgencyPerson(unit, number, "张敏", *(fen(amount) for amount in money))


def statement(*people: AgencyPerson) -> AgencyStatement:
    return AgencyStatement("徐宁", "申服人力", OCTOBER, PER_HEAD, people)


def tables(document: Document) -> dict[str, Table]:
    return {block.title.zh: block for block in document.blocks if isinstance(block, Table)}


def test_what_is_owed_is_gross_with_employer_contributions_fee_and_tax_and_not_what_is_withheld() -> None:
    assert person("N003").owed == fen("9526.00")
    assert statement(person("N003"), person("S003", "南桥")).owed == fen("19052.00")


def test_the_statement_sums_by_unit_and_in_all() -> None:
    document = statement_document(statement(person("N003"), person("N005"), person("S003", "南桥")))
    rows = [(row.cells[0], row.cells[1], row.cells[-1]) for row in tables(document)["按用工单位"].rows]
    assert [row[1:] for row in rows] == [(2, fen("19052.00")), (1, fen("9526.00")), (3, fen("28578.00"))]
    assert tables(document)["逐人明细"].rows[-1].cells[-1] == fen("28578.00")


def test_a_month_without_dispatched_staff_is_a_statement_of_nothing() -> None:
    assert tables(statement_document(statement()))["按用工单位"].rows[-1].cells[1:] == (0,) * 9


DUE = Due(fen("7000.00"), fen("5845.00"), fen("1155.00"), fen("2400.00"))
RIGHT = Paid(DUE.gross, DUE.net, DUE.own_contributions, DUE.employer_contributions, date(2026, 11, 10))
LAST_DAY = date(2026, 11, 10)


def kinds(paid: Paid | None, due: Due | None = DUE, last_day: date | None = LAST_DAY) -> list[str]:
    found = payment_findings({"a": due} if due else {}, {"a": paid} if paid else {}, last_day)
    return [finding.kind.value for finding in found]


def test_a_right_payment_in_time_has_no_finding() -> None:
    assert kinds(RIGHT) == []


def test_a_fen_too_little_is_found() -> None:
    (found,) = payment_findings({"a": DUE}, {"a": replace(RIGHT, net=DUE.net - 1)}, LAST_DAY)
    assert (found.kind, found.missing) == (PaymentFindingKind.SHORT, 1)


def test_a_shortfall_in_gross_and_net_is_one_finding_of_the_net() -> None:
    (found,) = payment_findings({"a": DUE}, {"a": replace(RIGHT, gross=DUE.gross - 900, net=DUE.net - 800)}, None)
    assert found.missing == 800


def test_gross_is_compared_where_net_is_right() -> None:
    assert kinds(replace(RIGHT, gross=DUE.gross - 1)) == ["short"]


def test_what_the_list_does_not_say_is_not_held_against_it() -> None:
    assert kinds(Paid(DUE.gross, DUE.net)) == []


def test_contributions_too_low_are_found_on_either_side() -> None:
    low = replace(RIGHT, own_contributions=0, employer_contributions=0)
    assert kinds(low) == ["short_contributions", "short_contributions"]


def test_not_paid_paid_to_a_stranger_paid_too_much_and_paid_late_are_told_apart() -> None:
    assert kinds(None) == ["unpaid"]
    assert kinds(RIGHT, due=None) == ["unknown"]
    assert kinds(replace(RIGHT, net=DUE.net + 1)) == ["over"]
    assert kinds(replace(RIGHT, paid_on=date(2026, 11, 11))) == ["late"]


def test_without_an_agreed_day_nothing_is_late() -> None:
    assert kinds(replace(RIGHT, paid_on=date(2027, 11, 11)), last_day=None) == []


def review() -> PaymentReview:
    paid = {"a": replace(RIGHT, net=DUE.net - 500), "x": RIGHT}
    found = payment_findings({"a": DUE, "b": DUE}, paid, LAST_DAY)
    return PaymentReview(
        "徐宁", "申服人力", OCTOBER, 2, 2, tuple(found), {"a": ("N003", "张敏"), "b": ("N005", "李丽")}
    )


def test_the_review_counts_who_is_wronged_and_what_is_missing() -> None:
    cards = review_document(review()).blocks[0]
    assert isinstance(cards, Cards)
    assert [card.value for card in cards.cards] == [2, 2, 2, 500 + DUE.net]


def test_a_review_in_which_everybody_agrees_says_so() -> None:
    document = review_document(replace(review(), findings=()))
    assert tables(document)["发现汇总"].note is not None
    assert "核对发现" not in tables(document)


def test_before_there_is_a_list_nobody_is_said_to_agree() -> None:
    note = tables(review_document(replace(review(), findings=(), paid=0)))["发现汇总"].note
    assert note is not None
    assert "还没有发放清单" in note.zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_printed_and_written_as_workbooks(language: Any) -> None:
    made = statement(person("N003"))
    pairs = ((statement_document(made), statement_sheets(made)), (review_document(review()), review_sheets(review())))
    for document, sheets in pairs:
        assert document_pdf(document, language, STAMP).startswith(b"%PDF")
        out = io.BytesIO()
        write_workbook(sheets, out, language, STAMP)
        assert out.getvalue().startswith(b"PK")
