"""`gridhr pay-file`: a month's files from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from pypdf import PdfReader

from hr.cli import load
from tests.hr.pay import pay_world
from tests.hr.pay.accounts import csv_format, give_everybody_accounts
from tests.hr.pay.months import approved, computed, opened
from tests.hr.pay.test_run_reports import book_the_allowance


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def gridhr(web: Flask, *words: str, typed: str | None = None) -> Result:
    return web.test_cli_runner().invoke(load("pay-file"), [*words, "--as", "finance", "--json"], input=typed)


def files(answer: Result) -> list[Path]:
    assert answer.exit_code == 0, answer.stderr
    return [Path(path) for path in json.loads(answer.stdout)["files"]]


def test_every_kind_of_file_is_written_where_it_says(web: Flask) -> None:
    give_everybody_accounts()
    approved()
    csv_format()
    for words, count in (
        (("bank", "2026-10"), 1),
        (("tax", "2026-10", "--version", "29"), 4),
        (("payslips", "2026-10", "--packing", "each", "--lock", "id_number"), 1),
        (("summary", "2026-10"), 2),
        (("trend", "2026", "--unit", "N", "--staffing-type", "contract"), 2),
        (("year", "2026", "--unit", "N", "--lock", "id_number"), 1),
    ):
        written = files(gridhr(web, *words))
        assert len(written) == count, words
        assert all(path.stat().st_size for path in written)


def test_people_who_cannot_be_paid_stop_the_bank_file(web: Flask) -> None:
    approved()
    csv_format()
    answer = gridhr(web, "bank", "2026-10")
    assert answer.exit_code == 1
    assert "王芳" in answer.stderr
    assert answer.stdout == ""


def test_the_format_is_named_where_there_are_several(web: Flask) -> None:
    give_everybody_accounts()
    approved()
    csv_format()
    csv_format(name="工行")
    assert gridhr(web, "bank", "2026-10").exit_code == 1
    assert len(files(gridhr(web, "bank", "2026-10", "--format", "工行"))) == 1


def test_a_password_is_asked_and_never_an_argument(web: Flask) -> None:
    approved()
    answer = gridhr(web, "payslips", "2026-10", "--packing", "one", "--lock", "chosen", typed="gongzi-10\n")
    assert answer.exit_code == 0, answer.stderr
    path = Path(json.loads(answer.stdout)["files"][0])
    assert len(PdfReader(path, password="gongzi-10").pages) == 4
    assert gridhr(web, "payslips", "2026-10", "--packing", "one", "--lock", "id_number").exit_code == 1


@pytest.mark.parametrize("words", [("bank", "2026-10"), ("tax", "2026-10"), ("trend", "2026", "--unit", "S")])
def test_what_is_not_ones_own_is_not_found(web: Flask, words: tuple[str, ...]) -> None:
    answer = gridhr(web, *words)
    assert answer.exit_code == 1
    assert "没有找到" in answer.stderr


def test_what_finance_settles_with_is_written_in_the_same_way(web: Flask) -> None:
    computed()
    book_the_allowance()
    for words, endings in (
        (("contributions", "2026-10"), ["pdf", "xlsx"]),
        (("voucher", "2026-10", "--unit", "N"), ["pdf", "xlsx", "csv"]),
        (("voucher", "2026-10", "--centre", "N"), ["pdf", "xlsx", "csv"]),
        (("agency", "2026-10"), ["pdf", "xlsx", "pdf", "xlsx"]),
        (("agency", "2026-10", "--agency", "SF"), ["pdf", "xlsx", "pdf", "xlsx"]),
    ):
        written = files(gridhr(web, *words))
        assert [path.suffix.removeprefix(".") for path in written] == endings, words
        assert all(path.stat().st_size for path in written)


@pytest.mark.parametrize("words", [("voucher", "2026-10", "--centre", "S"), ("agency", "2026-10", "--agency", "XX")])
def test_a_centre_or_agency_that_the_run_does_not_pay_for_is_named_as_not_found(web: Flask, words: list[str]) -> None:
    computed()
    book_the_allowance()
    answer = gridhr(web, *words)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert words[-1] in answer.stderr


def test_a_voucher_without_an_account_says_which_element_lacks_it(web: Flask) -> None:
    computed()
    answer = gridhr(web, "voucher", "2026-10")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "岗位津贴" in answer.stderr


def test_a_run_that_is_not_computed_has_no_contributions_to_write(web: Flask) -> None:
    opened()
    assert gridhr(web, "contributions", "2026-10").exit_code == 1
