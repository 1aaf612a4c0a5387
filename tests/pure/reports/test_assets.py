"""What set-up makes: complete, local, and made once."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import uharfbuzz as hb

from reports.assets import RARE_RANGES, assets_folder, make_assets

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("assets")
    assert make_assets(made)
    return made


def test_a_second_run_makes_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert not make_assets(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_file_that_went_missing_is_made_again(folder: Path) -> None:
    (folder / "htmx.min.js").unlink()
    assert make_assets(folder)
    assert "htmx" in (folder / "htmx.min.js").read_text()


@pytest.mark.parametrize("name", ["GridHRSans-Regular.ttf", "GridHRSans-Bold.ttf", "GridHRSans-Rare.ttf"])
def test_fonts_are_static_truetype_without_layout_tables(folder: Path, name: str) -> None:
    tables = set(hb.Face(hb.Blob.from_file_path(str(folder / name))).table_tags)
    assert {"glyf", "loca", "cmap", "name"} <= tables
    assert not tables & {"fvar", "gvar", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "CFF "}


def test_regular_and_bold_have_names_and_weights_of_their_own(folder: Path) -> None:
    seen = []
    for name in ("GridHRSans-Regular.ttf", "GridHRSans-Bold.ttf"):
        face = hb.Face(hb.Blob.from_file_path(str(folder / name)))
        weight = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
        seen.append((face.get_name(hb.OTNameIdPredefined.FULL_NAME), weight))
    assert seen == [("GridHR Sans", 400), ("GridHR Sans Bold", 700)]


def test_the_rare_font_holds_only_rare_characters(folder: Path) -> None:
    characters = hb.Face(hb.Blob.from_file_path(str(folder / "GridHRSans-Rare.ttf"))).unicodes
    assert {ord(c) for c in "㛃䶮𬭸"} <= set(characters)
    assert all(any(first <= c <= last for first, last in RARE_RANGES) for c in characters)


def test_a_cut_font_sums_to_the_checksum_that_its_head_promises(folder: Path) -> None:
    data = (folder / "GridHRSans-Regular.ttf").read_bytes()
    data += bytes(-len(data) % 4)
    total = sum(int.from_bytes(data[i : i + 4], "big") for i in range(0, len(data), 4))
    assert total % (1 << 32) == 0xB1B0AFBA


def test_styles_ask_no_other_machine(folder: Path) -> None:
    for path in folder.glob("*.css"):
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text())
        assert addresses
        assert not [a for a in addresses if a.startswith(("http:", "https:", "//"))]


def test_the_icon_font_lies_where_its_style_looks_for_it(folder: Path) -> None:
    style = (folder / "bootstrap-icons.min.css").read_text()
    for address in re.findall(r"url\(\"?([^\")?]+)", style):
        assert (folder / address).is_file()


def test_the_chart_script_gives_the_page_vega_embed(folder: Path) -> None:
    assert "window.vegaEmbed=" in (folder / "vega.js").read_text()


def test_made_files_are_never_committed() -> None:
    outcome = subprocess.run(["git", "check-ignore", "-q", str(assets_folder())], cwd=ROOT, check=False)
    assert outcome.returncode == 0
