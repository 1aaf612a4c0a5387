"""The note that a demonstration is complete: read first and alone, so that a second run starts at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from hr.config import Settings

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the newest closed month, and where its reports and the files to import lie."""

    month: str
    reports: str
    files: str
    staff: int
    seed: int


def read(settings: Settings) -> Made | None:
    """What an earlier run made in the settings' database, if it is there still."""
    path = _path(settings)
    if not path.exists() or not _database_there(settings.database_url):
        return None
    return Made(**json.loads(path.read_text(encoding="utf-8")))


def write(settings: Settings, made: Made) -> None:
    """Note that the demonstration is complete."""
    path = _path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")


def _path(settings: Settings) -> Path:
    name = hashlib.sha256(settings.database_url.encode()).hexdigest()[:16]
    return settings.folder / "demo" / f"made-{name}.json"


def _database_there(url: str) -> bool:
    if url.startswith(SQLITE):
        return Path(url.removeprefix(SQLITE)).exists()
    from sqlalchemy import create_engine, inspect

    engine = create_engine(url)
    try:
        return inspect(engine).has_table("unit")
    finally:
        engine.dispose()
