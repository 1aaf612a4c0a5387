"""The three analytic reports: the figures, the method and the limits stand on the page, in either language."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from reports.career_report import CareerPerson, CareerReport, MissingRequirement, career_document, career_pdf
from reports.charts.months import MonthPoint
from reports.charts.people import Rung
from reports.charts.survival import SurvivalStep
from reports.document import Cards, Column, Document, Figure, Filter, Kind, Note, Rank, Row, Table
from reports.equal_pay_report import EqualPayReport, GapModel, PayGroup, equal_pay_document, equal_pay_pdf
from reports.pdf.document_pdf import document_pdf
from reports.turnover_report import TurnoverRate, TurnoverReport, turnover_document, turnover_pdf
from tests.pure.reports.samples import CENTRE, RARE_NAME, STAMP, pages_of, text_of
from vocabulary.periods import Month
from vocabulary.text import Text

TURNOVER = TurnoverReport(
    CENTRE,
    Text("2014-03 至 2015-02", "2014-03 to 2015-02"),
    (
        TurnoverRate(Text("开办时 28 人", "The 28 at opening"), 8, 28, 8 / 28, 0.1526, 0.4706),
        TurnoverRate(Text("平均在岗 25 人", "Average headcount of 25"), 8, 25, 0.32, 0.1721, 0.5159),
    ),
    filters=(Filter(Text("机构", "Unit"), "花木街道"),),
    kinds=((Text("主动离职", "Voluntary"), 6), (Text("合同到期终止", "End of contract"), 2)),
    months=(MonthPoint(Month(2014, 9), 3), MonthPoint(Month(2014, 10), 1)),
    survival=(SurvivalStep(0, 1, 1, 1), SurvivalStep(12, 0.714, 0.55, 0.85)),
    limits=(Text("人数少。", "Few people."),),
)
CAREER = CareerReport(
    CENTRE,
    Text("巡查通道", "Inspectors"),
    date(2026, 10, 31),
    (Rung(Text("四级", "Level 4"), 3, 4), Rung(Text("五级", "Level 5"), 9)),
    (
        CareerPerson("G1", RARE_NAME, "花木", "五级", "四级", (Text("任满两年", "Two years"),), ()),
        CareerPerson("G2", "张伟", "花木", "五级", "四级", (), (MissingRequirement(Text("缺证书", "No certificate")),)),
        CareerPerson(
            "G3", "王芳", "花木", "五级", "四级", (), (MissingRequirement(Text("年限", "Years"), date(2027, 3, 1)),)
        ),
    ),
)
EQUAL_PAY = EqualPayReport(
    CENTRE,
    Text("2026-10", "2026-10"),
    Text("聘用", "Contract"),
    Text("劳务派遣", "Dispatched"),
    (
        GapModel(Text("不加控制", "Raw"), 312, 0.142, 0.101, 0.183, 0.00001, 0.12),
        GapModel(Text("中间模型", "Middle"), 308, 0.061, 0.031, 0.092, 0.0104, 0.63),
    ),
    Text("超过限值", "Exceeds the limit"),
    "bad",
    0.025,
    0.05,
    corrected=0.054,
    reliability=0.78,
    groups=(
        PayGroup(Text("聘用", "Contract"), 190, 4213, 4150, 1.02),
        PayGroup(Text("专业社工", "Social workers"), 3, 9999, 9998, 1.5),
    ),
)


def test_turnover_names_each_denominator_with_its_interval() -> None:
    text = text_of(turnover_pdf(TURNOVER, "zh", STAMP))
    for words in ("开办时28人", "28.6%", "15.3%–47.1%", "32.0%", "主动离职", "75.0%", "Wilson", "人数少。", "花木街道"):
        assert words in text


def test_turnover_leaves_out_what_is_not_there() -> None:
    bare = replace(TURNOVER, kinds=(), months=(), survival=(), limits=())
    kinds = [type(block) for block in turnover_document(bare).blocks]
    assert kinds == [Cards, Figure, Table, Note]


def test_career_lists_the_eligible_and_the_soonest_first() -> None:
    document = career_document(CAREER)
    eligible, missing = (block for block in document.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in eligible.rows] == ["G1"]
    assert [row.cells[0] for row in missing.rows] == ["G3", "G2"]
    text = text_of(career_pdf(CAREER, "en", STAMP))
    for words in (RARE_NAME, "Inspectors,on2026-10-31", "Nocertificate", "2027-03-01"):
        assert words in text


def test_a_date_is_expected_only_when_time_alone_meets_all_that_is_missing() -> None:
    by_time = MissingRequirement(Text("年限", "Years"), date(2027, 3, 1))
    not_by_time = MissingRequirement(Text("证书", "Certificate"))
    person = CAREER.people[2]
    assert person.expected == date(2027, 3, 1)
    assert replace(person, missing=(by_time, not_by_time)).expected is None


def test_equal_pay_says_gap_interval_p_and_verdict() -> None:
    text = text_of(equal_pay_pdf(EQUAL_PAY, "zh", STAMP))
    for words in ("6.1%", "+3.1%至+9.2%", "p=0.010", "超过限值", "目标2.5%，限值5.0%", "5.4%", "<0.001", "Kennedy"):
        assert words in text


def test_equal_pay_hides_the_figures_of_small_groups() -> None:
    text = text_of(equal_pay_pdf(EQUAL_PAY, "en", STAMP))
    assert "42.13" in text
    assert "99.99" not in text
    assert "Groupsunder5people" in text


def test_the_title_of_the_gap_chart_states_the_point() -> None:
    figure = next(block for block in equal_pay_document(EQUAL_PAY).blocks if isinstance(block, Figure))
    title = figure.build("zh")["title"]["text"]
    assert title == "劳务派遣比聘用低 6.1%：超过限值"


@pytest.mark.parametrize(
    "document", [turnover_document(TURNOVER), career_document(CAREER), equal_pay_document(EQUAL_PAY)]
)
def test_reports_speak_english_alone_when_asked(document: Document) -> None:
    plain = replace(document, issuer=Text("中心", "Centre"), filters=())
    words = text_of(document_pdf(plain, "en", replace(STAMP, printed_by="")))
    allowed = set(RARE_NAME + "张伟王芳花木五四级")
    assert not {c for c in words if "\u4e00" <= c <= "\u9fff"} - allowed


def test_reports_keep_to_three_pages() -> None:
    files = (
        turnover_pdf(TURNOVER, "zh", STAMP),
        career_pdf(CAREER, "zh", STAMP),
        equal_pay_pdf(EQUAL_PAY, "zh", STAMP),
    )
    assert all(len(pages_of(file)) <= 3 for file in files)


def test_a_long_table_repeats_its_head_and_its_group_on_each_page() -> None:
    rows = [Row((Text("花木街道", "Huamu"),), Rank.GROUP), *(Row((f"第{i:03d}人", i)) for i in range(120))]
    columns = (Column(Text("姓名", "Name")), Column(Text("数", "Number"), Kind.COUNT))
    table = Table(Text("名单", "List"), columns, tuple(rows))
    pages = pages_of(document_pdf(Document(Text("报告", "Report"), CENTRE, (table,)), "zh", STAMP))
    assert len(pages) > 1
    assert all("姓名" in page for page in pages)
    assert all("花木街道（续）" in page for page in pages[1:])
    text = "".join(pages)
    assert all(text.count(f"第{i:03d}人") == 1 for i in range(120))


def test_the_same_report_is_the_same_file_when_asked() -> None:
    assert turnover_pdf(TURNOVER, "zh", STAMP, invariant=True) == turnover_pdf(TURNOVER, "zh", STAMP, invariant=True)


def test_naming_the_reports_does_not_load_the_chart_and_page_machinery() -> None:
    code = (
        "import sys, reports.turnover_report, reports.payslip, reports.pay_register, reports.equal_pay_report;"
        "sys.exit(any(name in sys.modules for name in ('altair', 'vl_convert', 'reportlab', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
