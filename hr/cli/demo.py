"""`gridhr demo`: a sample district of a year's work, closed months, pay reports, and a server to look at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict

import click

from hr.cli import make_app
from hr.cli.answers import answer, json_option, refusing, tell
from hr.config import ROOT, Settings, from_environment, serving_port
from hr.sample import note
from hr.sample.logins import LOGINS, PASSWORD
from vocabulary.text import Text

_UPGRADING = Text("示例数据库是旧版本生成的，正在升级", "An older version made the sample: bringing it to this one")
_UPGRADED = Text("已由 {before} 升级到 {after}", "Brought from {before} to {after}")


@click.command("demo")
@click.option("--serve", "serving", is_flag=True, help="Serve it on 127.0.0.1:$PORT (8000) afterwards.")
@click.option("--staff", default=420, show_default=True, help="People employed today, about.")
@click.option("--months", default=12, show_default=True, help="Closed months with cases and pay.")
@click.option("--seed", default=2017, show_default=True, help="The same seed makes the same district.")
@click.option("--case-steps", default=5.0, show_default=True, help="Case steps of a front-line worker on a day.")
@json_option
@refusing
def command(*, serving: bool, staff: int, months: int, seed: int, case_steps: float, as_json: bool) -> None:
    """Fill an empty database with a made-up district; a database that has one already is kept as it is.

    One that an older version made is brought to this one first, as gridhr upgrade does.
    Sample logins exist only here. Example: gridhr demo --serve
    """
    settings = from_environment()
    made = note.read(settings)
    if made is None:
        from hr.clock import today
        from hr.sample.plan.setting import Setting, latest_today

        setting = Setting(staff, months, seed, latest_today(today()), case_steps)
        from hr.sample.demo import make

        made = make(settings, setting, tell, make_app)
    else:
        _bring_up_to_date(settings)
    port = serving_port()
    answer({**asdict(made), "address": f"http://127.0.0.1:{port}/"}, as_json, _lines(made, port if serving else None))
    if serving:
        from hr.sample.serving import serve

        os.chdir(ROOT)
        serve(port)


def _bring_up_to_date(settings: Settings) -> None:
    """Upgrade a district that an older version made; raises Refusal where its audit trail has findings."""
    from hr.schema_version import behind

    if behind(settings.database_url) is None:
        return
    from hr.permissions.viewer import system_viewer
    from hr.services.system.upgrade import upgrade

    tell(_UPGRADING)
    with make_app(settings).app_context():
        done = upgrade(viewer=system_viewer("demo"))
    tell(_UPGRADED.format(before=done.before, after=done.after))


def _lines(made: note.Made, port: int | None) -> Iterator[Text | str]:
    yield Text("{month} 的工资报表在 {folder}", "Pay reports of {month}: {folder}").format(
        month=made.month, folder=made.reports
    )
    yield Text("可试导入的文件在 {folder}", "Files to try importing: {folder}").format(folder=made.files)
    yield Text("示例登录（口令均为 {p}）：", "Sample logins (password of all: {p}):").format(p=PASSWORD)
    for known in LOGINS:
        yield Text("  {login}  {what}", "  {login}  {what}").format(login=f"{known.login:10}", what=known.what)
    if port is not None:
        yield Text("请在浏览器打开 {url}", "Open {url} in a browser").format(url=f"http://127.0.0.1:{port}/")
