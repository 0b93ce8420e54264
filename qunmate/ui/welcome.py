"""The first start: look around in the sample, or begin with one's own sheet or chat."""

from __future__ import annotations

from qunmate.i18n import _
from qunmate.ui.actions import Act
from qunmate.ui.empty import Empty
from qunmate.ui.theme import Theme


class Welcome(Empty):
    def __init__(self, theme: Theme, chat: Act, sheet: Act, sample: Act) -> None:
        super().__init__(
            theme,
            _("Welcome to QunMate"),
            _(
                "Import a member sheet or a chat record: drop the file anywhere in this"
                " window, or paste copied chat text. Everything stays in one file on this"
                " computer."
            ),
            [
                (_("Import a chat…"), chat),
                (_("Import a member sheet…"), sheet),
                (_("Open the sample"), sample),
            ],
        )
