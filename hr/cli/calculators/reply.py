"""How calculators and analyses answer: JSON for programs, labelled lines for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import click

from hr.cli.answers import answer, json_option, refusing, tell
from hr.services.calculators.words import WORDS, lines_of
from vocabulary.text import Text

_explain = click.option("--explain", is_flag=True, help="Tell on standard error how each figure came about.")


def reply(found: Mapping[str, object], as_json: bool, words: Mapping[str, Text] = WORDS) -> None:
    """One JSON object where ``as_json`` or where standard output is no terminal; else a labelled line a value."""
    answer(found, as_json or not sys.stdout.isatty(), lines_of(found, words))


def calculator(name: str) -> Callable[[Callable[..., Mapping[str, object]]], click.Command]:
    """A command whose function returns the answer; a rule's refusal ends it with status 1."""

    def made(function: Callable[..., Mapping[str, object]]) -> click.Command:
        def run(*, as_json: bool, explain: bool, **values: object) -> None:
            if not explain:
                reply(function(**values), as_json)
                return
            from hr.services.calculators.workings import explained

            found = explained(lambda: function(**values))
            reply(found.answer, as_json)
            for line in found.lines():
                tell(line)

        run.__doc__ = function.__doc__
        run.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
        return click.command(name)(json_option(_explain(refusing(run))))

    return made
