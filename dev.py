#!/usr/bin/env python3
"""Sets this checkout up and does what a developer does with it.

python3 dev.py run       start the app (without a display: its main job, written to build/sample);
                         a command of its command line may follow
python3 dev.py test      every check, then the packaged app's own self-test
python3 dev.py bench     speed and memory against the limits; names of topics may follow
python3 dev.py screens   every tab and dialog as PNG under build/screens
python3 dev.py package   the app as a folder under dist/
python3 dev.py locale    the catalogues of translations from the code
python3 dev.py lock      the lock files from pyproject.toml
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
FROZEN = ROOT / "dist" / "QunMate" / ("qunmate-cli.exe" if WINDOWS else "QunMate")
DISPLAY = not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

# What Qt's wheels expect of the system: library -> Debian package
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
OFFSCREEN = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
NO_QUESTIONS = {"DEBIAN_FRONTEND": "noninteractive"}
CJK_FONT = "fonts-noto-cjk"


def call(*command: object, env: dict[str, str] | None = None, output: int | None = None) -> None:
    """Run a command in the checkout; a failure ends dev.py with its exit code."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=output,
        check=False,
    )
    if done.returncode:
        print(f"failed ({done.returncode}): {' '.join(str(part) for part in command)}")
        sys.exit(done.returncode)


def step(name: str, *command: object, env: dict[str, str] | None = None) -> None:
    """Run a check whose output is of interest as it comes, and print how long it took."""
    print(f"== {name}", flush=True)
    start = time.monotonic()
    call(*command, env=env)
    print(f"   {time.monotonic() - start:.0f} s", flush=True)


# ---------------------------------------------------------------------------- set-up


def prepare(lock: str, *, packaging: bool = False) -> None:
    """Everything that a verb needs of this machine; quick when it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone meets older Pythons
        sys.exit(f"QunMate needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    system_packages(packaging=packaging)
    make_environment()
    install(ROOT / lock)


def system_packages(*, packaging: bool) -> None:
    if not LINUX:
        return
    needed = [package for library, package in LIBRARIES.items() if not loads(library)]
    if packaging:
        needed += packager_packages()
    if needed:
        apt(needed, essential=True)
    if not has_cjk_font():
        apt([CJK_FONT], essential=False)


def packager_packages() -> list[str]:
    """What PyInstaller needs of Debian beside its own wheel."""
    version = f"3.{sys.version_info.minor}"
    needed = [] if shutil.which("objdump") else ["binutils"]
    if sys.base_prefix == "/usr" and not loads(f"libpython{version}.so.1.0"):
        needed.append(f"libpython{version}")
    return needed


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_cjk_font() -> bool:
    if shutil.which("fc-list"):
        found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
        return bool(found.stdout.strip())
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    names = (path.name.lower() for folder in folders for path in folder.rglob("*.[ot]t[cf]"))
    return any(mark in name for name in names for mark in ("cjk", "wqy", "sourcehan", "droidsansf"))


def apt(packages: list[str], *, essential: bool) -> None:
    """Install Debian packages as root; otherwise say what the user should type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"== apt-get install {' '.join(packages)}", flush=True)
        call("apt-get", "update", "-qq")
        call(*command, "-qq", env=NO_QUESTIONS, output=subprocess.DEVNULL)
        return
    print(f"Missing on this system: {' '.join(packages)}. Install it with\n")
    print(f"    sudo apt-get update && sudo {' '.join(command)}\n")
    print("or with what your system uses in place of apt-get.")
    if essential:
        sys.exit(1)


