"""The payslip: what stands on it, what is refused, how it is locked."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from reports.payslip import Payslip, SealedSlip, payslip_pdf, payslips_pdf, payslips_zip
from tests.pure.reports.samples import RARE_NAME, STAMP, line, pages_of, payslip, text_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


def printed(slip: Payslip, **options: str) -> str:
    return text_of(payslip_pdf(slip, "zh", STAMP, **options))  # type: ignore[arg-type]


def test_it_says_who_what_and_how_much() -> None:
    text = printed(payslip())
    for words in (RARE_NAME, "2026年10月", "岗位工资", "3,200.00", "养老保险", "294.40", "应发合计", "3,680.00"):
        assert words in text
    assert "¥3,385.60" in text
    assert "人民币叁仟叁佰捌拾伍元陆角" in text
    assert "8×60.00元" in text
    assert "36,800.00" in text
    assert "9f3a2c71be04" in text


def test_the_same_slip_speaks_english() -> None:
    text = text_of(payslip_pdf(payslip(), "en", STAMP))
    for words in ("Payslip2026-10", "Nightshift", "Grosspay", "Netpay", "Notdeducted"):
        assert words.lower() in text.replace("-s", "s").replace("(", "").lower()


def test_a_slip_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        payslip(net=payslip().net + 1)
    assert refusal.value.place == "G0001 2026-10"
    assert "3680.00" in refusal.value.reason.zh


def test_a_negative_line_and_a_negative_net_are_printed_as_they_are() -> None:
    slip = payslip(earnings=(line("补发", "Back pay", "-100.00"),), deductions=(), net=-10000)
    text = printed(slip)
    assert "-100.00" in text
    assert "人民币负壹佰元整" in text


def test_long_slips_get_a_bigger_page_and_lose_nothing() -> None:
    note = Text("按本单位津贴制度第三条，固定额，自一月起执行，逐月发放", "Fixed sum under article 3 of our own rules")
    many = tuple(line(f"津贴{i:02d}", f"Allowance {i:02d}", "10.00", note) for i in range(30))
    file = payslip_pdf(payslip(earnings=many, deductions=(), net=30000), "zh", STAMP)
    pages = PdfReader(io.BytesIO(file)).pages
    assert len(pages) == 1
    assert pages[0].mediabox.height > 800
    text = text_of(file)
    assert all(f"津贴{i:02d}" in text for i in range(30))


def test_a_usual_slip_is_half_of_a4() -> None:
    box = PdfReader(io.BytesIO(payslip_pdf(payslip(), "zh", STAMP))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 420)


def test_a_unit_gets_one_file_with_a_page_for_each_person() -> None:
    out = io.BytesIO()
    names = [f"测试{i}" for i in range(1, 6)]
    assert payslips_pdf((replace(payslip(), name=name) for name in names), out, "zh", STAMP) == 5
    assert [name in page for name, page in zip(names, pages_of(out.getvalue()), strict=True)] == [True] * 5


def test_no_slip_at_all_is_refused() -> None:
    with pytest.raises(BadInput):
        payslips_pdf([], io.BytesIO(), "zh", STAMP)


def test_a_password_locks_the_file_by_aes_256() -> None:
    file = payslip_pdf(payslip(), "zh", STAMP, password="310115-0011")
    reader = PdfReader(io.BytesIO(file))
    assert reader.is_encrypted
    assert reader.trailer["/Encrypt"]["/V"] == 5
    assert reader.decrypt("wrong") == 0
    assert reader.decrypt("310115-0011") != 0
    assert RARE_NAME in reader.pages[0].extract_text()
    with pytest.raises(ValueError, match="locks nothing"):
        payslip_pdf(payslip(), "zh", STAMP, password="")


def test_equal_slips_make_equal_files_when_asked() -> None:
    first = payslip_pdf(payslip(), "zh", STAMP, invariant=True)
    assert payslip_pdf(payslip(), "zh", STAMP, invariant=True) == first
    assert payslip_pdf(payslip(name="张伟"), "zh", STAMP, invariant=True) != first


def test_it_names_no_font_but_ours() -> None:
    reader = PdfReader(io.BytesIO(payslip_pdf(payslip(), "zh", STAMP)))
    names = {str(f["/BaseFont"]) for f in reader.pages[0]["/Resources"]["/Font"].values()}
    assert names == {"/GRIDHR+GridHRSans-Regular", "/GRIDHR+GridHRSans-Bold"}


def test_a_zip_holds_a_file_for_each_person_locked_by_their_own_password() -> None:
    out = io.BytesIO()
    slips = [
        SealedSlip(payslip(), "050112"),
        SealedSlip(payslip(staff_number="G0002", name="王/芳..", issuer="../北桥"), None),
    ]
    assert payslips_zip(slips, out, "zh", STAMP) == 2
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["某区网格化中心/G0001-欧阳㛃䶮𬭸-2026-10.pdf", "_北桥/G0002-王_芳..-2026-10.pdf"]
        sealed, plain = (PdfReader(io.BytesIO(archive.read(name))) for name in archive.namelist())
    assert sealed.trailer["/Encrypt"]["/V"] == 5
    assert sealed.decrypt("050113") == 0
    assert sealed.decrypt("050112") != 0
    assert RARE_NAME in sealed.pages[0].extract_text()
    assert not plain.is_encrypted


def test_a_zip_of_nobody_is_refused() -> None:
    with pytest.raises(BadInput):
        payslips_zip([], io.BytesIO(), "zh", STAMP)
