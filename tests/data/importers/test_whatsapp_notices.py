"""What WhatsApp itself says in a chat has no sender, also where its invisible mark got lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data.importers.source import Source
from qunmate.model import Kind
from tests.data.importers.reading import chats, one_chat


def test_what_is_said_in_the_name_of_the_group_is_the_system_s() -> None:
    chat = one_chat(
        "[14.08.2024, 21:00:11] 读书会: \u200eBoris added you\n"
        "[14.08.2024, 21:01:57] 读书会: \u200eYou're now an admin\n"
        "[14.08.2024, 21:01:58] Boris: I am now an admin\n"
    )
    assert chat.said == [
        ("", "Boris added you"),
        ("", "You're now an admin"),
        ("Boris", "I am now an admin"),
    ]
    assert [event.kind for event in chat.events] == ["join", "role"]


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. No one outside can read them.",
        "消息和通话已进行端到端加密。只有此聊天中的成员可以查看。",
        "訊息與通話已受端對端加密保護。",
        "Zprávy a hovory jsou opatřeny koncovým šifrováním.",
        "Pesan dan panggilan terenkripsi secara end-to-end.",
    ],
)
def test_the_first_notice_without_its_mark(line: str) -> None:
    chat = one_chat(f"[2022/7/21 05:11:12] Bo: {line}\n[2022/7/21 05:11:13] Bo: {line[:8]}\n")
    assert chat.said == [("", line), ("Bo", line[:8])]
    assert chat.records[0].kind is Kind.SYSTEM


def test_the_first_notice_behind_others_that_were_there_before() -> None:
    lines = [f"[2022/7/21 05:11:{n:02}] Bo: {n}" for n in range(8)]
    notice = "[2022/7/21 05:12:00] Bo: Messages and calls are end-to-end encrypted."
    chat = one_chat("\n".join([*lines, notice, *lines]))
    assert [record.kind is Kind.SYSTEM for record in chat.records] == [n == 8 for n in range(17)]


def test_the_group_of_a_chat_file_that_says_no_more_than_that() -> None:
    def name(path: str, text: str = "[13/1/20, 8:00:00] Bo: hi\n") -> str:
        (chat,) = chats(Source(Path(path), text))
        return chat.head.name

    notice = (
        "\u200e[13/1/20, 8:00:00] 早起读书会: \u200eMessages and calls are end-to-end encrypted."
    )
    assert name("x/WhatsApp Chat - 早起读书会/_chat.txt") == "早起读书会"
    assert name("Downloads/_chat.txt", f"{notice}\n") == "早起读书会"
    assert name("Downloads/_chat.txt") == ""
    assert name("Downloads/读书.txt", f"{notice}\n") == ""


def test_what_is_said_of_a_community_has_no_sender() -> None:
    chat = one_chat(
        "13/1/20, 8:00 - Bo added this group to the community: Readers\n"
        "13/1/20, 8:01 - You joined a group via invite in the community: Readers\n"
        "13/1/20, 8:02 - Our community: hello\n"
    )
    assert [r.sender for r in chat.records] == ["", "", "Our community"]
    assert [event.kind for event in chat.events] == ["join"]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("Ada: \u200eAda hat die Gruppe „Lesen“ erstellt.", None),
        ("Lesen: \u200eDu bist jetzt ein*e Admin.", "role"),
        ("سامي: \u200eانضم سامي باستخدام رابط المجموعة.", "join"),
        ("~\u202fسوسو: \u200eأبو ليلى أضاف ~\u202fسوسو", "join"),
        ("Nada: \u200eلقد أضفت Nada", "join"),
        ("Nada: \u200eلقد أزلت Nada", "leave"),
        ("أحلام: \u200eأحلام غادر المجموعة", "leave"),
        ('دار: \u200eلقد غيّرت اسم المجموعة إلى "كتب"', None),
        ("רות: \u200eדני הוסיף/ה את רות", "join"),
        ("רות: \u200eדני הסיר/ה את רות", "leave"),
        ("רות: \u200eרות עזב/ה.", "leave"),
        ("Aino: \u200eAino vaihtoi ryhmän kuvaketta", None),  # whatever it says: it names her
    ],
)
def test_notices_that_carry_a_name_in_more_languages(line: str, event: str | None) -> None:
    chat = one_chat(f"[07.06.23, 20:28:13] {line}\n")
    assert chat.said == [("", line.split("\u200e")[1])]
    assert chat.records[0].kind is Kind.SYSTEM
    assert [one.kind for one in chat.events] == ([event] if event else [])


def test_what_is_to_be_tapped_and_the_number_of_others_are_nobody() -> None:
    chat = one_chat(
        "[07.06.23, 20:28:13] Lesen: \u200eAda hat Bo, Cem und 5 weitere Personen hinzugefügt."
        " Tippe, um alle zu sehen.\n"
    )
    assert [event.person[1] for event in chat.events] == ["Bo", "Cem"]


def test_notices_where_all_the_marks_got_lost() -> None:
    chat = one_chat(
        "[07.06.23, 20:28:13] Leserunde: Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\n"
        "[07.06.23, 20:28:14] Ada: Ada hat das Gruppenbild geändert.\n"
        "[07.06.23, 20:28:15] Bo: Ada hat Bo hinzugefügt.\n"
        "[07.06.23, 20:28:16] Leserunde: Ada hat Cem und ~ Dee hinzugefügt.\n"
        "[07.06.23, 20:28:17] Bo: Ada hat mich hinzugefügt.\n"
        "[07.06.23, 20:28:18] Bo: Bo grüßt alle\n"
        "[07.06.23, 20:28:19] Bo: Bo hat die Gruppe verlassen.\n"
    )
    assert [record.sender for record in chat.records] == ["", "", "", "", "Bo", "Bo", ""]
    told = [(event.kind, event.person[1]) for event in chat.events]
    assert told == [("join", "Bo"), ("join", "Cem"), ("join", "Dee"), ("leave", "Bo")]


@pytest.mark.parametrize("mark", ["", "\u200e"])
@pytest.mark.parametrize(
    "told",
    ["Your security code with Ada changed. Tap to learn more.",
     "Ваш код безопасности с контактом Ada изменился. Подробнее.",
     "Adaとのセキュリティコードが変更されました。 タップして詳細を表示。",
     "Votre code de sécurité avec Ada a changé. Appuyez pour en savoir plus."],
)  # fmt: skip
def test_a_new_security_code_is_told_by_nobody(told: str, mark: str) -> None:
    chat = one_chat(
        f"[3/18/22, 14:56:01] Ada Lore: {mark}Messages and calls are end-to-end encrypted.\n"
        f"[3/19/22, 14:56:01] Ada Lore: {mark}{told}\n"
        "[3/20/22, 14:56:01] Ada Lore: My security code is 4417, Ada\n"
    )
    assert [record.sender for record in chat.records] == ["", "", "Ada Lore"]


def test_notices_behind_a_colon_as_older_phones_wrote_them() -> None:
    chat = one_chat(
        "7/1/16, 4:56:55 PM: Ada L. created this group\n"
        "7/1/16, 5:08:08 PM: Ada L. added Bo\n"
        "7/1/16, 5:13:36 PM: Ada L.: Hello:\nall\n"
        "9/10/16, 10:36:10 PM: Messages to this group are now secured with end-to-end"
        " encryption.\n"
        "9/10/16, 10:37:10 PM: Bo: we meet at\n"
        "9/12/16, 10:00 AM: the park\n"
    )
    assert [record.sender for record in chat.records] == ["", "", "Ada L.", "", "Bo"]
    assert chat.said[-1] == ("Bo", "we meet at\n9/12/16, 10:00 AM: the park")
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "Bo")]


def test_who_says_their_own_name_where_marks_are_told_apart() -> None:
    chat = one_chat(
        "[07.06.23, 20:28:13] Bo: \u200eimage omitted\n[07.06.23, 20:28:19] Bo: Bo left\n"
    )
    assert [record.sender for record in chat.records] == ["Bo", "Bo"]


@pytest.mark.parametrize(
    "mark",
    ["<מדיה הושמטה>", "<تم استبعاد الوسائط>", "<pominięto multimedia>",
     "<Média vynechána>", "<Media har utelämnats>", "<Παραλείφθηκαν πολυμέσα>",
     "<メディアなし>", "<मीडिया छोड़ा गया>", "<ไม่มีสื่อ>", "<Đã bỏ qua phương tiện>"],
)  # fmt: skip
def test_media_left_out_in_more_languages(mark: str) -> None:
    chat = one_chat(f"31.12.2024, 21:06 - Dee: {mark}\n31.12.2024, 21:07 - Dee: <3 {mark}\n")
    assert [record.kind for record in chat.records] == [Kind.OTHER, Kind.TEXT]


def test_two_spaces_around_the_dash() -> None:
    chat = one_chat("13.07.17, 10:36 PM  - Bo: one\n13.07.17, 10:37 PM -  Cem: two\n")
    assert chat.said == [("Bo", "one"), ("Cem", "two")]


def test_the_first_notice_in_any_language() -> None:
    line = "[12.3.2022 klo 14.08.{}] {}: \u200e{}\n"
    notice = "Þessi skilaboð og símtöl eru dulkóðuð á milli enda."
    chat = one_chat(
        line.format(18, "Raketti", notice)
        + line.format(19, "Raketti", "Olet nyt ylläpitäjä")
        + line.format(20, "Bo", notice)
    )
    assert [record.sender for record in chat.records] == ["", "", "Bo"]
    (record,) = one_chat(line.format(18, "Bo", "<liite: 1-PHOTO-2022-03-13-14-17-25.jpg>")).records
    assert (record.sender, record.kind) == ("Bo", Kind.IMAGE)


def test_a_dash_behind_the_brackets_is_no_part_of_the_name() -> None:
    chat = one_chat("[01/02/2024, 2:23 PM] - Ada: one\n[01/02/2024, 2:24 PM] - Bo: two\n")
    assert chat.said == [("Ada", "one"), ("Bo", "two")]
