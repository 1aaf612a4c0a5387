"""Documentation: commands described, links that lead somewhere, handbooks that name what there is, a short README."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from hr.cli import COMMANDS
from vocabulary.terms import Role

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
READMES = ("README.md", "README.zh.md")
LONGEST_README = 120
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_OUTWARD = ("http://", "https://", "mailto:", "#")
_QUOTED = {
    "zh": re.compile(r"“([^”\n]+)”"),
    "en": re.compile(r"(?<!\*)\*([A-Z][^*\n]+?)\*(?!\*)|\"([A-Z][^\"\n]+)\""),
}
"""How a handbook quotes what stands on the screen: Chinese in quotation marks, English pages in italics."""


def pages() -> list[Path]:
    """Every Markdown file of the project."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


def relative_links(page: Path) -> list[str]:
    """Where the page leads within the project; code is no link."""
    found = _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return [link.partition("#")[0] for link in found if not link.startswith(_OUTWARD)]


def sections(page: Path) -> list[str]:
    """The second-level headings."""
    return re.findall(r"^## (.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)


def steps(page: Path) -> int:
    """How many third-level headings there are."""
    return len(re.findall(r"^### ", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE))


@cache
def words_of_the_program() -> str:
    """Everything that the program may say, literals of two lines joined."""
    folders = ("hr", "templates", "vocabulary", "payroll", "reports")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".html"}]
    return re.sub(r'"\s*\n\s*"', "", "\n".join(file.read_text(encoding="utf-8") for file in files))


def quoted(page: Path, language: str) -> set[str]:
    """What the page quotes from the screen, as far as an ellipsis."""
    found = _QUOTED[language].findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return {("".join(one)).partition("…")[0].strip() for one in found}


def handbook(language: str, role: Role) -> Path:
    return HANDBOOK / language / f"{role.value.replace('_', '-')}.md"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_described_in_the_index_of_the_documentation(command: str) -> None:
    assert f"`gridhr {command}`" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")


def test_the_documentation_names_no_command_that_is_not_there() -> None:
    named = {
        (page.name, command)
        for page in pages()
        for command in re.findall(r"gridhr ([a-z][a-z-]+)\b", page.read_text(encoding="utf-8"))
    }
    assert not {(page, command) for page, command in named if command not in COMMANDS}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    broken = [link for link in relative_links(page) if not (page.parent / link).exists()]
    assert not broken


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_role_has_its_handbook_in_both_languages_with_the_same_sections(role: Role) -> None:
    chinese, english = handbook("zh", role), handbook("en", role)
    assert len(sections(chinese)) == len(sections(english)) > 0
    assert steps(chinese) == steps(english) > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_handbooks_of_a_language_have_the_same_sections(language: str) -> None:
    assert len({tuple(sections(handbook(language, role))) for role in Role}) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_page_button_and_message_that_a_handbook_quotes_is_in_the_program(role: Role, language: str) -> None:
    words = words_of_the_program()
    assert not {name for name in quoted(handbook(language, role), language) if name not in words}


@pytest.mark.parametrize("name", READMES)
def test_a_readme_can_be_read_in_one_sitting(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= LONGEST_README
