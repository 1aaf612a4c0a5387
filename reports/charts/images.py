"""A chart's description as an image for paper, drawn without a browser."""

from __future__ import annotations

from functools import cache
from typing import Any

from reports.assets import assets_folder, make_assets
from reports.document import Spec


def to_png(spec: Spec, scale: float = 2.0) -> bytes:
    """``spec`` as a PNG, ``scale`` pixels for each pixel of its size. Raises ValueError when it can't be drawn."""
    return bytes(_converter().vegalite_to_png(spec, scale=scale))


def to_svg(spec: Spec) -> str:
    """``spec`` as an SVG whose text is set in our font. Raises ValueError when it can't be drawn."""
    return str(_converter().vegalite_to_svg(spec))


@cache
def _converter() -> Any:
    import vl_convert

    make_assets()
    vl_convert.register_font_directory(str(assets_folder()))
    return vl_convert
