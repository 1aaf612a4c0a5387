"""Runs every benchmark and prints one JSON object; ratios above 1 mean that ours is that many times faster."""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib import import_module

BENCHMARKS = ("sample",)
"""Modules of this package with a function ``measure`` that gives a mapping."""


def main(names: list[str]) -> None:
    """Run those named, or all."""
    machine = {"python": platform.python_version(), "processors": os.cpu_count()}
    found: dict[str, object] = {"machine": machine}
    for name in names or BENCHMARKS:
        print(f"benchmark: {name}", file=sys.stderr)
        found[name] = import_module(f"benchmarks.{name}").measure()
    print(json.dumps(found, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
