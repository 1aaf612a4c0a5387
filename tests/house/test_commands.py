"""Every command of `gridhr`, and every setting, is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from hr.cli import COMMANDS, load
from tests.conftest import ROOT

CONFIG = (ROOT / "hr" / "config.py").read_text()
SETTINGS = sorted(set(re.findall(r"GRIDHR_[A-Z_]+", CONFIG)))


def commands() -> Iterator[tuple[str, click.Command]]:
    def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield name, command
        if isinstance(command, click.Group):
            for part, child in sorted(command.commands.items()):
                yield from walk(f"{name} {part}", child)

    for name in sorted(COMMANDS):
        yield from walk(name, load(name))


@pytest.mark.parametrize(("name", "command"), [pytest.param(*found, id=found[0]) for found in commands()])
def test_a_command_has_help_with_an_example_that_names_it(name: str, command: click.Command) -> None:
    said = command.help or ""
    assert "Example" in said, f"gridhr {name} --help shows no example"
    assert f"gridhr {name.split(maxsplit=1)[0]}" in said


@pytest.mark.parametrize(("name", "command"), [pytest.param(*found, id=found[0]) for found in commands()])
def test_every_option_of_a_command_is_explained(name: str, command: click.Command) -> None:
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"gridhr {name} {option.opts[0]}"


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_is_described_in_the_documents(setting: str) -> None:
    assert f"`{setting}`" in (ROOT / "docs" / "settings.md").read_text()


def test_the_documents_describe_no_setting_that_there_is_not() -> None:
    described = set(re.findall(r"`(GRIDHR_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert described == set(SETTINGS) | {"GRIDHR_USER", "GRIDHR_TEST_BROWSER"}
