"""The shell door: `gridhr …`. Groups are imported when they are called, so that a calculator starts at once."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flask import Flask

    from hr.config import Settings

COMMANDS: dict[str, str] = {
    "equal-pay": "hr.cli.insight.equal_pay:group",
    "career": "hr.cli.talent.career:group",
    "staffing": "hr.cli.insight.staffing:group",
    "turnover": "hr.cli.insight.turnover:group",
    "analyse": "hr.cli.analyse.group:group",
    "audit": "hr.cli.system.audit:group",
    "backup": "hr.cli.system.backup:backup",
    "calc": "hr.cli.calculators.group:group",
    "import": "hr.cli.imports:group",
    "demo": "hr.cli.demo:command",
    "init": "hr.cli.system.init:command",
    "restore": "hr.cli.system.backup:restore_",
    "staff": "hr.cli.staff.settle:group",
    "upgrade": "hr.cli.system.upgrade:command",
    "user": "hr.cli.system.user:group",
    "pay-run": "hr.cli.pay.pay_run:group",
    "pay-file": "hr.cli.pay.pay_file:group",
    "payslip": "hr.cli.pay.payslip:group",
    "worker": "hr.jobs.worker:command",
    "source-token": "hr.cli.casework.source_token:group",
    "workload": "hr.cli.casework.workload:group",
}
"""Command or group name → ``module:attribute``."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; Flask too, for calculators do without it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = load(name)
        if ctx.obj is None and "flask" in sys.modules:  # the command's module asked for it
            from flask.cli import ScriptInfo

            ctx.obj = ScriptInfo(create_app=make_app)
        return command


def load(name: str) -> click.Command:
    """The command called ``name``."""
    module, _, attribute = COMMANDS[name].partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def register_commands(app: Flask) -> None:
    """Offer the same commands under ``flask --app wsgi``."""
    for name in COMMANDS:
        app.cli.add_command(load(name), name)


def make_app(settings: Settings | None = None) -> Flask:
    """The application for a command (default settings: from the environment)."""
    from hr.app import create_app

    return create_app(settings)


@click.group(cls=LazyGroup, context_settings={"max_content_width": 120})
def main() -> None:
    """GridHR 网格人力: workforce, pay and equal pay for grid-management centres."""
