"""What Qt's style sheets work out for a widget has to go when the widget goes.

They hear of the end of the widgets they style. For the parts that are drawn as a piece of
another, such as the line within a spin box, they work things out all the same, but never hear
of their end: each settings dialog would leave some 10 KB behind for good.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

_ANY = "*{}"  # a sheet that says nothing
_POPUP = "QComboBoxPrivateContainer"


def leave_none(top: QWidget) -> None:
    """Call it before the widget is destroyed, with all that is in it. A part that has a style
    sheet of its own counts as styled, and stays known when the sheet is taken off again."""
    for part in top.findChildren(QWidget):
        if _is_piece(part):
            least, place = part.minimumSize(), part.geometry()
            part.setStyleSheet(_ANY)
            part.ensurePolished()
            part.setStyleSheet("")
            part.setMinimumSize(least)  # it was given that of a whole field
            part.setGeometry(place)


def _is_piece(part: QWidget) -> bool:
    parent = part.parentWidget()
    if isinstance(parent, QAbstractScrollArea):
        return parent.viewport() is part
    if isinstance(part, QLineEdit):
        return isinstance(parent, QAbstractSpinBox | QComboBox)
    return part.metaObject().className() == _POPUP
