"""A drop-down whose chosen words end in … where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from qunmate.ui.parts import hint
from qunmate.ui.widgets.drop_down import DropDown

LEAST = 8  # letters
MOST = 400  # px of the list of choices
BESIDE = 32  # px of it beside the words


class Choice(DropDown):
    """May be narrower than its longest choice; its tooltip then tells the chosen one in full."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST)
        self.currentTextChanged.connect(self._tell)

    def showPopup(self) -> None:
        """The list is as wide as the words need, within reason: it tells longer ones on a hover."""
        most = max(MOST, self.width())
        widest = 0
        for place in range(self.count()):
            words = self.itemText(place)
            wide = self.fontMetrics().horizontalAdvance(words) + BESIDE
            widest = max(widest, wide)
            told = hint(words) if wide > most else ""
            self.setItemData(place, told, Qt.ItemDataRole.ToolTipRole)
        self.view().setMinimumWidth(min(widest, MOST))
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if not self.isEditable():
            mode = Qt.TextElideMode.ElideRight
            room = max(self._room(option), 0)
            option.currentText = self.fontMetrics().elidedText(option.currentText, mode, room)

    def _room(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        control = QStyle.ComplexControl.CC_ComboBox
        return self.style().subControlRect(control, option, part, self).width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._tell()

    def _tell(self) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole = self.currentText()
        self.setToolTip(hint(whole) if option.currentText != whole else "")
