"""Pages as files: PNG pictures at twice the size, and PDF with its fonts in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from qunmate.digest.model import Digest
from qunmate.ui.paint.ink import draw
from qunmate.ui.paint.pages import Page, picture, sheets
from qunmate.ui.paint.pdf_text import findable

RATIO = 2  # of the file's pixels to ours
DPI = 300


def paint_digest(digest: Digest, format_: str) -> list[bytes]:
    """The files of a digest: one .pdf, or one .png (several if it is longer than phones
    show). Makes Qt's application where there is none yet. Any thread may call it."""
    with _application():
        if format_ == "pdf":
            return [pdf(sheets(digest), digest.title)]
        return [png(page) for page in picture(digest)]


@contextmanager
def _application() -> Iterator[None]:
    """Fonts need an application, pictures no screen."""
    made = None
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        made = QGuiApplication(["qunmate"])
    try:
        yield
    finally:
        if made is not None:
            made.shutdown()


def image(page: Page, ratio: float = RATIO) -> QImage:
    size = round(page.width * ratio), round(page.height * ratio)
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.scale(ratio, ratio)
    draw(painter, page.inks)
    painter.end()
    return made


def png(page: Page) -> bytes:
    return encoded(image(page))


def encoded(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    buffer.close()
    return bytes(data.data())


def pdf(pages: Sequence[Page], title: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("QunMate")
    writer.setResolution(DPI)
    no_margins = QMarginsF(0, 0, 0, 0)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, no_margins))
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        painter.resetTransform()
        scale = writer.width() / page.width
        painter.scale(scale, scale)
        draw(painter, page.inks)
    painter.end()
    buffer.close()
    return findable(bytes(data.data()))
