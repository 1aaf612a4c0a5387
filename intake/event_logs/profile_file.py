"""Profiles as YAML files: those that ship with the program, and anybody's own."""

from __future__ import annotations

from pathlib import Path

import yaml

from intake.event_logs.profile import Profile
from intake.event_logs.profile_checks import profile_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_SHIPPED = Path(__file__).parent.parent / "profiles"
_MAX_BYTES = 200_000


def profile_names() -> list[str]:
    """Names of the profiles that ship with the program."""
    return sorted(path.stem for path in _SHIPPED.glob("*.yaml"))


def profile_text(name: str) -> str:
    """The YAML of a shipped profile, to be edited."""
    return (_SHIPPED / f"{name}.yaml").read_text("utf-8")


def load_profile(name_or_path: str | Path) -> Profile:
    """A shipped profile by its name (``gridhr``, ``nl_permit_receipt`` …), or the profile in a YAML file.

    Raises BadInput that names the key to blame.
    """
    shipped = _SHIPPED / f"{name_or_path}.yaml"
    is_name = isinstance(name_or_path, str) and name_or_path in profile_names()
    path = shipped if is_name else Path(name_or_path)
    if not path.is_file():
        there = ", ".join(profile_names())
        raise BadInput(
            Text(f"没有名为 {name_or_path} 的映射方案；现有：{there}", f"No profile {name_or_path}; there is: {there}")
        )
    return parse_profile(path.read_bytes(), path.stem)


def parse_profile(data: bytes | str, name: str) -> Profile:
    """The profile written in ``data`` (YAML); ``name`` is used where it doesn't name itself."""
    if len(data) > _MAX_BYTES:
        raise BadInput(Text("映射方案文件过大", "The profile is too large"))
    try:
        content = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = f"{where.line + 1}" if where else "?"
        raise BadInput(
            Text(f"映射方案不是有效的 YAML（第 {line} 行）", f"The profile is not valid YAML (line {line})")
        ) from error
    if not isinstance(content, dict):
        raise BadInput(Text("映射方案应由“键: 值”组成", "A profile consists of keys and values"))
    return profile_of({"name": name, **content})
