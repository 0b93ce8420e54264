"""A picture for a card: chosen, pasted or dropped, made small."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QImageWriter
from PySide6.QtWidgets import QWidget

from qunmate.data import pictures
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.opening import ask_one

SIDE = 256  # px
TABLES = frozenset({"pictures", "members"})
_KINDS = "*.png *.jpg *.jpeg *.webp *.bmp *.gif"
_LARGEST = 64 << 20  # bytes of a picture that is read


def small(image: QImage) -> bytes | None:
    """The middle of an image as a square PNG of at most 256 px; None if it is none."""
    if image.isNull():
        return None
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    square = image.copy(left, top, side, side)
    if side > SIDE:
        mode = Qt.TransformationMode.SmoothTransformation
        square = square.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio, mode)
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(square)
    return bytes(made.data())


def of_file(path: Path) -> bytes | None:
    """The picture in a file; None if there is none that can be read."""
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    return small(reader.read())


def of_data(data: QMimeData | None) -> bytes | None:
    """The picture that was copied or is dropped; an empty clipboard may have no data at all."""
    if data is None:
        return None
    if data.hasImage():
        image = data.imageData()
        return small(image if isinstance(image, QImage) else image.toImage())
    for url in data.urls():
        if url.isLocalFile() and (image := of_file(Path(url.toLocalFile()))):
            return image
    return None


def is_picture(data: QMimeData) -> bool:
    """Whether a picture is dragged, by what it is called: nothing is read."""
    if data.hasImage():
        return True
    names = [url.toLocalFile().lower() for url in data.urls()]
    return len(names) == 1 and names[0].endswith(tuple(kind[1:] for kind in _KINDS.split()))


class Picturing:
    """The verbs around the picture of one card."""

    def __init__(self, context: WindowContext, window: QWidget) -> None:
        self._context = context
        self._window = window

    def choose(self, member_id: int) -> None:
        kinds = f"{_('Pictures')} ({_KINDS})"
        path = ask_one(self._context.state, self._window, _("Choose a picture"), kinds)
        if path:
            self.take(member_id, of_file(path))

    def paste(self, member_id: int) -> None:
        self.take(member_id, of_data(QGuiApplication.clipboard().mimeData()))

    def take(self, member_id: int, image: bytes | None) -> None:
        """Put it on the card, or say that it is none."""
        if image is None:
            self._context.notify.notice(_("There is no picture in it that can be read."))
            return
        self._keep(member_id, image, _("Added a picture to a card"))

    def remove(self, member_id: int) -> None:
        self._keep(member_id, None, _("Removed a picture from a card"))

    def _keep(self, member_id: int, image: bytes | None, deed: str) -> None:
        change: Callable[..., None] = partial(pictures.keep, member_id=member_id, image=image)
        self._context.jobs.edit(change, TABLES, deed=deed)
