"""What the sample is made of, as data: names, places, posts, pay, the study's centre and the work-item catalogue."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """The content of ``<name>.yaml`` in this folder."""
    return yaml.safe_load(resources.files("hr.sample.data").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
