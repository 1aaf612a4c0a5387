"""The shell door: `gridhr …`. Groups are imported when they are called, so that a calculator starts at once."""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask
from flask.cli import FlaskGroup

COMMANDS: dict[str, str] = {
    "audit": "hr.cli.system.audit:group",
    "backup": "hr.cli.system.backup:backup",
    "init": "hr.cli.system.init:command",
    "restore": "hr.cli.system.backup:restore_",
    "user": "hr.cli.system.user:group",
    "pay-run": "hr.cli.pay.pay_run:group",
    "payslip": "hr.cli.pay.payslip:group",
}
"""Command or group name → ``module:attribute``."""


class LazyGroup(FlaskGroup):
    """Flask's command group with our commands loaded on demand; the application is made only by those that ask."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return super().get_command(ctx, name)
        return load(name)


def load(name: str) -> click.Command:
    """The command called ``name``."""
    module, _, attribute = COMMANDS[name].partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def register_commands(app: Flask) -> None:
    """Offer the same commands under ``flask --app wsgi``."""
    for name in COMMANDS:
        app.cli.add_command(load(name), name)


def _make_app() -> Flask:
    from hr.app import create_app

    return create_app()


@click.group(
    cls=LazyGroup, create_app=_make_app, add_default_commands=False, context_settings={"max_content_width": 120}
)
def main() -> None:
    """GridHR 网格人力: workforce, pay and equal pay for grid-management centres."""
