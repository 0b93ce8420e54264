"""The window: groups at the left, tabs in the middle, bars above and below."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from qunmate.bidi import unturned
from qunmate.data.file_hold import FileHold
from qunmate.data.store import open_store
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.ui import actions, enter, notify, style_traces
from qunmate.ui.backup_keeper import BackupKeeper
from qunmate.ui.blur import Blur
from qunmate.ui.context import GroupChoice, Guide, Visit, WindowContext
from qunmate.ui.deed_desk import DeedDesk, follow
from qunmate.ui.dropping import accept_copy, dropped_paths
from qunmate.ui.folder_watch import FolderWatch
from qunmate.ui.group_desk import GroupDesk
from qunmate.ui.import_desk import ImportDesk
from qunmate.ui.jobs import Jobs, JobState, Ticket
from qunmate.ui.later import later
from qunmate.ui.messages import Boxes
from qunmate.ui.name_keeper import NameKeeper
from qunmate.ui.new_day import NewDay
from qunmate.ui.pen import writes
from qunmate.ui.reminder import Reminder
from qunmate.ui.rule_keeper import RuleKeeper
from qunmate.ui.search.desk import SearchDesk
from qunmate.ui.settings_state import WindowState
from qunmate.ui.sidebar import WIDTH, Sidebar
from qunmate.ui.status_bar import StatusBar
from qunmate.ui.tab_stack import TabStack
from qunmate.ui.tabs import TABS
from qunmate.ui.text_first import TextFirst
from qunmate.ui.theme import Theme
from qunmate.ui.top_bar import TopBar
from qunmate.ui.verbs import Verbs
from qunmate.ui.welcome import Welcome

LOOK_EVERY = 3000  # ms between two looks for what others wrote; coming back looks at once
SMALLEST = (960, 480)  # a full-HD screen at 200% has no more below its bars
USUAL = (1366, 768)


class MainWindow(QMainWindow):
    file_asked = Signal(object)  # Path: another file shall be opened
    default_file_asked = Signal(object)  # Path: the same, and from now on
    file_moved = Signal(object)  # Path: where the file's copy is, to be gone on with
    language_asked = Signal(str)
    sample_asked = Signal()

    def __init__(
        self,
        path: Path,
        theme: Theme,
        state: WindowState,
        *,
        today: date | None = None,
        read_only: bool = False,
    ) -> None:
        """UserError if the file can't be opened."""
        super().__init__()
        self.path = path
        self.state = state
        store = open_store(path, read_only=read_only)
        self.read_only = read_only = store.read_only
        store.read_only = True  # every write goes through the writer
        self._hold = FileHold(path)
        blur = Blur(self, state)
        self.notify = notify.Notify(self, blur.words, blur.text)
        self.jobs = Jobs(path, self.notify.complain, self, read_only=read_only, seen=blur.file)
        self.context = WindowContext(
            store,
            self.jobs,
            self.notify,
            theme,
            GroupChoice(self),
            Guide(self),
            state,
            today,
            blur,
        )
        self._unfinished = f"unfinished/{path}"  # its place in the state
        self._shown = False
        self._closed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        titles = [_(spec.title) for spec in TABS]
        self.top_bar = TopBar(titles, self.context.theme, self.context.blur)
        self.sidebar = Sidebar(self.context)
        self.imports = ImportDesk(self.context, self)
        self.verbs = Verbs(self)
        self.welcome = Welcome(
            self.context.theme,
            self.imports.choose_chat,
            self.imports.choose_sheet,
            self.sample_asked.emit,
        )
        self.stack = TabStack(
            self.context,
            self.welcome,
            {
                "health": (_("Open Health"), partial(self.show_tab_named, "health")),
                "digest": (_("Digest…"), self.verbs.write_digest),
                "import": (_("Import…"), self.imports.choose),
            },
        )
        self.status_bar = StatusBar()
        self.status_bar.show_file(self.path.name, str(self.path), read_only=self.read_only)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([WIDTH, USUAL[0] - WIDTH])
        ground = QWidget()
        ground.setObjectName("ground")
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.top_bar, self.splitter, self.status_bar):
            box.addWidget(part)
        box.setStretch(1, 1)
        self.setCentralWidget(ground)
        self.setAcceptDrops(True)
        self.setWindowTitle(f"{unturned(self.path.stem)} — {_('QunMate')}")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.is_new = not self.state.restore_window(self)  # no place of it is remembered yet
        self.state.restore_splitter("main", self.splitter)

    def _connect(self) -> None:
        NameKeeper(self.jobs, self.context.blur, self)
        self.boxes = Boxes(self)
        self.groups = GroupDesk(self.context, self.sidebar, self)
        self.notify.noticed.connect(self.status_bar.show_notice)
        self.notify.troubled.connect(self.boxes.problem)
        self.notify.broke.connect(self.boxes.defect)
        self.jobs.running.connect(self.status_bar.show_job)
        self.jobs.running.connect(self._note_job)
        self.jobs.changed.connect(self._tables_changed)
        self.status_bar.cancel_asked.connect(Ticket.cancel)
        self.context.choice.changed.connect(self.stack.all_changed)
        self.context.choice.changed.connect(self._keep_group)
        self.context.guide.asked.connect(self.go)
        self.imports.file_asked.connect(self.file_asked)
        self.top_bar.tab_chosen.connect(self.show_tab)
        self.top_bar.import_asked.connect(self.imports.choose)
        self.top_bar.digest_asked.connect(self.verbs.write_digest)
        self.top_bar.more_asked.connect(self.verbs.show_more)
        self.sidebar.files_dropped.connect(self.imports.open)
        self.sidebar.digest_asked.connect(self._digest_of)
        self.groups.loaded.connect(self._groups_loaded)
        self.groups.counted.connect(self.top_bar.show_people)
        self.search = SearchDesk(self.context, self.top_bar.search, self, self._choose_group)
        self.actions_by_name = actions.install(self, self._acts())
        undo, redo = self.actions_by_name["undo"], self.actions_by_name["redo"]
        self.deeds = DeedDesk(self.jobs, self.notify, self.context.blur, undo, redo, self)
        follow(self.top_bar.undo_button, undo)
        follow(self.top_bar.redo_button, redo)
        acts = self.actions_by_name
        writes(self.jobs, *(acts[name] for name in actions.WRITING))
        writes(self.jobs, self.top_bar.import_button, *self.welcome.buttons)
        self._text_first = TextFirst(self, undo.shortcuts(), redo.shortcuts())
        self.backups = BackupKeeper(self.context, self.path, self.status_bar, self)
        self.rules = RuleKeeper(self.context, self)
        self.reminder = Reminder(self.context, self)
        self.reminder.wanted.connect(self.come_forward)
        self.folder = FolderWatch(self.context, self)
        self.folder.wanted.connect(self.imports.take)
        self.days = NewDay(lambda: self.context.today, self)
        self.days.begun.connect(self.groups.load)
        self.days.begun.connect(self.stack.all_changed)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self.jobs.look)

    def _acts(self) -> dict[str, actions.Act]:
        acts: dict[str, actions.Act] = {
            f"tab_{place + 1}": partial(self.show_tab, place) for place in range(len(TABS))
        }
        return acts | {
            "search": self.search.focus,
            "import": self.imports.choose,
            "digest": self.verbs.write_digest,
            "new_group": self.groups.add,
            "new_member": partial(self.go, Visit("members", "new")),
            "new_item": partial(self.go, Visit("calendar", "new")),
            "messages": partial(self.go, Visit("highlights", "messages")),
            "undo": self.jobs.undo,
            "redo": self.jobs.redo,
            "paste": self.verbs.paste,
            "blur": self.context.blur.toggle,
            "imports": self.imports.tell_imports,
            "own_card": self.imports.ask_own_card,
            "formats": self.imports.tell_formats,
            "open": self.verbs.open_file,
            "settings": self.verbs.settings,
            "about": self.verbs.about,
            "quit": self.close,
        }

    # tabs

    def show_tab(self, place: int) -> None:
        """Show a tab; the welcome while there is no group."""
        self.stack.open = self._shown and not self.groups.nothing_yet
        self.top_bar.show_tab(place)
        if place != self.stack.place:
            self.state.keep("window/tab", place)
        self.stack.show_tab(place)

    def show_tab_named(self, key: str) -> None:
        self.show_tab([spec.key for spec in TABS].index(key))

    def go(self, visit: Visit) -> None:
        """Show the tab that was asked for, and what it shall show."""
        if visit.group_id is not None:
            self.sidebar.choose(visit.group_id)
        self.show_tab_named(visit.tab)
        self.stack.visit(visit)
        if visit.what == "new" and self.groups.nothing_yet:
            self.verbs.tell_no_group()

    def _choose_group(self, group: Group) -> None:
        self.sidebar.choose(group.id)

    def come_forward(self) -> None:
        """To the operator's eyes, from behind others or from the task bar."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _note_job(self, state: JobState | None) -> None:
        """What runs, so that the next start can tell of it if it never came to its end."""
        title = state.ticket.title if state else ""
        if title != self.state.text(self._unfinished):
            self.state.keep(self._unfinished, title or None)

    def _tell_unfinished(self) -> None:
        title = self.state.text(self._unfinished)
        if title and not self.read_only:  # else it may still run, in the other window
            self.state.keep(self._unfinished, None)
            words = _("Not finished when the window was closed: {job}")
            self.notify.notice(words.format(job=title))

    def _keep_group(self) -> None:
        """At once, as the tab: the program may not come to close the window."""
        group = self.context.group
        self.state.keep(f"group/{self.path}", group.id if group else None)

    def _digest_of(self, group: Group) -> None:
        self.sidebar.choose(group.id)
        self.verbs.write_digest()

    def _tables_changed(self, tables: frozenset[str]) -> None:
        self.groups.tables_changed(tables)
        self.stack.tables_changed(tables)

    def _groups_loaded(self) -> None:
        self.show_tab(self.stack.place)

    # what Qt tells

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            later(self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self._closed:
            return
        kept = self.state.number("window/tab") or 0
        self.stack.place = kept if 0 <= kept < len(TABS) else 0
        self.sidebar.view.setFocus()
        self.days.start()
        if not self.read_only:
            self.backups.start()
            self.rules.start()
            self.reminder.start()
            self.folder.start()
            self.days.begun.connect(self.backups.show)
            self.days.begun.connect(self.rules.look)
            self.days.begun.connect(self.reminder.look)
        self.groups.load(first=self.state.number(f"group/{self.path}"))
        self._tell_unfinished()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self.days.look()
                self.jobs.look()
                self.reminder.remind()
                self._look.start()
            else:
                self._look.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter.pressed(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()) and not self.read_only:
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self.imports.take(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._closed:
            return
        self._closed = True
        self._look.stop()
        self.days.stop()
        self.state.keep_window(self)
        self.state.keep_splitter("main", self.splitter)
        self.state.sync()
        self.hide()  # whatever has to be waited for, the window is gone at once
        # readers first: the last to close a file in WAL mode must be able to tidy it up
        self._hold.loosen()
        self.context.store.close()
        self.jobs.close()
        style_traces.leave_none(self)
        self._hold.close()
