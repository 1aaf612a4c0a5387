"""Every blueprint of the HTML door, in the order of the sidebar."""

from __future__ import annotations

from flask import Blueprint

from hr.views.assets import blueprint as assets
from hr.views.system.login import blueprint as login

BLUEPRINTS: tuple[Blueprint, ...] = (
    assets,
    login,
)
