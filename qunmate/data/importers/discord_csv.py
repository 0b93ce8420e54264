"""DiscordChatExporter's CSV of one channel."""

from __future__ import annotations

from qunmate.data.importers import table_chat
from qunmate.i18n import N_

NAME = "discord_csv"
TITLE = N_("DiscordChatExporter, CSV")
HOW = N_(
    "1. In DiscordChatExporter choose the channel. 2. Press Export and choose the format "
    "CSV. 3. Take in the file."
)
SUFFIXES = (".csv",)

_LAYOUT = table_chat.Layout(
    platform="discord",
    wanted=("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"),
    time=("Date",),
    text=("Content", "Attachments"),
    sender=("Author",),
    sender_id=("AuthorID",),
    zoned=True,
    at=table_chat.iso,
    settled=True,  # before version 2.41 it was the wall clock of whoever exported
)
identify, read = table_chat.reading(_LAYOUT)
