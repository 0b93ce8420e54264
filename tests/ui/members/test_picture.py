"""Pictures that come in by the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage

from qunmate.ui.members.picture import of_data


def test_an_empty_clipboard_has_no_picture() -> None:
    assert of_data(None) is None
    assert of_data(QMimeData()) is None


def test_a_copied_picture() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert of_data(data)
