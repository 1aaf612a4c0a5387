"""The JSON door, /api/v1."""

from __future__ import annotations

from flask import Flask

from hr.extensions import api


def register_api(app: Flask) -> None:
    """Bind the API and its blueprints."""
    api.init_app(app)
