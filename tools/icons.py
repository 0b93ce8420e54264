"""Paints resources/icons/qunmate.svg into the .png, .ico and .icns beside it.

Run it after a change of the drawing: QT_QPA_PLATFORM=offscreen python -m tools.icons
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_TYPES = {"icp4": 16, "icp5": 32, "ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic09": 512}


def png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico(images: dict[int, bytes]) -> bytes:
    """Windows: a directory of 16-byte entries, then the PNGs. 256 is written as 0."""
    offset = 6 + 16 * len(images)
    entries = b""
    for size, data in images.items():
        side = size % 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images.values())


def icns(images: dict[str, bytes]) -> bytes:
    """macOS: blocks of a type, a length that counts itself, and a PNG."""
    body = b"".join(
        kind.encode() + struct.pack(">I", len(data) + 8) + data for kind, data in images.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    application = QGuiApplication([])
    drawing = QSvgRenderer(str(FOLDER / "qunmate.svg"))
    (FOLDER / "qunmate.png").write_bytes(png(drawing, 256))
    (FOLDER / "qunmate.ico").write_bytes(ico({size: png(drawing, size) for size in ICO_SIZES}))
    kinds = {kind: png(drawing, size) for kind, size in ICNS_TYPES.items()}
    (FOLDER / "qunmate.icns").write_bytes(icns(kinds))
    application.quit()


if __name__ == "__main__":
    main()
