"""A fresh database for each test, on either system, copied from a prepared one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from hr.app import create_app
from hr.config import Settings
from hr.database import db

DATA_KEY = bytes(range(32))
_numbers = count()


def settings_for(url: str, folder: Path) -> Settings:
    """The settings that tests run with."""
    return Settings(
        database_url=url,
        secret_key="for tests only",
        data_key=DATA_KEY,
        folder=folder,
        testing=True,
        flask={"WTF_CSRF_ENABLED": False},
    )


class Browser(FlaskClient):
    """A client whose requests share nothing with the test around them or with each other: `g` and session are new."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        db.session.rollback()
        with self.application.app_context():
            return super().open(*args, **kwargs)


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Flask]:
    """The application on the database at ``url``, with its context pushed."""
    app = create_app(settings_for(url, folder))
    app.test_client_class = Browser
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


class Lender:
    """Lends one application again and again, each time on a fresh database: compiled statements and pages are kept."""

    def __init__(self) -> None:
        self._app: Flask | None = None

    def renewed(self, template: str) -> str:
        """The address of the lent database, made anew from ``template``."""
        raise NotImplementedError

    @contextmanager
    def lent(self, template: str, folder: Path) -> Iterator[Flask]:
        """The application on a fresh copy of ``template``, with its context pushed; one borrower at a time."""
        url = self.renewed(template)
        if self._app is None:
            self._app = create_app(settings_for(url, folder))
            self._app.test_client_class = Browser
        app = self._app
        config = dict(app.config)
        app.config["SETTINGS"] = settings_for(url, folder)
        with app.app_context():
            try:
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()
                app.config.clear()
                app.config.update(config)


class SqliteTemplates(Lender):
    """Prepared SQLite files, copied for each test."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def renewed(self, template: str) -> str:
        path = self.folder / "lent.db"
        for leftover in self.folder.glob(path.name + "*"):
            leftover.unlink()
        shutil.copy(self.folder / f"{template}.db", path)
        return f"sqlite:///{path}"

    def prepare(self, name: str, fill: Callable[[], None]) -> str:
        """Make the template ``name`` once; the return value is what ``fresh`` takes."""
        path = self.folder / f"{name}.db"
        if not path.exists():
            with opened(f"sqlite:///{path}", self.folder):
                db.create_all()
                fill()
            with create_engine(f"sqlite:///{path}").connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return name

    @contextmanager
    def fresh(self, template: str) -> Iterator[str]:
        """The address of a copy of ``template``."""
        path = self.folder / f"{template}-{next(_numbers)}.db"
        shutil.copy(self.folder / f"{template}.db", path)
        try:
            yield f"sqlite:///{path}"
        finally:
            for leftover in self.folder.glob(path.name + "*"):
                leftover.unlink()


class PostgresTemplates(Lender):
    """Prepared PostgreSQL databases, cloned for each test by TEMPLATE."""

    def __init__(self, address: str, prefix: str, folder: Path) -> None:
        super().__init__()
        self.address = address
        self.prefix = prefix
        self.folder = folder
        self.made: set[str] = set()

    def renewed(self, template: str) -> str:
        database = f"{self.prefix}_lent"
        self._do(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        self._do(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self._url(database)

    def _url(self, database: str) -> str:
        return self.address.format(database=database)

    def _do(self, statement: str) -> None:
        engine = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def prepare(self, name: str, fill: Callable[[], None]) -> str:
        """Make the template ``name`` once; the return value is what ``fresh`` takes."""
        database = f"{self.prefix}_{name}"
        if database not in self.made:
            self._do(f'CREATE DATABASE "{database}"')
            with opened(self._url(database), self.folder):
                db.create_all()
                fill()
            self.made.add(database)
        return database

    @contextmanager
    def fresh(self, template: str) -> Iterator[str]:
        """The address of a clone of ``template``."""
        database = f"{template}_{next(_numbers)}"
        self._do(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        try:
            yield self._url(database)
        finally:
            self._do(f'DROP DATABASE "{database}" WITH (FORCE)')
