"""Putting the application together, in named steps."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import hr.models  # noqa: F401 - makes every table known
from hr import audit, background, extensions
from hr.api import register_api
from hr.cli import register_commands
from hr.config import ROOT, Settings, from_environment
from hr.database import db
from hr.jobs import runner
from hr.services.casework import rematch
from hr.views import register_views


def create_app(settings: Settings | None = None) -> Flask:
    """The application for ``settings`` (default: from the environment)."""
    settings = settings or from_environment()
    app = Flask("gridhr", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.from_mapping(settings.for_flask())
    app.config["SETTINGS"] = settings
    app.config["DATA_KEY"] = settings.data_key
    _bind_extensions(app)
    _behind_proxies(app, settings)
    register_views(app)
    register_api(app)
    register_commands(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    audit.sign_up()
    rematch.sign_up()
    background.bind(app, runner.run)
    extensions.migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    extensions.login_manager.init_app(app)
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)


def _behind_proxies(app: Flask, settings: Settings) -> None:
    """Believe X-Forwarded-* only from as many proxies as were said to stand in front."""
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
