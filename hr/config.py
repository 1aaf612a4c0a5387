"""The settings of one running application; the only reader of the environment."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vocabulary.text import Language

ROOT = Path(__file__).resolve().parent.parent
DATA_KEY_BYTES = 32
MOST_MONTHS_BACK = 120
MOST_FILE_DAYS = 3_650
SERVER_PID = "GRIDHR_SERVER_PID"
"""Set by ``gridhr demo --serve`` for its own processes: a worker started by them ends with that server."""
_LAST_PAYDAY = 28


@dataclass(frozen=True)
class Settings:
    """What differs from one installation to the next. Every field is described in docs/settings.md."""

    database_url: str
    secret_key: str
    data_key: bytes
    folder: Path = ROOT / "var"
    secure_cookies: bool = False
    session_minutes: int = 60
    trusted_proxies: int = 0
    payday: int = 10
    back_pay_months: int | None = None
    job_file_days: int = 30
    queue: str = ""
    server_pid: int = 0
    testing: bool = False
    flask: dict[str, object] = field(default_factory=dict)

    def for_flask(self) -> dict[str, object]:
        """These settings under the names that Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SESSION_COOKIE_NAME": "gridhr",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "PERMANENT_SESSION_LIFETIME": self.session_minutes * 60,
            "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "TESTING": self.testing,
            "WTF_I18N_ENABLED": False,  # WTForms' own catalogues, in the language that the form's Meta names
            "RATELIMIT_STORAGE_URI": "memory://",
            "RATELIMIT_ENABLED": not self.testing,
            "API_TITLE": "GridHR",
            "API_VERSION": "v1",
            "OPENAPI_VERSION": "3.0.3",
            "OPENAPI_URL_PREFIX": "/api/v1",
            "OPENAPI_JSON_PATH": "openapi.json",
            **self.flask,
        }


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``GRIDHR_*`` variables; keys that are not given are made once and kept in ``var/keys.json``."""
    env = os.environ if environment is None else environment
    folder = Path(env.get("GRIDHR_FOLDER", str(ROOT / "var"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    kept = {} if "GRIDHR_SECRET_KEY" in env and "GRIDHR_DATA_KEY" in env else _kept_keys(folder / "keys.json")
    return Settings(
        database_url=_database_url(env.get("GRIDHR_DATABASE_URL") or f"sqlite:///{folder / 'gridhr.db'}"),
        secret_key=env.get("GRIDHR_SECRET_KEY") or kept["secret_key"],
        data_key=_data_key(env.get("GRIDHR_DATA_KEY") or kept["data_key"]),
        folder=folder,
        secure_cookies=_yes(env.get("GRIDHR_SECURE_COOKIES", "no")),
        session_minutes=int(env.get("GRIDHR_SESSION_MINUTES", "60")),
        trusted_proxies=int(env.get("GRIDHR_TRUSTED_PROXIES", "0")),
        payday=_payday(env.get("GRIDHR_PAYDAY", "10")),
        back_pay_months=_months_back(env.get("GRIDHR_BACK_PAY_MONTHS", "")),
        job_file_days=_job_file_days(env.get("GRIDHR_JOB_FILE_DAYS", "30")),
        queue=env.get("GRIDHR_QUEUE", ""),
        server_pid=int(env.get(SERVER_PID, "0")),
    )


def shell_language(environment: Mapping[str, str] | None = None) -> Language:
    """The language in which commands speak: English for ``GRIDHR_LANG=en``, else Chinese."""
    env = os.environ if environment is None else environment
    return "en" if env.get("GRIDHR_LANG", "zh").lower().startswith("en") else "zh"


def name_server(pid: int) -> None:
    """Tell this process and those that it becomes or starts which server they belong to."""
    os.environ[SERVER_PID] = str(pid)


def serving_port(environment: Mapping[str, str] | None = None) -> int:
    """The port on which ``gridhr demo --serve`` (``make run``) listens: ``PORT``, else 8000."""
    env = os.environ if environment is None else environment
    return int(env.get("PORT") or "8000")


def _database_url(url: str) -> str:
    """PostgreSQL is always spoken to through psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _data_key(text: str) -> bytes:
    key = base64.urlsafe_b64decode(text)
    if len(key) != DATA_KEY_BYTES:
        raise ValueError(f"GRIDHR_DATA_KEY must be {DATA_KEY_BYTES} bytes in URL-safe base64, got {len(key)}")
    return key


def _kept_keys(path: Path) -> dict[str, str]:
    if not path.exists():
        made = {
            "secret_key": secrets.token_urlsafe(48),
            "data_key": base64.urlsafe_b64encode(secrets.token_bytes(DATA_KEY_BYTES)).decode(),
        }
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            json.dump(made, stream)
    loaded: dict[str, str] = json.loads(path.read_text())
    return loaded


def _months_back(text: str) -> int | None:
    """How many months back differences are looked for; empty: to January of the year before."""
    if not text.strip():
        return None
    months = int(text)
    if not 0 <= months <= MOST_MONTHS_BACK:
        raise ValueError(f"GRIDHR_BACK_PAY_MONTHS is a number of months up to {MOST_MONTHS_BACK}: {text}")
    return months


def _job_file_days(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= MOST_FILE_DAYS):
        raise ValueError(f"GRIDHR_JOB_FILE_DAYS must be a number of days from 1 to {MOST_FILE_DAYS}, got {text!r}")
    return int(text)


def _payday(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= _LAST_PAYDAY):
        raise ValueError(f"GRIDHR_PAYDAY must be a day from 1 to {_LAST_PAYDAY}, got {text!r}")
    return int(text)


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no", "true", "false", "1", "0"}:
        raise ValueError(f"yes or no expected, got {text!r}")
    return text.lower() in {"yes", "true", "1"}
