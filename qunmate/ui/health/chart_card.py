"""A card with a chart: its title, what it means, and its picture and data to take away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from qunmate.data.exporters.chart_xlsx import ChartTable
from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.health.about import BUTTON, AboutButton
from qunmate.ui.parts import GRID, ElidedLabel, button, hint, row
from qunmate.ui.saving import Kind, ask_file, open_file

RATIO = 2  # of the picture's pixels to those on the screen


class ChartCard(QFrame):
    """`table` gives the numbers that the chart shows now. `sharpened` tells that it is about to
    be drawn with so many pixels to one px, 0: with those of the screen."""

    sharpened = Signal(float)

    def __init__(
        self,
        context: WindowContext,
        title: str,
        meaning: str,
        table: Callable[[], ChartTable],
    ) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._context = context
        self.table = table
        self.title = ElidedLabel(title, "heading")
        self.meaning = meaning
        self.about = AboutButton(_("What “{chart}” means").format(chart=title))
        self.about.clicked.connect(self.explain)
        self.about.setToolTip(hint(meaning))
        self.more = button("⋯", look="tool")
        self.more.setFixedSize(BUTTON)
        self.more.setAccessibleName(_("Picture and data of “{chart}”").format(chart=title))
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setMenu(self._menu())
        self.head = row(self.title, self.about, None, self.more, spacing=0)
        for tool in (self.about, self.more):
            policy = tool.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            tool.setSizePolicy(policy)
        self._beside: QWidget | None = None
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, GRID, 0)
        self.body.setSpacing(GRID)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, GRID, GRID, 10)
        box.setSpacing(GRID)
        box.addLayout(self.head)
        box.setAlignment(self.head, Qt.AlignmentFlag.AlignTop)  # also while the body is empty
        box.addLayout(self.body, 1)

    def show_beside(self, widget: QWidget) -> None:
        """In the room between the title and the buttons, or below them where it is too little."""
        self._beside = widget
        self.head.insertWidget(2, widget, 1)
        self.head.setStretch(3, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._find_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other words may be longer
            self._find_room()
        return super().event(event)

    def _find_room(self) -> None:
        if self._beside:
            words = self.title.sizeHint().width() + self._beside.sizeHint().width()
            tools = self.about.width() + self.more.width()
            around = 3 * GRID + 2 * GRID  # the card's margins, a gap before what stands beside
            self._put_beside(self._beside, below=words + tools + around > self.width())

    def _put_beside(self, widget: QWidget, *, below: bool) -> None:
        if below == (self.head.indexOf(widget) < 0):
            return
        if below:
            self.head.removeWidget(widget)
            self.body.insertWidget(0, widget)
        else:
            self.body.removeWidget(widget)
            self.head.insertWidget(2, widget, 1)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Copy as picture"), self.copy_picture)
        menu.addAction(_("Save as picture…"), self.save_picture)
        menu.addAction(_("Save the data…"), self.save_data)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.more.menu().popup(event.globalPos())

    def explain(self) -> None:
        """Show what the figure means; by keyboard too."""
        below = self.about.mapToGlobal(QPoint(0, self.about.height()))
        QToolTip.showText(below, hint(self.meaning), self.about)

    def picture(self) -> QImage:
        """The card without its buttons, at twice its size."""
        image = QImage(self.size() * RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(RATIO)
        image.fill(self._context.theme.tokens.surface)
        tools = (self.about, self.more)
        focused = self.focusWidget()  # a button that is hidden hands the keys on
        for tool in tools:
            tool.hide()
        self.sharpened.emit(RATIO)
        painter = QPainter(image)
        self.render(painter, QPoint())
        painter.end()
        self.sharpened.emit(0.0)
        for tool in tools:
            tool.show()
            if tool is focused:
                tool.setFocus()
        return image

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture())
        self._context.notify.notice(_("The picture was copied."))

    def save_picture(self) -> None:
        path = self._ask(_("Save as picture"), ("png", _("Picture (*.png)")))
        if path:
            self.save_picture_to(path)

    def save_picture_to(self, path: Path) -> None:
        image = self.picture()

        def content() -> bytes:
            from qunmate.ui.paint.files import encoded

            return encoded(image)

        write_file(self._context, path, content)

    def save_data(self) -> None:
        path = self._ask(_("Save the data"), ("xlsx", _("Excel workbook (*.xlsx)")))
        if path:
            self.save_data_to(path)

    def save_data_to(self, path: Path) -> None:
        save_tables(self._context, [self.table()], path)

    def _ask(self, title: str, kind: Kind) -> Path | None:
        group = self._context.group
        stem = f"{group.name if group else _('All groups')} {self.title.full_text()}"
        return ask_file(self._context.state, self, title, stem, [kind])


def save_tables(context: WindowContext, tables: list[ChartTable], path: Path) -> None:
    def content() -> bytes:
        from qunmate.data.exporters.chart_xlsx import render

        return render(tables)

    write_file(context, path, content)


def write_file(context: WindowContext, path: Path, content: Callable[[], bytes]) -> None:
    """Make and write a file in the reader's thread, and say so."""

    def write(_store: Store) -> Path:
        from qunmate.data.exporters.whole_file import write_whole

        write_whole(path, content())
        return path

    def written(target: Path) -> None:
        words = _("Saved as {name}.").format(name=context.blur.file(target.name))
        context.notify.notice(words, _("Open"), lambda: open_file(target))

    context.jobs.read(f"health/file/{path}", write, written)
