"""The pay register on paper and as a workbook."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from pypdf import PdfReader

from reports.pay_register import PayRegister, RegisterElement, Signature, pay_register_pdf, pay_register_xlsx
from reports.pay_register.tables import paper_table, summary_table
from tests.pure.reports.samples import RARE_NAME, STAMP, pages_of, register, text_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


def workbook(made: PayRegister) -> openpyxl.Workbook:
    out = io.BytesIO()
    pay_register_xlsx(made, out, "zh", STAMP)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def test_it_shows_units_types_people_sums_and_signatures() -> None:
    text = text_of(pay_register_pdf(register(), "zh", STAMP))
    for words in (
        "2026年10月工资发放表",
        "花木街道·聘用",
        RARE_NAME,
        "劳务派遣小计，2人",
        "花木街道合计，4人",
        "总计，6人",
    ):
        assert words in text
    assert "16,560.00" in text  # 6 × 2,760.00
    for capacity in ("制表", "复核", "审批"):
        assert capacity in text


def test_more_columns_than_paper_holds_stand_in_parts_that_break_no_figure_and_name_everybody() -> None:
    elements = tuple(RegisterElement(Text(f"第{n}项津贴", f"Allowance {n}"), "earning") for n in range(60))
    people = tuple(replace(p, amounts=(1_234_567_89,) * 60, net=60 * 1_234_567_89) for p in register().people)
    flat = text_of(pay_register_pdf(replace(register(), elements=elements, people=people), "zh", STAMP))
    assert "第1部分，共3部分：第0项津贴至" in flat
    assert "按机构和用工性质汇总·第3部分，共3部分" in flat
    assert flat.count(RARE_NAME) == 3 * len(people)
    assert flat.count("1,234,567.89") == 60 * len(people)
    assert flat.count("74,074,073.40") == 2 * len(people)  # gross and net


def test_a_name_signed_is_printed() -> None:
    signed = replace(register(), signatures=(Signature(Text("制表", "Prepared by"), "王敏"),))
    assert "Preparedby:王敏" in text_of(pay_register_pdf(signed, "en", STAMP))


def test_every_page_repeats_the_head_and_says_which_page_it_is() -> None:
    pages = pages_of(pay_register_pdf(register(40), "zh", STAMP))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        flat = "".join(page.split())
        assert "岗位工资" in flat
        assert "应发项目" in flat
        assert f"第{number}页，共{len(pages)}页" in flat
    assert any("（续）" in page for page in pages[1:])


@pytest.mark.parametrize("people", range(20, 45, 3))
def test_signatures_never_stand_on_a_page_without_sums(people: int) -> None:
    last = pages_of(pay_register_pdf(register(people), "zh", STAMP))[-1]
    assert "审批" in last
    assert "总计" in last


def test_every_person_is_on_it_exactly_once() -> None:
    text = text_of(pay_register_pdf(register(40), "zh", STAMP))
    assert all(text.count(f"G{i:04d}") == 1 for i in range(120))


def test_an_element_that_nobody_has_takes_no_column() -> None:
    headings = [column.heading.zh for column in paper_table(register()).columns]
    assert "高温津贴" not in headings
    assert headings[4:] == ["岗位工资", "应发合计", "养老保险", "扣款合计", "实发", "单位养老", "单位合计"]


def test_few_columns_lie_on_a4_and_many_on_a3() -> None:
    made = register()
    extra = tuple(RegisterElement(Text(f"津贴{i:02d}号", f"Allowance {i:02d}"), "earning") for i in range(18))
    people = tuple(replace(p, amounts=(*p.amounts, *[123456] * 18), net=p.net + 18 * 123456) for p in made.people)
    wide = replace(made, elements=made.elements + extra, people=people)
    widths = [
        round(float(PdfReader(io.BytesIO(pay_register_pdf(r, "zh", STAMP))).pages[0].mediabox.width))
        for r in (made, wide)
    ]
    assert widths == [842, 1191]


def test_sums_of_the_summary_are_the_sums_of_the_people() -> None:
    table = summary_table(register())
    headings = [column.heading.zh for column in table.columns]
    net = headings.index("实发")
    assert [row.cells[net] for row in table.rows] == [552000, 552000, 552000, 1656000]


def test_a_person_who_does_not_add_up_is_named() -> None:
    made = register()
    wrong = replace(made.people[3], net=made.people[3].net - 1)
    with pytest.raises(BadInput) as refusal:
        replace(made, people=(*made.people[:3], wrong))
    assert refusal.value.place == wrong.staff_number


def test_a_person_with_an_amount_missing_is_named() -> None:
    made = register()
    with pytest.raises(BadInput) as refusal:
        replace(made, people=(replace(made.people[0], amounts=(300000,)),))
    assert refusal.value.place == "G0000"


def test_a_month_without_anybody_still_prints() -> None:
    assert "总计，0人" in text_of(pay_register_pdf(replace(register(), people=()), "zh", STAMP))


def test_the_workbook_has_a_line_a_person_with_yuan_as_numbers_and_a_total() -> None:
    sheet = workbook(register()).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:6] == ("机构", "用工性质", "工号", "姓名", "岗位", "岗位工资")
    assert len(rows) == 1 + 6 + 1
    assert rows[1][2:6] == ("G0000", RARE_NAME, "网格员", 3000)
    assert rows[-1][0] == "总计"
    net = rows[0].index("实发")
    assert rows[-1][net] == 16560
    assert sheet.cell(2, net + 1).number_format == "#,##0.00"


def test_the_workbook_is_frozen_filtered_and_says_where_it_comes_from() -> None:
    book = workbook(register())
    assert book.sheetnames == ["工资发放表", "按机构和用工性质汇总", "说明"]
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0].auto_filter.ref == "A1:L8"
    assert ("数据指纹", "9f3a2c71be04") in list(book["说明"].iter_rows(values_only=True))


def test_a_latin_word_is_never_broken_in_a_narrow_column() -> None:
    made = register()
    people = tuple(replace(person, name="Christopherson Maria", post="Grid inspector") for person in made.people)
    extra = tuple(RegisterElement(Text(f"津贴{i:02d}号", f"Allowance {i:02d}"), "earning") for i in range(18))
    people = tuple(replace(p, amounts=(*p.amounts, *[123456] * 18), net=p.net + 18 * 123456) for p in people)
    wide = replace(made, elements=made.elements + extra, people=people)
    words = " ".join(pages_of(pay_register_pdf(wide, "en", STAMP))).split()
    assert words.count("Christopherson") == words.count("inspector") == 2 * len(people)  # in two parts
