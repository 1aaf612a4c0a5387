"""What every template keeps to: both languages, no inline script or style, nothing from another host, a CSRF token."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST = 150
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SAID = re.compile(r"""\bt\(\s*(?P<zh>"[^"]*"|'[^']*')\s*,\s*(?P<en>"[^"]*"|'[^']*')""")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
ALLOWED = ("网格人力", "中文", "　")
"""The program's name, the name of the language in the switch to it, and the space that indents."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_chinese_stands_only_beside_its_english(path: Path) -> None:
    rest = SAID.sub("", source(path))
    for allowed in ALLOWED:
        rest = rest.replace(allowed, "")
    lines = [line.strip() for line in rest.splitlines() if CJK.search(line)]
    assert not lines


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_both_halves_of_a_message_say_something_and_fill_the_same_names(path: Path) -> None:
    for found in SAID.finditer(source(path)):
        zh, en = found["zh"][1:-1], found["en"][1:-1]
        assert zh.strip(), found[0]
        assert en.strip(), found[0]
        assert not CJK.search(en), found[0]
        assert set(PLACEHOLDER.findall(zh)) == set(PLACEHOLDER.findall(en)), found[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_that_the_content_policy_forbids(path: Path) -> None:
    text = source(path)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline script"
    assert not re.search(r"<style\b|\sstyle=", text), "inline style"
    assert not re.search(r"\son\w+\s*=", text), "inline event handler"
    assert not re.search(r"(https?:)?//\w", text.replace("http://www.w3.org/2000/svg", "")), "another host"
    assert "| safe" not in text, "unescaped output"
    assert "autoescape false" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_form_that_posts_carries_a_token(path: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", source(path), re.DOTALL):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert re.search(r"csrf\(\)|csrf_token|hidden_tag\(\)", form), form[:120]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_can_be_read_at_a_glance(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 10
