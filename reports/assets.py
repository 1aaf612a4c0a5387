"""What ``python -m reports.assets`` makes once at set-up: fonts cut from Noto, and the page's scripts and styles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

from reports.font_cutting import BOLD, REGULAR, cut

FAMILY = "GridHR Sans"
RARE_FAMILY = "GridHR Sans Rare"
RARE_RANGES = ((0x3400, 0x4DBF), (0x9FB0, 0x9FFF), (0x20000, 0x3FFFF))
"""CJK extensions that system fonts may lack; the ``unicode-range`` of GridHRSans-Rare.ttf in the page."""

_SOURCES = ("justmytype-intl-cjk", "Bootstrap-Flask", "django-js-lib-htmx", "vl-convert-python", "uharfbuzz")
_LAYOUT = "1"  # raised when the list of files or the way they are made changes
_BOOTSTRAP = ("flask_bootstrap", "static/bootstrap5")
_COPIES = {
    "bootstrap.min.css": (*_BOOTSTRAP, "css/bootstrap.min.css"),
    "bootstrap.min.js": (*_BOOTSTRAP, "js/bootstrap.min.js"),
    "popper.min.js": (*_BOOTSTRAP, "umd/popper.min.js"),
    "bootstrap-icons.min.css": (*_BOOTSTRAP, "css/font/bootstrap-icons.min.css"),
    "fonts/bootstrap-icons.woff2": (*_BOOTSTRAP, "css/font/fonts/bootstrap-icons.woff2"),
    "fonts/bootstrap-icons.woff": (*_BOOTSTRAP, "css/font/fonts/bootstrap-icons.woff"),
    "htmx.min.js": ("js_lib_htmx", "static/htmx/htmx.min.js"),
    "OFL.txt": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/OFL.txt"),
}


def assets_folder() -> Path:
    """Where the made files lie: ``var/assets`` below the repository root."""
    return Path(__file__).resolve().parent.parent / "var" / "assets"


def make_assets(folder: Path | None = None) -> bool:
    """Make every file in ``folder`` (default :func:`assets_folder`); False when they were all there already.

    Raises FileNotFoundError when an installed package lacks a file that it should bring.
    """
    folder = folder or assets_folder()
    stamp, key = folder / ".stamp", _key()
    makers = _makers()
    if stamp.exists() and stamp.read_text() == key and all((folder / name).exists() for name in makers):
        return False
    for name, make in makers.items():
        _put(folder / name, make())
    _put(stamp, key.encode())
    return True


def _key() -> str:
    return "\n".join([_LAYOUT, *(f"{name} {version(name)}" for name in _SOURCES)])


def _makers() -> dict[str, Callable[[], bytes]]:
    copies = {name: _reader(package, *parts) for name, (package, *parts) in _COPIES.items()}
    return {
        **copies,
        "GridHRSans-Regular.ttf": lambda: cut(_noto(), _noto().unicodes, REGULAR, FAMILY),
        "GridHRSans-Bold.ttf": lambda: cut(_noto(), _noto().unicodes, BOLD, FAMILY),
        "GridHRSans-Rare.ttf": lambda: cut(_noto(), _rare_characters(), REGULAR, RARE_FAMILY),
        "vega.js": _vega_bundle,
    }


def _reader(package: str, *parts: str) -> Callable[[], bytes]:
    return lambda: files(package).joinpath(*parts).read_bytes()


@cache
def _noto() -> hb.Face:
    source = files("justmytype_intl_cjk") / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    return hb.Face(hb.Blob(source.read_bytes()))


def _rare_characters() -> set[int]:
    return {c for c in _noto().unicodes if any(first <= c <= last for first, last in RARE_RANGES)}


def _vega_bundle() -> bytes:
    """Vega, Vega-Lite and vega-embed in one script that gives the page ``window.vegaEmbed``."""
    import vl_convert

    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")).encode()


def _put(path: Path, data: bytes) -> None:
    """Write whole or not at all, so that a killed set-up leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


def main() -> None:
    """Make the assets and say so in one line on standard error."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else assets_folder()
    made = make_assets(folder)
    sys.stderr.write(f"assets: {'made' if made else 'up to date'} in {folder}\n")


if __name__ == "__main__":
    main()
