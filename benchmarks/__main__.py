"""``python -m benchmarks``: runs the benchmarks and prints one JSON object; progress goes to standard error."""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from benchmarks import BENCHMARKS


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when every benchmark ran, met or not; 1 when one broke."""
    asked = _parser().parse_args(arguments)
    names, start, machine = asked.only or list(BENCHMARKS), time.perf_counter(), _machine()
    run = _apart if len(names) > 1 else _here
    found = {name: run(name, asked.scale) for name in names}
    answer = {
        "machine": machine,
        "scale": asked.scale,
        "seconds": round(time.perf_counter() - start, 1),
        "missed": [f"{name}.{what}" for name, one in found.items() for what in _missed(one)],
        "benchmarks": found,
    }
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return int(any("error" in one for one in found.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual size: 0.1 for a quick look")
    return parser


def _here(name: str, scale: float) -> dict[str, Any]:
    print(f"{name} …", file=sys.stderr, flush=True)
    module = importlib.import_module(f"benchmarks.{name}")
    start = time.perf_counter()
    report = module.run(scale).to_json()
    return {"what": inspect.cleandoc(module.__doc__ or ""), "took": round(time.perf_counter() - start, 1), **report}


def _apart(name: str, scale: float) -> dict[str, Any]:
    """In a process of its own, so that neither memory nor caches of one benchmark help or hurt the next."""
    command = [sys.executable, "-m", "benchmarks", "--only", name, "--scale", str(scale)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return {"error": f"exit status {done.returncode}; see standard error"}
    answer: dict[str, Any] = json.loads(done.stdout)["benchmarks"][name]
    return answer


def _missed(one: dict[str, Any]) -> list[str]:
    judged = {**one.get("ratios", {}), **one.get("limits", {})}
    return [what for what, found in judged.items() if found.get("met") is False]


def _machine() -> dict[str, object]:
    """``load`` is the average of the last minute: what else ran stretches times and, less, ratios."""
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    versions = {"python": platform.python_version(), "system": platform.system()}
    return {"cores": os.cpu_count(), "load": load, **versions}


if __name__ == "__main__":
    sys.exit(main())
