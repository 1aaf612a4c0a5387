"""The one mechanism of lists: asked by address, shown by page, taken as a spreadsheet."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.staff.person import Person
from hr.models.system.audit_entry import AuditEntry
from hr.queries.listing import Choice, ListColumn, Listing, ListRequest, all_of, page_of
from hr.views.page import page_numbers
from tests.conftest import log_in
from vocabulary.text import Text


def people() -> Listing:
    """All eight people of the world, in the order of their staff numbers."""
    return Listing(
        statement=select(Person.id),
        columns=(
            ListColumn("staff_number", Text("工号", "Number"), Person.staff_number, link="person_id"),
            ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key),
            ListColumn("born_on", Text("出生", "Born"), Person.born_on, "date", shown=False),
            ListColumn("person_id", Text("键", "Key"), Person.id, shown=False),
        ),
        search_in=(Person.name, Person.staff_number),
        choices=(
            Choice("sex", Text("性别", "Sex"), [("female", Text("女", "F"))], {"female": Person.sex == "female"}),
        ),
        sort="staff_number",
        key=Person.id,
    )


def numbers(**asked: object) -> list[str]:
    return [row.staff_number for row in page_of(people(), ListRequest(**asked)).rows]  # type: ignore[arg-type]


def test_pages_together_hold_every_row_once(app: Flask) -> None:
    pages = [numbers(page=page, size=3) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 2]
    assert sorted(number for page in pages for number in page) == sorted(numbers(size=200))
    assert page_of(people(), ListRequest(size=3)).total == 8


def test_every_word_of_a_search_must_be_found(app: Flask) -> None:
    assert numbers(search="N00 王") == ["N001"]
    assert numbers(search="S001 王") == []


@pytest.mark.parametrize("wild", ["%", "_", "\\", "%00_"])
def test_wildcards_in_a_search_are_plain_characters(app: Flask, wild: str) -> None:
    assert numbers(search=wild) == []


def test_names_sort_by_pinyin_not_by_code_point(app: Flask) -> None:
    names = [row.name for row in page_of(people(), ListRequest(sort="name")).rows]
    assert names == ["李强", "孙平", "王芳", "吴军", "张敏", "赵刚", "郑丽", "周红"]
    back = [row.name for row in page_of(people(), ListRequest(sort="name", descending=True)).rows]
    assert back == names[::-1]


def test_a_choice_narrows_and_an_unknown_one_is_ignored(app: Flask) -> None:
    assert len(numbers(chosen={"sex": "female"})) == 4
    assert len(numbers(chosen={"sex": "'; DROP TABLE person"})) == 8
    assert len(numbers(chosen={"colour": "blue"})) == 8


def test_unknown_sorts_and_columns_fall_back_to_the_lists_own(app: Flask) -> None:
    page = page_of(people(), ListRequest(sort="password", columns=["password"]))
    assert [column.key for column in page.columns] == ["staff_number", "name"]
    assert page.rows[0].staff_number == "N001"


def test_a_column_that_only_links_is_never_offered(app: Flask) -> None:
    page = page_of(people(), ListRequest(columns=["person_id", "born_on"]))
    assert [column.key for column in page.columns] == ["born_on"]
    assert "person_id" not in [column.key for column in people().offered]


def test_an_export_holds_every_page_of_what_was_asked(app: Flask) -> None:
    assert len(all_of(people(), ListRequest(size=2, chosen={"sex": "female"})).rows) == 4


@pytest.mark.parametrize(
    ("page", "total", "shown"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]), (9, 9, [1, None, 7, 8, 9])],
)
def test_the_pager_offers_the_ends_and_the_neighbours(
    web: Flask, page: int, total: int, shown: list[int | None]
) -> None:
    made = page_of(people(), ListRequest(page=page, size=1))
    object.__setattr__(made, "total", total)
    assert page_numbers(made) == shown


def test_the_page_keeps_what_was_asked_in_every_link(web: Flask) -> None:
    page = log_in(web, "administrator").get("/users?role=finance&size=20").get_data(as_text=True)
    assert re.search(r'href="/users\?role=finance&amp;size=20&amp;sort=name"', page)
    assert "角色：<b>财务</b>" in page
    assert '<a class="d-print-none" href="/users?size=20"' in page


def test_a_page_beyond_the_last_shows_the_last(web: Flask) -> None:
    client = log_in(web, "administrator")
    assert 'aria-current="page">2</a>' in client.get("/audit?size=50&page=2").get_data(as_text=True)
    beyond = client.get("/audit?size=50&page=99").get_data(as_text=True)
    assert "共" in beyond
    assert "<tbody>" in beyond


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "size=9999", "size=x", "sort=%00", "col=&col=x"])
def test_nonsense_in_the_address_is_no_error(web: Flask, query: str) -> None:
    assert log_in(web, "administrator").get(f"/users?{query}").status_code == 200


def test_htmx_is_given_the_list_alone_but_a_restored_history_the_whole_page(web: Flask) -> None:
    client = log_in(web, "administrator")
    swap = {"HX-Request": "true", "HX-Target": "list"}
    part = client.get("/users", headers=swap)
    assert part.get_data(as_text=True).lstrip().startswith('<section id="list"')
    assert "HX-Request" in part.headers["Vary"]
    whole = client.get("/users", headers={**swap, "HX-History-Restore-Request": "true"})
    assert "<!doctype html>" in whole.get_data(as_text=True)


def test_an_export_is_a_workbook_in_the_chosen_columns_and_is_put_on_the_trail(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    answer = client.get("/people?export=xlsx&col=name&col=staff_number&q=N00")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0]
    cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["工号", "姓名"] in cells
    assert ["N001", "王芳"] in cells
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert entry is not None
    assert (entry.deed, entry.user_name, entry.details["rows"]) == ("list.export", "hr officer", 4)


def test_who_may_not_export_is_shown_the_page_and_no_link(web: Flask) -> None:
    client = log_in(web, "unit_manager")
    answer = client.get("/people?export=xlsx")
    assert answer.mimetype == "text/html"
    assert not re.search(r'href="[^"]*export=xlsx', answer.get_data(as_text=True))


def test_a_name_that_looks_like_a_script_is_shown_as_text(web: Flask) -> None:
    client = log_in(web, "administrator")
    client.post("/users/new", data={"login": "odd.one", "name": "<script>alert(1)</script>"})
    page = client.get("/users?q=odd").get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
