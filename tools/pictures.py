"""Takes the pictures of README and guide (docs/pictures) with tests.screens, with few colours.

python -m tools.pictures [SHOTS]      from pictures taken before, or new ones
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
LANGUAGES = ("zh_CN", "en")
# name in docs/pictures -> name of the scene
PICTURES = {
    "today": "1-today",
    "members": "2-members-one-group",
    "calendar": "3-calendar",
    "highlights": "4-highlights",
    "health": "5-health-one-group",
    "digest": "digest-member",
    "import": "import-several",
}
COLOURS = 256
STEP = 16  # colours that are chosen at a time
Words = NDArray[np.uint32]


def main(arguments: list[str]) -> int:
    if arguments:
        return _keep(Path(arguments[0]))
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.screens", folder, "--themes", "light"]
        command += ["--languages", ",".join(LANGUAGES), "--sizes", "laptop", "--states", "full"]
        # what can't be read in full is told, and ends with 1: the pictures are there all the same
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False
        )
        return _keep(Path(folder))


def _keep(shots: Path) -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for name, scene in PICTURES.items():
            image = QImage(str(shots / f"{language}-light-full" / f"{scene}.png"))
            if image.isNull():
                raise FileNotFoundError(f"no picture of {scene} in {shots}")
            target = OUT / f"{name}-{language}.png"
            few_colours(image).save(str(target))
            print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1000} kB")
    return 0


def few_colours(image: QImage) -> QImage:
    """The picture in its most frequent colours and those that would be missed most (a small dot
    whose colour means something), the others as the nearest of them."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    wide, high = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(high, -1)[:, :wide]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-counts)[: COLOURS // 2]]
    while len(kept) < min(COLOURS, len(colours)):
        missed = counts * _distances(colours, kept).min(1)
        kept = np.append(kept, colours[np.argsort(-missed)[: min(STEP, COLOURS - len(kept))]])
    indexes = _distances(colours, kept).argmin(1)[places].reshape(high, wide).astype(np.uint8)
    few = QImage(wide, high, QImage.Format.Format_Indexed8)
    few.setColorTable([int(one) for one in kept])
    room = np.frombuffer(few.bits(), np.uint8).reshape(high, few.bytesPerLine())
    room[:, :wide] = indexes
    return few


def _distances(colours: Words, kept: Words) -> NDArray[np.float32]:
    """How far each of the kept (columns) is from each colour (rows), squared."""
    ours, theirs = _parts(colours), _parts(kept)
    made: NDArray[np.float32] = (ours**2).sum(1)[:, None] + (theirs**2).sum(1) - 2 * ours @ theirs.T
    return made


def _parts(colours: Words) -> NDArray[np.float32]:
    return np.stack([colours >> shift & 255 for shift in (16, 8, 0)], 1).astype(np.float32)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
