"""The frame of the pages in a real browser: every role, both languages, desk and phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import browser_setup
from tests.journeys.conftest import DESKTOP, PHONE, Visit
from vocabulary.terms import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROLES = [role.value for role in Role]
SERIOUS = {"serious", "critical"}


def test_a_browser_is_at_hand() -> None:
    found = browser_setup.find()
    assert found is not None, (
        "no Chromium on this machine, and none could be fetched: run python -m tests.browser_setup"
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_the_sidebar_works_at_a_desk_and_on_a_phone_for_everybody(visit: Visit, role: str) -> None:
    visit.log_in(role)
    assert "您好" in visit.page.locator("h1").inner_text()
    faults = [fault for path in visit.sidebar() for fault in faults_of(visit, path)]
    assert not faults, "\n".join(faults)


def faults_of(visit: Visit, path: str) -> Iterator[str]:
    """What is wrong with a page: its status, its head, its width, what a screen reader would stumble over."""
    visit.page.set_viewport_size(DESKTOP)
    if visit.go(path) != 200 or visit.page.locator("h1").count() != 1:
        yield f"{path} has not one heading and status 200"
    if visit.overflow() > 0:
        yield f"{path} is wider than 1280 pixels"
    for found in Axe().run(visit.page).response["violations"]:
        if found["impact"] in SERIOUS:
            yield f"{path}: {found['id']}: {found['nodes'][0]['html'][:160]}"
    visit.page.set_viewport_size(PHONE)
    if visit.overflow() > 0:
        yield f"{path} is {visit.overflow()} pixels wider than a phone"


@pytest.mark.parametrize("role", ["hr_officer", "finance", "leader", "grid_worker"])
def test_no_chinese_is_left_in_the_english_frame(visit: Visit, role: str) -> None:
    visit.log_in(role, "en")
    assert "Hello" in visit.page.locator("h1").inner_text()
    for place in ("#sidebar", "header.topbar .btn:not([lang])", "main h1", ".number-card .label"):
        words = " ".join(visit.page.locator(place).all_inner_texts())
        assert not re.search("[\u4e00-\u9fff]", words), words


def test_the_login_page_is_accessible(visit: Visit) -> None:
    visit.go("/login")
    assert [found["id"] for found in Axe().run(visit.page).response["violations"]] == []


def test_on_a_phone_the_sidebar_is_a_drawer(phone: Visit) -> None:
    phone.log_in("hr_officer")
    sidebar = phone.page.locator("#sidebar")
    assert not sidebar.is_visible()
    phone.page.click("[data-toggle-sidebar]")
    phone.page.wait_for_timeout(300)
    assert sidebar.is_visible()
    phone.page.keyboard.press("Escape")
    phone.page.wait_for_timeout(300)
    assert not sidebar.is_visible()


def test_a_person_is_found_while_typing_by_name_pinyin_or_number(visit: Visit) -> None:
    visit.log_in("hr_officer")
    for wanted in ("王芳", "wangfang", "N001"):
        visit.page.fill(".person-search input", wanted)
        first = visit.page.locator(".suggestions a").first
        first.wait_for()
        assert "王芳" in first.inner_text()
        visit.page.keyboard.press("Escape")
        visit.page.fill(".person-search input", "")


def test_nobody_of_another_street_is_suggested(visit: Visit) -> None:
    visit.log_in("hr_officer")
    visit.page.fill(".person-search input", "周红")
    visit.page.locator(".suggestions p").wait_for()
    assert visit.page.locator(".suggestions a").count() == 0


def test_the_unit_switcher_narrows_lists_and_is_remembered(visit: Visit) -> None:
    visit.log_in("administrator")
    visit.go("/users")
    everybody = visit.page.locator("tbody tr").count()
    choices = visit.page.locator(".unit-switch option").all_inner_texts()
    south = next(text for text in choices if "南桥" in text)
    with visit.page.expect_navigation():
        visit.page.select_option(".unit-switch select", label=south)
    assert 0 < visit.page.locator("tbody tr").count() < everybody
    visit.go("/users?q=other")
    assert visit.page.locator("tbody tr").count() == 1
    with visit.page.expect_navigation():
        visit.page.select_option(".unit-switch select", value="")
    visit.go("/users")
    assert visit.page.locator("tbody tr").count() == everybody


def test_a_list_is_filtered_sorted_and_paged_in_place_and_its_address_keeps_it(visit: Visit) -> None:
    visit.log_in("administrator")
    visit.go("/users")
    visit.page.evaluate("window.same = true")
    visit.page.select_option("#list-role", "finance")
    visit.page.locator(".list-tag").wait_for()
    assert visit.page.locator("tbody tr").count() == 1
    assert "role=finance" in visit.page.url
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    visit.page.click(".list-tag a")
    visit.page.locator(".list-tag").wait_for(state="detached")
    visit.page.click("thead th:nth-child(2) a")
    visit.page.locator("thead th:nth-child(2)[aria-sort]").wait_for()
    names = visit.page.locator("tbody td:nth-child(2)").all_inner_texts()
    assert names == sorted(names)
    visit.page.reload()
    assert visit.page.locator("tbody td:nth-child(2)").all_inner_texts() == names


def test_columns_are_chosen_and_stay_chosen(visit: Visit) -> None:
    visit.log_in("administrator")
    visit.go("/users")
    visit.page.click(".column-chooser summary")
    visit.page.check("#col-created_at")
    visit.page.uncheck("#col-roles")
    visit.page.click(".column-chooser form button")
    visit.page.locator("thead th", has_text="创建时间").wait_for()
    assert visit.page.locator("thead th", has_text="角色").count() == 0
    visit.page.click("thead th a >> nth=0")
    visit.page.wait_for_timeout(300)
    assert visit.page.locator("thead th", has_text="创建时间").count() == 1


def test_without_scripts_the_list_works_just_as_well(visit: Visit) -> None:
    browser = visit.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = Visit(context.new_page(), visit.address).log_in("administrator")
    plain.go("/users")
    plain.page.select_option("#list-role", "finance")
    plain.page.click(".list-filters button")
    assert plain.page.locator("tbody tr").count() == 1
    context.close()


def test_a_deed_that_can_not_be_undone_is_asked_about_first(visit: Visit) -> None:
    visit.log_in("administrator")
    visit.go("/users?q=leader")
    visit.page.click("tbody a")
    asked: list[str] = []

    def decline(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    visit.page.on("dialog", decline)
    visit.page.click(".page-actions .btn-outline-danger")
    visit.page.wait_for_timeout(200)
    assert asked == ["停用用户 leader？"]
    visit.page.reload()
    assert visit.page.locator(".badge", has_text="启用").count() == 1


def test_a_printed_page_has_neither_sidebar_nor_buttons(visit: Visit) -> None:
    visit.log_in("administrator")
    visit.go("/users")
    visit.page.emulate_media(media="print")
    for hidden in ("#sidebar", "header.topbar", ".list-actions", ".pager", ".page-actions .btn"):
        assert not visit.page.locator(hidden).first.is_visible(), hidden
    assert visit.page.locator("tbody tr").first.is_visible()
    assert "GridHR" in visit.page.locator("p.print-only").inner_text()
