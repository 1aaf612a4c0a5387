"""The bank's file: who is in it, what it says byte by byte, and what it never lets through."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import xlrd
from hypothesis import given
from hypothesis import strategies as st

from reports.bank_file import BankFile, BankLayout, Payee, Payment, Problem, bank_file, sorted_out
from tests.pure.reports.samples import RARE_NAME
from vocabulary.bad_input import BadInput

GOOD = Payee("G1", RARE_NAME, 338_560, "6217001234567890123", "建设银行", RARE_NAME, "居民身份证", "31010419800305011X")
LAYOUT = BankLayout(remark="2026年10月工资")
PAYMENTS = [Payment("6217001234567890123", "建设银行", RARE_NAME, 338_560), Payment("0100", "工商银行", "王芳", 5)]


def rows_of(file: BankFile, encoding: str = "gb18030") -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode(encoding))))


def test_a_csv_has_six_columns_text_accounts_and_yuan_with_two_decimals() -> None:
    assert rows_of(bank_file(PAYMENTS, LAYOUT)) == [
        ["序号", "账号", "开户行", "户名", "金额", "备注"],
        ["1", "6217001234567890123", "建设银行", RARE_NAME, "3385.60", "2026年10月工资"],
        ["2", "0100", "工商银行", "王芳", "0.05", "2026年10月工资"],
    ]


def test_rare_names_survive_gb18030_and_utf_8() -> None:
    for encoding in ("gb18030", "utf-8-sig"):
        file = bank_file(PAYMENTS, replace(LAYOUT, encoding=encoding))
        assert rows_of(file, encoding)[1][3] == RARE_NAME
    assert file.content.startswith(b"\xef\xbb\xbf")


def test_the_heading_may_be_left_out_and_columns_added() -> None:
    layout = replace(LAYOUT, with_heading=False, with_id_number=True, currency="CNY", purpose="代发工资")
    paid = Payment("62", "建行", "王芳", 100, "居民身份证", "31010419800305011X")
    assert rows_of(bank_file([paid], layout)) == [
        ["1", "62", "建行", "王芳", "1.00", "2026年10月工资", "居民身份证", "31010419800305011X", "CNY", "代发工资"]
    ]
    assert layout.headings[6:] == ("证件类型", "证件号码", "币种", "用途")


def test_an_xls_keeps_account_numbers_as_text_and_amounts_as_numbers() -> None:
    sheet = xlrd.open_workbook(file_contents=bank_file(PAYMENTS, replace(LAYOUT, form="xls")).content).sheet_by_index(0)
    account, amount = sheet.cell(1, 1), sheet.cell(1, 4)
    assert (account.ctype, account.value) == (xlrd.XL_CELL_TEXT, "6217001234567890123")
    assert (amount.ctype, amount.value) == (xlrd.XL_CELL_NUMBER, 3385.60)
    assert sheet.cell_value(2, 1) == "0100"
    assert sheet.nrows == 3


def test_a_fixed_width_file_is_measured_in_bytes() -> None:
    layout = replace(LAYOUT, form="txt", with_heading=False, widths="4,20,12,20,10,20")
    lines = bank_file(PAYMENTS, layout).content.split(b"\r\n")
    assert lines[-1] == b""
    assert [len(line) for line in lines[:-1]] == [86, 86]
    first = lines[0]
    assert first[:4] == b"   1"
    assert first[4:24] == b"6217001234567890123 "
    assert first[36:56].decode("gb18030").rstrip() == RARE_NAME
    assert first[56:66] == b"   3385.60"


def test_the_usual_widths_hold_the_headings_too() -> None:
    layout = replace(LAYOUT, form="txt", with_id_number=True, currency="CNY", purpose="工资")
    for encoding in ("gb18030", "utf-8-sig"):
        assert bank_file(PAYMENTS, replace(layout, encoding=encoding)).count == 2


@pytest.mark.parametrize("widths", ["4,20", "4,20,12,20,10,x", "4,20,12,20,10,0", "4,20,12,20,10,201"])
def test_widths_that_do_not_fit_the_columns_are_refused(widths: str) -> None:
    with pytest.raises(BadInput) as refusal:
        bank_file(PAYMENTS, replace(LAYOUT, form="txt", widths=widths))
    assert refusal.value.place == "widths"


def test_nothing_is_ever_cut_off() -> None:
    with pytest.raises(BadInput) as refusal:
        bank_file(PAYMENTS, replace(LAYOUT, form="txt", with_heading=False, widths="4,20,12,6,10,20"))
    assert refusal.value.place == "户名"
    assert RARE_NAME in refusal.value.reason.zh


def test_a_sign_that_the_encoding_lacks_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        bank_file(PAYMENTS, replace(LAYOUT, encoding="gb2312"))
    assert refusal.value.place == "户名"


def test_an_empty_file_and_an_amount_of_nothing_are_refused() -> None:
    with pytest.raises(BadInput):
        bank_file([], LAYOUT)
    with pytest.raises(BadInput):
        bank_file([Payment("62", "建行", "王芳", 0)], LAYOUT)


@pytest.mark.parametrize(
    ("payee", "problem"),
    [
        (replace(GOOD, net=-1), Problem.NEGATIVE),
        (replace(GOOD, net=0), Problem.ZERO),
        (replace(GOOD, account=""), Problem.NO_ACCOUNT),
        (replace(GOOD, account="", waiting=Problem.COOLING_OFF), Problem.COOLING_OFF),
        (replace(GOOD, account="", waiting=Problem.NOT_CONFIRMED), Problem.NOT_CONFIRMED),
        (replace(GOOD, holder="王芳"), Problem.HOLDER_DIFFERS),
        (replace(GOOD, bank="建行,浦东"), Problem.ODD_SIGNS),
        (replace(GOOD, bank="建行\t浦东"), Problem.ODD_SIGNS),
        (replace(GOOD, name="=1+1", holder="=1+1"), Problem.ODD_SIGNS),
        (replace(GOOD, bank="@SUM(A1)"), Problem.ODD_SIGNS),
    ],
)
def test_whoever_cannot_be_paid_is_held_back_with_the_reason(payee: Payee, problem: Problem) -> None:
    payments, held = sorted_out([payee])
    assert payments == []
    assert [one.problem for one in held] == [problem]


def test_names_are_compared_without_blanks_and_the_dot_of_minority_names() -> None:
    payments, held = sorted_out([replace(GOOD, name="阿依努尔·买买提", holder="阿依努尔买买提")])
    assert held == []
    assert payments[0].holder == "阿依努尔买买提"


payees = st.builds(
    replace,
    st.just(GOOD),
    net=st.integers(-500_000, 2_000_000),
    account=st.sampled_from(["", "6222001"]),
    holder=st.sampled_from([RARE_NAME, "别人"]),
)


@given(st.lists(payees, max_size=30))
def test_everybody_is_paid_or_held_back_and_no_fen_is_lost(people: list[Payee]) -> None:
    payments, held = sorted_out(people)
    assert len(payments) + len(held) == len(people)
    paid, back = sum(p.amount for p in payments), sum(one.payee.net for one in held)
    assert paid + back == sum(payee.net for payee in people)
    if payments:
        file = bank_file(payments, LAYOUT)
        assert (file.count, file.total) == (len(payments), paid)
        assert sum(round(float(row[4]) * 100) for row in rows_of(file)[1:]) == paid


def test_the_digest_tells_two_files_apart() -> None:
    one, other = bank_file(PAYMENTS, LAYOUT), bank_file(PAYMENTS[:1], LAYOUT)
    assert one.sha256 == bank_file(PAYMENTS, LAYOUT).sha256 != other.sha256
