from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from tests.data.importers.reading import chats, one_chat, sample, wall


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("[13/06/2020, 19:03:25] 林小满: 早", (2020, 6, 13, 19, 3, 25)),
        ("\u200e[13/06/2020, 19:03:25] 林小满: 早", (2020, 6, 13, 19, 3, 25)),
        ("[13/06/20 11:25] 林小满: 早", (2020, 6, 13, 11, 25)),
        ("13.08.2016, 13:23 - 林小满: 早", (2016, 8, 13, 13, 23)),
        ("13.6.2018 klo 21.25.15 - 林小满: 早", (2018, 6, 13, 21, 25, 15)),
        ("3/16/18, 1:55 p.m. - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("03/16/2018, 12:05 a. m. - 林小满: 早", (2018, 3, 16, 0, 5)),
        ("3/16/18, 1:55\u202fPM - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("2020/3/16 下午1:55 - 林小满: 早", (2020, 3, 16, 13, 55)),
        ("2020/3/16 中午12:05 - 林小满: 早", (2020, 3, 16, 12, 5)),
        ("2020/3/16 凌晨12:05 - 林小满: 早", (2020, 3, 16, 0, 5)),
        ("2020. 3. 16. 오후 1:55 - 林小满: 早", (2020, 3, 16, 13, 55)),
        ("2018-03-16, 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[13:55, 16/03/2018] 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[1:55 pm, 3/16/2018] 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[下午1:55, 2018/3/16] 林小满: 早", (2018, 3, 16, 13, 55)),
        ("13.06.18 21.25.15: 林小满: 早", (2018, 6, 13, 21, 25, 15)),
        ("13. 6. 2018. 21:25:15 林小满: 早", (2018, 6, 13, 21, 25, 15)),
        ("[16/3/18 1:55:00 p.\u00a0m.] 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16/3/18, 1:55\u202fp.\u00a0m. - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16/03/2018 à 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16/03/2018, às 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("2018/03/16 03:04:05 下午 - 林小满: 早", (2018, 3, 16, 15, 4, 5)),
        ("[2018/03/16 오후 03:06] 林小满: 早", (2018, 3, 16, 15, 6)),
        ("[2018年3月16日 下午3:06:00] 林小满: 早", (2018, 3, 16, 15, 6)),
        ("16/3/18, 13:55 – 林小满: 早", (2018, 3, 16, 13, 55)),
        ("13:55, 16/03/2018 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("\u200f16\u200f/3\u200f/2018, 1:55 م - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[16\u200f/3\u200f/2018, 13:55:04] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("16.03.18 г., 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("2018-03-16 13 h 55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16/3/2561 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[16/3/61 13:55:04] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("[2018/3/16 午夜12:05:00] 林小满: 早", (2018, 3, 16, 0, 5)),
        ("2018/3/16 傍晚6:05 - 林小满: 早", (2018, 3, 16, 18, 5)),
        ("16.03.18, 1:55 nachm. - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16.03.18, 12:05 mittags - 林小满: 早", (2018, 3, 16, 12, 5)),
        ("[16.03.18, 10:55:04 vorm.] 林小满: 早", (2018, 3, 16, 10, 55, 4)),
        ("16.3.2018 ÖS 1:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16/3/18, பிற்பகல் 1:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("۲۰۱۸/۳/۱۶،\u200f ۱۳:۵۵ - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("[\u200f۱۶\u200f/۳\u200f/۲۰۱۸،\u200f ۱:۵۵:۰۴ ب.ظ.] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("[১৬/৩/১৮, ১:৫৫:০৪ PM] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("[١٦\u200f/٣\u200f/٢٠١٨، ١:٥٥:٠٤ م] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("[3/16/2561 BE, 13:55:04] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
        ("[3/16/R2, 13:55:04] 林小满: 早", (2020, 3, 16, 13, 55, 4)),
        ("16 Mar 2018, 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("Mar 16, 2018, 1:55 PM - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16 de mar. de 2018 1:55 p. m. - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("16. März 2018 um 13:55 - 林小满: 早", (2018, 3, 16, 13, 55)),
        ("4 août 2018 à 13:55 - 林小满: 早", (2018, 8, 4, 13, 55)),
        ("[Friday, 16 March 2018 at 1:55:04 pm] 林小满: 早", (2018, 3, 16, 13, 55, 4)),
    ],
)
def test_heads_of_many_phones(line: str, moment: tuple[int, ...]) -> None:
    record = one_chat(line + "\n").records[0]
    assert (record.at, record.sender, record.text) == (wall(*moment), "林小满", "早")


def test_bodies_of_several_lines_and_colons() -> None:
    chat = one_chat(
        "13/1/20, 8:00 - 林小满: 第一行\n第二行: 有冒号\n\n13/1/20, 8:01 - 周一川: 好\n"
    )
    assert chat.said == [("林小满", "第一行\n第二行: 有冒号"), ("周一川", "好")]
    assert (chat.head.platform, chat.head.zoned) == ("whatsapp", False)


def test_system_lines_have_no_sender() -> None:
    chat = one_chat(
        '13/1/20, 8:00 - 群主 created group "早起: 读书"\n'
        "13/1/20, 8:01 - 群主 added 林小满\n"
        "13/1/20, 8:02 - 林小满 left\n"
        "13/1/20, 8:03 - +86 139 0000 0001 joined using this group's invite link\n"
        "[13/1/20, 8:04:00] 早起读书: \u200e群主 removed 周一川\n"
        "13/1/20, 8:05 - 周一川: I left the keys, she added sugar\n"
    )
    assert [record.kind for record in chat.records] == [Kind.SYSTEM] * 5 + [Kind.TEXT]
    assert [(event.kind, event.person[1]) for event in chat.events] == [
        ("join", "林小满"),
        ("leave", "林小满"),
        ("join", "+86 139 0000 0001"),
        ("leave", "周一川"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<Media omitted>", Kind.OTHER),
        ("\u200eimage omitted", Kind.IMAGE),
        ("\u200eContact card omitted", Kind.CONTACT),
        ("IMG-20200101-WA0001.jpg (file attached)", Kind.IMAGE),
        ("\u200e<attached: 00000012-AUDIO-2020.opus>", Kind.VOICE),
        ("<媒体文件已省略>", Kind.OTHER),
        ("<b>粗</b>", Kind.TEXT),
        ("This message was deleted", Kind.RECALL),
        ("This message was deleted by admin Bo", Kind.RECALL),
        ("\u200evideo note omitted", Kind.VIDEO),
        ("", Kind.OTHER),
        ("看这张 \u200e<attached: 00000012-PHOTO-2020.jpg>", Kind.IMAGE),
        ("两行\n看这张 \u200e<附件：00000012-PHOTO-2020.jpg>", Kind.IMAGE),
        ("写成 <attached: name>", Kind.TEXT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert one_chat(f"13/1/20, 8:00 - 林小满: {text}\n").records[0].kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<Medien ausgeschlossen>", Kind.OTHER),
        ("<Multimedia omitido>", Kind.OTHER),
        ("<Médias omis>", Kind.OTHER),
        ("<Без медиафайлов>", Kind.OTHER),
        ("<Medya dahil edilmedi>", Kind.OTHER),
        ("<Media tidak disertakan>", Kind.OTHER),
        ("<メディアは含まれていません>", Kind.OTHER),
        ("<省略影音内容>", Kind.OTHER),
        ("<已省略多媒體檔案>", Kind.OTHER),
        ("<已附加：00000001-PHOTO-2020-06-07.jpg>", Kind.IMAGE),
        ("\u200e< attached: 00000042-AUDIO-2020.opus >", Kind.VOICE),
        ("<pièce jointe : 00000001-名单.pdf>", Kind.FILE),
        ("\u200e圖片已略去", Kind.IMAGE),
        ("\u200e影片已略去", Kind.VIDEO),
        ("\u200e音訊已略去", Kind.VOICE),
        ("\u200e貼圖已忽略", Kind.EMOJI),
        ("\u200eBild weggelassen", Kind.IMAGE),
        ("\u200eVideonachricht weggelassen", Kind.VIDEO),
        ("\u200e图像已忽略", Kind.IMAGE),
        ("\u200e文稿已忽略", Kind.FILE),
        ("\u200e画像は省略されました", Kind.IMAGE),
        ("\u200eVerpasster Sprachanruf. \u200eZum Zurückrufen tippen", Kind.CALL),
        ("\u200eimagen omitida", Kind.IMAGE),
        ("\u200eaudio omis", Kind.VOICE),
        ("\u200esticker non incluso", Kind.EMOJI),
        ("\u200e名单.pdf • \u200e2 pages \u200edocument omitted", Kind.FILE),
        ("IMG-20200607-WA0001.jpg (Datei angehängt)", Kind.IMAGE),
        ("PTT-20200607-WA0001.opus (archivo adjunto)", Kind.VOICE),
        ("\u200eIMG-20200607-WA0001.jpg (fichier joint)\n看这张", Kind.IMAGE),
        ("Diese Nachricht wurde gelöscht.", Kind.RECALL),
        ("Se eliminó este mensaje.", Kind.RECALL),
        ("Mensagem apagada", Kind.RECALL),
        ("这条消息已删除", Kind.RECALL),
        ("这条消息说得对", Kind.TEXT),
        ("\u200ePOLL:\n去哪里？\n\u200eOPTION: 杭州 (\u200e2 votes)", Kind.SHARE),
        ("\u200eLocation: https://maps.google.com/?q=30,120", Kind.LOCATION),
        ("location: https://maps.google.com/?q=30.1,120.2", Kind.LOCATION),
        ("\u200eMissed voice call, \u200eTap to call back", Kind.CALL),
        ("live location shared", Kind.LOCATION),
        ("Live-Standort wird geteilt.", Kind.LOCATION),
        (".png (file attached)", Kind.IMAGE),
        ("I omitted the sugar", Kind.TEXT),
        ("IMG-20200607-WA0001.jpg (file attached)\n看这张", Kind.IMAGE),
        ("名单.txt \u200edocument omitted", Kind.FILE),
        ("IMG-20200607-WA0001.jpg (soubor byl přiložen)", Kind.IMAGE),
        ("местоположение: https://maps.google.com/?q=30.1,120.2", Kind.LOCATION),
        ("看这里 https://maps.google.com/?q=30.1,120.2", Kind.TEXT),
        ("\u200eلم يتم إدراج الصورة", Kind.IMAGE),
        ("名单.txt \u200eلم يتم إدراج المستند", Kind.FILE),
        ("\u200e<المُرفق: 00000012-PHOTO-2020.jpg>", Kind.IMAGE),
        ("वीडियो छोड़ा गया", Kind.VIDEO),
        ("Scheda contatto omessa", Kind.CONTACT),
        ("\u200eGIF retiré", Kind.EMOJI),
        ("ข้อความนี้ถูกลบแล้ว", Kind.RECALL),
        ("Bild weggelassen", Kind.IMAGE),
        ("Das Bild weggelassen", Kind.TEXT),
        ("名单.txt document omitted", Kind.FILE),
        ("名单.pdf • 2 Seiten Dokument weggelassen", Kind.FILE),
        ("名单.pdf • 2 页 文档已忽略", Kind.FILE),
        ("名单.txt đã bỏ qua tài liệu", Kind.FILE),
        ("Das Dokument weggelassen", Kind.TEXT),
        ("Пропущенный аудиозвонок", Kind.CALL),
        ("<3 (with love)", Kind.TEXT),
    ],
    ids=repr,
)
def test_kinds_in_other_languages(text: str, kind: Kind) -> None:
    chat = one_chat(f"[13/1/20, 8:00:00] 林小满: {text}\n[13/1/20, 8:01:00] 周一川: 好\n")
    assert [record.kind for record in chat.records] == [kind, Kind.TEXT]
    assert chat.records[0].sender == "林小满"


@pytest.mark.parametrize(
    "line",
    [
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
        "Los mensajes y las llamadas están cifrados de extremo a extremo.",
        "Ana creó este grupo",
        "Ana a ajouté Bo",
        "Ana saiu",
        "Ana hat die Gruppe verlassen",
        "消息和通话已进行端到端加密。",
        "訊息與通話已受端對端加密保護。",
        "限时消息功能已打开。",
        "林小滿已新增你",
        "林小满添加了周一川",
        "小満が一川を追加しました",
        "Ana fijó un mensaje",
        "Du bist über den Gruppenlink beigetreten.",
        "Max hat das Gruppenbild geändert",
        "Ana removeu Rui",
        "Mã bảo mật của bạn với 周一川 đã thay đổi. Nhấn để tìm hiểu thêm.",
    ],
)
def test_what_an_iphone_says_itself_in_other_languages(line: str) -> None:
    chat = one_chat(f"[13/1/20, 8:00:00] 早起读书: \u200e{line}\n[13/1/20, 8:01:00] Bo: hi\n")
    assert [record.kind for record in chat.records] == [Kind.SYSTEM, Kind.TEXT]


@pytest.mark.parametrize(
    "mark",
    ["<This message was edited>", "\u200e<此消息已编辑>", "<Diese Nachricht wurde bearbeitet.>",
     "<Se editó este mensaje.>", "<Ce message a été modifié>", "<Mensagem editada>"],
)  # fmt: skip
def test_the_marks_of_edited_messages(mark: str) -> None:
    chat = one_chat(f"13/1/20, 8:00 - 林小满: 明天见 {mark}\n13/1/20, 8:01 - Bo: a <b>\n")
    assert [record.text for record in chat.records] == ["明天见", "a <b>"]


def test_unsaved_names_numbers_mentions_and_edits() -> None:
    chat = one_chat(
        "[13/01/20, 8:00:00] ~\u202f小满: 早 @\u2068周 一川\u2069\n"
        "[13/01/20, 8:01:00] \u202a+86 139 0000 0001\u202c: 好 <This message was edited>\n"
    )
    first, second = chat.records
    assert (first.sender, first.text, first.mentions) == ("小满", "早 @周 一川", ("周 一川",))
    assert (second.sender_id, second.sender) == ("+8613900000001", "+86 139 0000 0001")
    assert second.text == "好"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("WhatsApp Chat with 早起读书会", "早起读书会"),
        ("WhatsApp Chat - 早起读书会", "早起读书会"),
        ("与早起读书会的 WhatsApp 聊天", "早起读书会"),
        ("WhatsApp-Chat mit 早起读书会", "早起读书会"),
        ("WhatsApp 對話 - 早起读书会", "早起读书会"),
        ("Conversa do WhatsApp com 早起读书会", "早起读书会"),
        ("_chat", ""),
    ],
)
def test_the_group_by_the_files_name(stem: str, name: str) -> None:
    assert one_chat("13/1/20, 8:00 - a: b\n", f"{stem}.txt").head.name == name


def test_days_that_do_not_exist_are_told_with_their_line() -> None:
    chat = one_chat(
        "13/1/20, 8:00 - a: b\nmore\n31/2/20, 8:00 - a: c\n"
        "14/1/20, 8:61 - a: d\n14/1/20, 8:02 - a: e\n"
    )
    assert [record.text for record in chat.records] == ["b\nmore", "e"]
    assert [(p.line, p.problem.code) for p in chat.problems] == [(3, "bad_date"), (4, "bad_date")]


def test_a_file_cut_off_in_a_head() -> None:
    text = "13/1/20, 8:00 - a: b\n14/1/20, 8:02 - a: e\n"
    for end in range(text.index("14/1/20") + 5, text.index(" - a: e")):
        chat = one_chat(text[:end])
        assert chat.truncated, text[:end]
        assert chat.said == [("a", "b")]


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    count = 60_000
    lines = (
        f"{1 + n % 28}/1/20, 8:00 - m{n % 7}: 第{n}条 {'字' * 20}\n第二行\n" for n in range(count)
    )
    path.write_text("".join(lines), encoding="utf-8")
    (chat,) = chats(Source(path))
    assert len(chat.records) == count
    assert [r.text.split("条")[0] for r in chat.records] == [f"第{n}" for n in range(count)]
    assert chat.problems == []


names = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"), exclude_characters=':"“「~+'
    )
).filter(lambda text: text and not re.search(r"^\d", text))
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))).map(str.strip)


@given(st.lists(st.tuples(names, words.filter(bool)), min_size=1, max_size=6))
def test_whoever_says_whatever(said: list[tuple[str, str]]) -> None:
    text = "".join(f"13/1/20, 8:{n:02} - {name}: {word}\n" for n, (name, word) in enumerate(said))
    chat = one_chat(text)
    assert [(r.sender, r.text) for r in chat.records if r.kind is not Kind.SYSTEM] == [
        (name, word) for (name, word) in said
    ]


@pytest.mark.parametrize(
    "name",
    ["bracketed_mmddyy_24hrs", "ddmmyy_24hrs", "mmddyy_24hrs", "mmddyyyy_12hrs", "yyyymmdd_24hrs"],
)
def test_the_figures_that_others_state(name: str) -> None:
    source = Source(sample(f"whatsapp/test_{name}.txt"))
    assert pick(source).NAME == "whatsapp"
    (chat,) = chats(source)
    told = json.loads(sample("whatsapp/expected.json").read_text(encoding="utf-8"))
    found = {(r.at, r.sender, r.text.replace("\n", " ")) for r in chat.records}
    for one in told:
        moment = [int(part) for part in re.split("[-T:]", one["timestamp"])]
        assert (wall(*moment), one["author"], one["message"]) in found
    assert [r.kind for r in chat.records].count(Kind.SYSTEM) == 2
    assert chat.problems == []


def test_a_colon_in_a_later_line_makes_no_name() -> None:
    chat = one_chat(
        "13/1/20, 8:00 - Bo changed the group description\nRules: be kind\n"
        "13/1/20, 8:01 - \u3000Bo: hi\n"
        "13/1/20, 8:02 - Bo:Ann: you\n"
        "13/1/20, 8:03 - Bo:\n"
    )
    assert [(r.sender, r.text) for r in chat.records] == [
        ("", "Bo changed the group description\nRules: be kind"),
        ("Bo", "hi"),
        ("Bo:Ann", "you"),
        ("Bo", ""),
    ]


def test_records_of_two_phones_put_together() -> None:
    chat = one_chat(
        "12/15/25, 10:30 AM - Ada: one\n12/15/25, 10:31 AM - Bo: two\n"
        "[15/12/2025, 10:32:03 AM] Cem: three\n[15/13/2025, 10:33:00 AM] Cem: never\n"
    )
    noon = wall(2025, 12, 15, 10, 30)
    assert [(r.at - noon, r.sender) for r in chat.records] == [(0, "Ada"), (60, "Bo"), (123, "Cem")]
    assert chat.codes == ["bad_date"]


def test_heads_without_brackets_or_dash() -> None:
    chat = one_chat("15/12/2025, 10:30:00 AM Ada Bee: one: a\n15/12/2025, 10:31:00 PM Bo: two\n")
    assert chat.said == [("Ada Bee", "one: a"), ("Bo", "two")]
