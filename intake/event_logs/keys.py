"""Keys by which an event is known again: 128 bits mixed from its words and times, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from intake.event_logs.words import Words

Lanes = NDArray[np.uint64]
"""Two columns of 64 bits for each row."""

_SEEDS = np.array([0x9E3779B97F4A7C15, 0xD1B54A32D192ED03], dtype=np.uint64)
_SHORT = 15
_LENGTHS = [bytes([length]) for length in range(_SHORT + 1)]
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def mixed(parts: Iterable[Lanes]) -> Lanes:
    """One key a row from several parts; their order matters."""
    total: Lanes | None = None
    for part in parts:
        total = _scatter((_SEEDS if total is None else total * _SEEDS) + part)
    assert total is not None, "a key has at least one part"
    return total


def word_lanes(words: Words) -> Lanes:
    """128 bits for each row's word; zero where nothing was entered."""
    packed = b"".join([_packed(word.encode()) for word in words.words])
    table = np.frombuffer(packed + bytes(16), dtype=">u8").astype(np.uint64).reshape(-1, 2)
    return table[words.codes]


def _packed(word: bytes) -> bytes:
    """A short word itself with its length, a longer one by BLAKE2; never the same for two words that are short."""
    if len(word) <= _SHORT:
        return word.ljust(_SHORT, b"\0") + _LENGTHS[len(word)]
    return blake2b(word, digest_size=_SHORT).digest() + b"\xff"


def time_lanes(times: NDArray[np.datetime64]) -> Lanes:
    """The microseconds of each time, in both columns."""
    micros = times.astype("datetime64[us]").view(np.int64).astype(np.uint64)
    return np.stack([micros, micros], axis=1)


def _scatter(values: Lanes) -> Lanes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit put in moves every bit that comes out."""
    values = (values ^ (values >> np.uint64(30))) * _FIRST
    values = (values ^ (values >> np.uint64(27))) * _SECOND
    return values ^ (values >> np.uint64(31))


def key_bytes(lanes: Lanes) -> NDArray[np.object_]:
    """Each row's key as 16 bytes."""
    data = lanes.astype(">u8").tobytes()
    keys = np.empty(len(lanes), dtype=object)
    keys[:] = [data[start : start + 16] for start in range(0, len(data), 16)]
    return keys
