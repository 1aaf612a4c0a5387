"""Fonts, styles and scripts that were made at set-up; nothing is ever loaded from another host."""

from __future__ import annotations

from flask import Blueprint, Response, send_from_directory

from reports.assets import assets_folder

blueprint = Blueprint("assets", __name__, url_prefix="/assets")


@blueprint.get("/<path:name>")
def file(name: str) -> Response:
    """One file of the assets folder; public, for the login page needs them too."""
    response = send_from_directory(assets_folder(), name, max_age=86_400)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
