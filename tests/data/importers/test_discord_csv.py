from __future__ import annotations

from qunmate.model import Kind
from qunmate.records import SourceEvent
from tests.data.importers.reading import Chat, one_chat


def export(*rows: tuple[str, str], name: str = "a.csv") -> Chat:
    lines = [
        f'"11","lin","2026-01-02T03:{n:02}:05.0000000+08:00","{said}","{files}",""'
        for n, (said, files) in enumerate(rows)
    ]
    head = "AuthorID,Author,Date,Content,Attachments,Reactions"
    return one_chat("\n".join([head, *lines]) + "\n", name)


def test_what_was_done_is_told_in_words() -> None:
    chat = export(
        ("Joined the server.", ""),
        ("Pinned a message.", ""),
        ("Added zhou to the group.", ""),
        ("Removed zhou from the group.", ""),
        ("Left the group.", ""),
        ("Started a call that lasted 1,205 minutes.", ""),
        ("Changed the channel name: 早起", ""),
        ("I said: Left the group.", ""),
    )
    person = ("11", "lin")
    assert [event._replace(at=0) for event in chat.events] == [
        SourceEvent(0, "join", person),
        SourceEvent(0, "pin", person),
        SourceEvent(0, "join", ("", "zhou"), person),
        SourceEvent(0, "leave", ("", "zhou"), person),
        SourceEvent(0, "leave", person),
    ]
    assert chat.said == [
        ("", "lin Joined the server."),
        ("", "lin Pinned a message."),
        ("", "lin Added zhou to the group."),
        ("", "lin Removed zhou from the group."),
        ("", "lin Left the group."),
        ("lin", "Started a call that lasted 1,205 minutes."),
        ("", "lin Changed the channel name: 早起"),
        ("lin", "I said: Left the group."),
    ]
    assert [r.kind for r in chat.records[5:]] == [Kind.CALL, Kind.SYSTEM, Kind.TEXT]


def test_files_without_words_have_their_kind() -> None:
    chat = export(
        ("", "https://a.example/x/a.PNG?ex=1,https://a.example/b.zip"),
        ("", "files/名单.pdf"),
        ("看图", "a.png"),
    )
    assert [r.kind for r in chat.records] == [Kind.IMAGE, Kind.FILE, Kind.TEXT]


def test_the_channel_by_the_file_s_name() -> None:
    for name in (
        "读书 - 闲聊 - 早起 [123456789012345678]",
        "读书 - 早起 [123456789012345678] [part 2]",
    ):
        head = export(("早", ""), name=f"{name}.csv").head
        assert (head.name, head.chat_id) == ("读书 · 早起", "123456789012345678")
    assert export(("早", ""), name="早起 [1].csv").head.name == ""
