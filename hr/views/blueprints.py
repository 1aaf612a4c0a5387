"""Every blueprint of the HTML door, in the order of the sidebar."""

from __future__ import annotations

from flask import Blueprint

from hr.views.assets import blueprint as assets
from hr.views.system.audit_entry import blueprint as audit_entry
from hr.views.system.login import blueprint as login
from hr.views.system.user import blueprint as user

BLUEPRINTS: tuple[Blueprint, ...] = (
    assets,
    login,
    user,
    audit_entry,
)
