"""The HTML door: blueprints, one for each stem, and what every page shares."""

from __future__ import annotations

from flask import Flask

from hr.views.blueprints import BLUEPRINTS
from hr.views.documents import register_documents
from hr.views.doorkeeper import keep_the_door
from hr.views.error_pages import register_error_pages
from hr.views.headers import register_headers
from hr.views.page import register_page_helpers


def register_views(app: Flask) -> None:
    """Blueprints, the login check in front of them, error pages, security headers and template helpers."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    keep_the_door(app)
    register_error_pages(app)
    register_headers(app)
    register_page_helpers(app)
    register_documents(app)
