"""Reads the dated rules of working time and the yearly holiday arrangements."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def read(name: str) -> dict[str, Any]:
    """The file ``scheduling/law/<name>.yaml`` as it stands; shared between callers, so nobody may change it."""
    loaded = yaml.safe_load(resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict), f"{name}.yaml is not a mapping"
    return loaded
