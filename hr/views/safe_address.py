"""Where to go after a deed: only ever to an address of this site."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_address(target: str | None) -> str:
    """``target`` if it is an address of this site, else the home page."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return "/"
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else "/"
