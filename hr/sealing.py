"""Sealed values: personal data that is encrypted in the database and can be looked up only by a keyed digest."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from flask import current_app
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_VERSION = b"\x01"
_NONCE_BYTES = 12


def derived_key(data_key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, derived from the installation's data key (HKDF, RFC 5869)."""
    return HKDFExpand(algorithm=hashes.SHA256(), length=32, info=f"gridhr:{purpose}".encode()).derive(data_key)


def _key(purpose: str) -> bytes:
    cache: dict[str, bytes] = current_app.extensions.setdefault("gridhr_keys", {})
    if purpose not in cache:
        cache[purpose] = derived_key(current_app.config["DATA_KEY"], purpose)
    return cache[purpose]


def blind_index(value: str) -> bytes:
    """A keyed digest (HMAC-SHA-256, 32 bytes) by which an equal sealed value can be found without opening any."""
    return hmac.digest(_key("blind-index"), value.strip().upper().encode(), "sha256")


def row_mark(content: bytes) -> bytes:
    """A keyed digest of a row's content for the audit trail: nobody without the key can make a matching one."""
    return hmac.digest(_key("row-mark"), content, hashlib.sha256)


def seal(content: bytes, column: str) -> bytes:
    """``content`` encrypted with AES-256-GCM, the column's name bound in."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(_key("seal")).encrypt(nonce, content, column.encode())


def unseal(sealed: bytes, column: str) -> bytes:
    """What ``seal`` was given; raises InvalidTag for content of another column, another key, or altered."""
    nonce, content = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    return AESGCM(_key("seal")).decrypt(nonce, content, column.encode())


def row_marks(contents: Iterable[bytes]) -> Iterator[bytes]:
    """``row_mark`` of many rows."""
    key = _key("row-mark")
    return (hmac.digest(key, content, hashlib.sha256) for content in contents)


class Sealed(TypeDecorator[str]):
    """Text encrypted with AES-256-GCM; the column's name is bound in, so a value can't be moved to another column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else seal(value.encode(), self.column)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(value, self.column).decode()


class SealedBytes(TypeDecorator[bytes]):
    """A file with personal data in it, encrypted in the same way."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else seal(value, self.column)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else unseal(value, self.column)
