"""Finds words that can't be read in full: cut without an ellipsis or a tooltip, or outside."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from qunmate.ui.parts import ElidedLabel

SLACK = 1  # px
BUTTONS = (QPushButton, QCheckBox, QRadioButton)


def illegible(root: QWidget) -> list[str]:
    """What is visible in `root` and can't be read in full, a line each."""
    found: dict[str, None] = {}
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or widget.window() is not root.window():
            continue
        if isinstance(widget, QDialog):
            found |= dict.fromkeys(_beside_the_step(widget))
        for words in _cut(widget):
            kind = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            found[f"{kind}: {words!r}"] = None
    return list(found)


def _beside_the_step(dialog: QDialog) -> Iterator[str]:
    """The button that has the keyboard where another one looks like the next step."""
    steps = [
        one for one in dialog.findChildren(QPushButton)
        if one.isVisible() and one.isEnabled() and one.property("look") == "primary"
        and one.window() is dialog
    ]  # fmt: skip
    held = dialog.focusWidget()
    if isinstance(held, QPushButton) and not held.isCheckable() and held not in steps:
        yield from (f"{held.text()!r} has the keyboard beside {one.text()!r}" for one in steps)


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ElidedLabel) and _yields_to_nothing(widget):
        yield f"{widget.full_text()[:80]} (cut beside a gap)"
    if isinstance(widget, QLabel):
        if widget.text() and not widget.toolTip() and _label_is_cut(widget):
            yield widget.text()[:80]
    elif isinstance(widget, BUTTONS):
        if widget.text() and not widget.toolTip() and _button_is_cut(widget):
            yield widget.text()[:80]
    elif isinstance(widget, QComboBox):
        if _choice_is_cut(widget):
            yield widget.currentText()[:80]
    elif isinstance(widget, QHeaderView):
        yield from _cut_sections(widget)
    if isinstance(widget, (QLabel, *BUTTONS)) and widget.text() and _outside(widget):
        yield f"{widget.text()[:80]} (outside)"


def _label_is_cut(label: QLabel) -> bool:
    room = label.contentsRect().adjusted(label.margin(), 0, -label.margin(), 0)
    width = room.width() - max(label.indent(), 0)
    if label.wordWrap():
        # its longest word, unless that is one letter with many marks, which nothing can part
        marked = any(category(letter) == "Mn" for letter in label.text())
        if not marked and label.minimumSizeHint().width() > label.width() + SLACK:
            return True
        return label.heightForWidth(label.width()) > label.height() + SLACK
    if label.textFormat() == Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(label.text())
        return document.idealWidth() > width + SLACK
    lines = label.text().split("\n")
    metrics = label.fontMetrics()
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    return widest > width + SLACK or metrics.height() * len(lines) > room.height() + 4


def _yields_to_nothing(label: ElidedLabel) -> bool:
    """It ends in … though an empty stretch beside it has the room."""
    missing = label.sizeHint().width() - label.width()
    if label.text() == label.full_text() or missing <= SLACK:
        return False
    holder = label.parentWidget()
    boxes = [*holder.findChildren(QHBoxLayout)] if holder else []
    if holder and isinstance(outer := holder.layout(), QHBoxLayout):
        boxes.append(outer)
    for box in boxes:
        if box.indexOf(label) >= 0:
            items = [box.itemAt(place) for place in range(box.count())]
            across = Qt.Orientation.Horizontal
            gaps = [
                one.geometry().width()
                for one in items
                if one and one.spacerItem() and one.expandingDirections() & across
            ]
            return max(gaps, default=0) >= missing
    return False


def _button_is_cut(button: QAbstractButton) -> bool:
    """Its words, and what stands at both sides of them, need more than there is."""
    spare = button.sizeHint().width() - button.width()
    words = button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&"))
    room = button.contentsRect().width() - 8
    if isinstance(button, QPushButton):  # which cuts at its padding
        option = QStyleOptionButton()
        option.initFrom(button)
        inside = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(inside, option, button).width()
    return spare > SLACK and words > room + SLACK


def _choice_is_cut(box: QComboBox) -> bool:
    """Its words end at the arrow in the middle of a letter, or in … and no tooltip tells them."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    shown = box.currentText() if box.isEditable() else option.currentText
    if box.fontMetrics().horizontalAdvance(shown) > field.width() + SLACK:
        return not (box.isEditable() and box.toolTip())
    return shown != box.currentText() and not box.toolTip()


def _cut_sections(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for place in range(header.count()):
        words = model.headerData(place, header.orientation())
        hint = model.headerData(place, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if not words or hint or header.isSectionHidden(place):
            continue
        if header.fontMetrics().horizontalAdvance(str(words)) > header.sectionSize(place) - 2:
            yield str(words)


def _outside(widget: QWidget) -> bool:
    """Whether a part of it lies outside what holds it, where nobody can scroll to it."""
    ancestor = None if widget.isWindow() else widget.parentWidget()
    while ancestor is not None and not _scrolls(ancestor):
        place = QRect(widget.mapTo(ancestor, QPoint()), widget.size())
        if not ancestor.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        if ancestor.isWindow() or isinstance(ancestor, (QSplitter, QStackedWidget)):
            return False
        ancestor = ancestor.parentWidget()
    # what is read across is not scrolled across as well
    return ancestor is not None and widget.width() > ancestor.parentWidget().width()


def _scrolls(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QAbstractScrollArea)
