"""Where a file comes from: a path, bytes or an upload's stream, each opened as often as needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from intake.limits import MAX_FILE_BYTES
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

Source = str | Path | bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that can be opened again and again from its start."""

    name: str
    open: Callable[[], BinaryIO]


def source_file(source: Source, name: str | None = None) -> SourceFile:
    """``source`` under ``name`` (default: the path's own); raises BadInput when it is missing, empty or too big."""
    if isinstance(source, str | Path):
        return _from_path(Path(source), name)
    data = source if isinstance(source, bytes) else source.read(MAX_FILE_BYTES + 1)
    _check_size(len(data))
    return SourceFile(name or "upload", lambda: BytesIO(data))


def _from_path(path: Path, name: str | None) -> SourceFile:
    if not path.is_file():
        raise BadInput(Text(f"找不到文件：{path.name}", f"No such file: {path.name}"))
    _check_size(path.stat().st_size)
    return SourceFile(name or path.name, lambda: path.open("rb"))


def _check_size(size: int) -> None:
    if size == 0:
        raise BadInput(Text("文件是空的", "The file is empty"))
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 2**20
        raise BadInput(Text(f"文件超过 {limit} MB", f"The file is larger than {limit} MB"))