def make_environment() -> None:
    if PYTHON.exists() and not subprocess.run([PYTHON, "-c", "import pip"], check=False).returncode:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print(f"== making {VENV.name}", flush=True)
    if importlib.util.find_spec("ensurepip"):
        call(sys.executable, "-m", "venv", VENV)
    elif importlib.util.find_spec("pip"):  # Debian's Python without python3-venv
        call(sys.executable, "-m", "venv", "--without-pip", VENV)
        call(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip")
    else:
        apt([f"python3.{sys.version_info.minor}-venv"], essential=True)
        call(sys.executable, "-m", "venv", VENV)


def install(lock: Path) -> None:
    """Install what the lock file names, when it changed since the last time."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"{lock.stem}.sha256"
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    print(f"== installing {lock.name}", flush=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    call(*pip, "--require-hashes", "--no-deps", "-r", lock)
    stamp.write_text(digest, "utf-8")


# ---------------------------------------------------------------------------- verbs


def run(arguments: list[str]) -> None:
    prepare("requirements.lock")
    if DISPLAY or arguments:
        call(PYTHON, "-m", "qunmate", *arguments)
        return
    print("There is no display here, so the main job runs without a window.", flush=True)
    call(PYTHON, "-m", "tools.headless", env=OFFSCREEN)


def test(arguments: list[str]) -> None:
    prepare("requirements-dev.lock", packaging=True)
    step("ruff check", PYTHON, "-m", "ruff", "check", "--quiet")
    step("ruff format", PYTHON, "-m", "ruff", "format", "--check", "--quiet")
    step("mypy", PYTHON, "-m", "mypy", "--no-error-summary")
    workers = str(min(4, os.cpu_count() or 1))
    pytest = [PYTHON, "-m", "pytest", "-n", workers, "--dist", "worksteal"]
    step("pytest", *pytest, *arguments, env=OFFSCREEN)
    package([])


def bench(arguments: list[str]) -> None:
    prepare("requirements-dev.lock")
    call(PYTHON, "-m", "bench", *arguments, env=OFFSCREEN)


def screens(arguments: list[str]) -> None:
    prepare("requirements-dev.lock")
    call(PYTHON, "-m", "tests.screens", *arguments, env=OFFSCREEN)


def package(arguments: list[str]) -> None:
    """Build dist/QunMate unless nothing changed, then let it test itself."""
    prepare("requirements-dev.lock", packaging=True)
    digest = inputs_digest()
    stamp = ROOT / "build" / "package.sha256"
    if not (FROZEN.exists() and stamp.exists() and stamp.read_text("utf-8") == digest):
        pyinstaller = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        step("package", *pyinstaller, *arguments, "build.spec")
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(digest, "utf-8")
    size = sum(path.lstat().st_size for path in FROZEN.parent.rglob("*"))
    print(f"   {FROZEN.parent.relative_to(ROOT)}: {size / 1e6:.0f} MB", flush=True)
    call(FROZEN, "--version")  # the first start reads everything from disk
    print(f"   start of --version: {seconds(FROZEN, '--version'):.2f} s", flush=True)
    step("self-test of the packaged app", FROZEN, "self-test")


def inputs_digest() -> str:
    paths = [ROOT / "build.spec", ROOT / "pyproject.toml", ROOT / "requirements-dev.lock"]
    for folder in ("qunmate", "resources"):
        files = (ROOT / folder).rglob("*")
        paths += sorted(path for path in files if path.is_file() and path.suffix != ".pyc")
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def seconds(*command: object) -> float:
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def locale(arguments: list[str]) -> None:
    prepare("requirements-dev.lock")
    call(PYTHON, "-m", "tools.catalogues", *arguments)


def lock(arguments: list[str]) -> None:
    """Needs uv, which resolves for every system at once."""
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    options += ["--no-emit-index-url", "--python-version", "3.11", *arguments]
    base = ["uv", "pip", "compile", "pyproject.toml", *options]
    call(*base, "-o", "requirements.lock")
    call(*base, "--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock")


VERBS = {
    "run": run,
    "test": test,
    "bench": bench,
    "screens": screens,
    "package": package,
    "locale": locale,
    "lock": lock,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in VERBS:
        sys.exit(__doc__)
    VERBS[sys.argv[1]](sys.argv[2:])
