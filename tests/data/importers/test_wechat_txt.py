from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qunmate.data.importers import pick, wechat_txt
from qunmate.data.importers.mail_text import mail_text
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from tests.data.importers.reading import chats, one_chat, wall

MAIL = """Dear:

     微信群"早起读书会"的聊天记录如下:

—————  2025-8-27  —————


瀛姬喵喵11:00-20:00  17:34

今晚8点见


小满  17:35

图片1（可在附件中查看）

————— 2025-8-28 —————

小满  9:01

第一段

第二段 12:30


发自我的 iPhone
"""


def read(text: str) -> tuple[list[ChatHead], list[Record], list[Batch]]:
    source = Source(Path("a.txt"), text)
    items = list(pick(source).read(source))
    batches = [item for item in items if isinstance(item, Batch)]
    heads = [item for item in items if isinstance(item, ChatHead)]
    return heads, [r for batch in batches for r in batch.records], batches


def test_a_mail_of_selected_messages() -> None:
    heads, records, _ = read(MAIL)
    assert heads == [ChatHead("wechat", "早起读书会")]
    assert records == [
        Record(wall(2025, 8, 27, 17, 34), "", "瀛姬喵喵11:00-20:00", Kind.TEXT, "今晚8点见"),
        Record(wall(2025, 8, 27, 17, 35), "", "小满", Kind.IMAGE, "图片1（可在附件中查看）"),
        Record(wall(2025, 8, 28, 9, 1), "", "小满", Kind.TEXT, "第一段\n\n第二段 12:30"),
    ]


def test_a_private_talk_is_named_after_both() -> None:
    heads, _, _ = read(
        'Dear:\n"小满"和"阿木"的聊天记录如下:\n————— 2025-8-27 —————\n小满  17:34\n好\n'
    )
    assert heads[0].name == "小满、阿木"


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("上午9:05", 9, 5),
        ("下午3:04", 15, 4),
        ("凌晨12:10", 0, 10),
        ("中午12:01", 12, 1),
        ("晚上8:00", 20, 0),
    ],
)
def test_halves_of_the_day(clock: str, hour: int, minute: int) -> None:
    _, records, _ = read(f"—————  2025-8-27  —————\n小满 {clock}\n好\n")
    assert records[0].at == wall(2025, 8, 27, hour, minute)


def test_ios_copies_have_the_time_on_its_own_line() -> None:
    _, records, _ = read("小满\n2026年07月16日 17:08\n你好\n阿木\n2026年07月16日 17:09\n在\n")
    assert [(r.sender, r.text, r.at) for r in records] == [
        ("小满", "你好", wall(2026, 7, 16, 17, 8)),
        ("阿木", "在", wall(2026, 7, 16, 17, 9)),
    ]


def test_a_day_that_does_not_exist_is_told() -> None:
    _, records, batches = read(MAIL.replace("2025-8-28", "2025-8-99"))
    assert len(records) == 2
    assert "bad_date" in {p.problem.code for batch in batches for p in batch.problems}


@given(st.text(max_size=300))
def test_nothing_makes_the_reader_fail(text: str) -> None:
    for _item in wechat_txt.read(Source(Path("a.txt"), MAIL + text)):
        pass


line = st.text(st.characters(whitelist_categories=["Lo", "Ll", "So"]), min_size=1, max_size=30)


@example([("小满", 1, "\ufffd" * 30), ("阿木", 2, "\ufffd")])  # others could not read it
@given(st.lists(st.tuples(line, st.integers(0, 1439), line), min_size=1, max_size=10))
def test_what_was_written_is_read(rows: list[tuple[str, int, str]]) -> None:
    text = "—————  2025-8-27  —————\n\n\n" + "".join(
        f"{name}  {minute // 60}:{minute % 60:02}\n\n{body}\n\n\n" for name, minute, body in rows
    )
    _, records, batches = read(text)
    assert not [problem for batch in batches for problem in batch.problems]
    assert [(r.sender, r.text) for r in records] == [(name, body) for name, _, body in rows]
    assert [(r.at - wall(2025, 8, 27)) // 60 for r in records] == [minute for _, minute, _ in rows]


def test_separators_inside_a_text_end_no_line() -> None:
    text = MAIL.replace("今晚8点见", "今晚\u20288点\x0b见\x85").replace("9:01", "99:01")
    found = list(wechat_txt.read(Source(Path("mail.txt"), text)))
    batches = [one for one in found if isinstance(one, Batch)]
    assert batches[0].text[0] == "今晚\u20288点\x0b见"
    (problem,) = [wrong for batch in batches for wrong in batch.problems]
    assert text.split("\n")[problem.line - 1] == "小满  99:01"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("小满 和 一川 在微信上的聊天记录如下，请查收。", "小满、一川"),
        ("群聊“读书会”在微信上的聊天记录如下，请查收。", "读书会"),
        ('微信群"读书会"的聊天记录如下:', "读书会"),
        ('"小满"和"一川"的聊天记录如下:', "小满、一川"),
    ],
)
@pytest.mark.parametrize("day", ["2026-01-02", "2026-1-2", "2026/1/2", "2026年1月2日"])
def test_titles_and_days_of_the_mail(title: str, name: str, day: str) -> None:
    chat = one_chat(f"Dear:\n\n{title}\n\n—————  {day}  —————\n\n\n小满  03:04\n\n早\n\n")
    assert chat.head.name == name
    assert [(r.at, r.sender, r.text) for r in chat.records] == [
        (wall(2026, 1, 2, 3, 4), "小满", "早")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[文件] 名单.xlsx", Kind.FILE), ("[链接] 一篇文章", Kind.LINK), ("[小程序]", Kind.SHARE),
        ("[位置]湖滨", Kind.LOCATION), ("[微信红包]", Kind.RED_PACKET), ("[语音]", Kind.VOICE),
        ("「小满：早」\n- - - - - - - - - - - - - - -\n好", Kind.REPLY),
        ("「早」\n- 一\n- 二", Kind.TEXT), ("图片2", Kind.IMAGE), ("早", Kind.TEXT),
    ],
)  # fmt: skip
def test_kinds_of_the_mail(text: str, kind: Kind) -> None:
    chat = one_chat(f"————— 2026-01-02 —————\n\n小满  03:04\n\n{text}\n\n")
    assert [(record.text, record.kind) for record in chat.records] == [(text, kind)]


@pytest.mark.parametrize("between", ["", "\n"])
def test_heads_that_tell_the_day_with_and_without_blank_lines(between: str) -> None:
    chat = one_chat(
        f"小满 2026-11-22 10:30\n早\n{between}一川 2026/11/22 10:31\n好\n第二行\n{between}"
        f"小满 2026-11-23 10:30\n早\n"
    )
    assert chat.said == [("小满", "早"), ("一川", "好\n第二行"), ("小满", "早")]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("picture", [False, True])
def test_a_mail_that_was_saved_as_it_came(
    coding: str, charset: str, tmp_path: Path, *, picture: bool
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "林 <lin@example.com>", "微信群的聊天记录"
    said = "小满  17:34\n\n早=上\n\n\n一川  17:35\n\n好\n第二行\n\n\n" * 40
    head = 'Dear:\n\n  微信群"读书会"的聊天记录如下:\n\n—————  2025-8-27  —————\n\n'
    text = f"{head}{said}发自我的 iPhone\n"
    mail.set_content(text, charset=charset, cte=coding)
    if picture:
        mail.add_attachment(b"\x89PNG" * 30_000, maintype="image", subtype="png", filename="1.png")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes(policy=SMTP))
    source = Source(path)
    assert pick(source).NAME == "wechat_txt"
    (chat,) = chats(source)
    assert (chat.head.name, chat.codes, len(source.sha256)) == ("读书会", [], 64)
    assert chat.said == [("小满", "早=上"), ("一川", "好\n第二行")] * 40


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_mail_of_much_text_is_read_to_its_end(
    coding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qunmate.data.importers.wechat_txt.BEGINNING", 3_001)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "林 <lin@example.com>", "微信群的聊天记录"
    head = 'Dear:\n\n  微信群"读书会"的聊天记录如下:\n\n—————  2025-8-27  —————\n\n'
    mail.set_content(head + "小满  17:34\n\n早上\n\n\n" * 400, charset="utf-8", cte=coding)
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes(policy=SMTP))
    (chat,) = chats(Source(path))
    assert chat.said == [("小满", "早上")] * 400


@pytest.mark.parametrize("attached", [False, True])
def test_a_mail_whose_text_is_longer_than_what_is_read_says_so(
    attached: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qunmate.data.importers.wechat_txt.BEGINNING", 3_001)
    monkeypatch.setattr("qunmate.data.importers.wechat_txt.MOST", 4_000)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "林 <lin@example.com>", "微信群的聊天记录"
    head = 'Dear:\n\n  微信群"读书会"的聊天记录如下:\n\n—————  2025-8-27  —————\n\n'
    many = 20 if attached else 900
    mail.set_content(head + "小满  17:34\n\n早上\n\n\n" * many, charset="utf-8", cte="base64")
    if attached:
        mail.add_attachment(b"\x89PNG" * 9_000, maintype="image", subtype="png", filename="1.png")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes(policy=SMTP))
    (chat,) = chats(Source(path))
    assert set(chat.said) == {("小满", "早上")}
    assert len(chat.records) == many if attached else 100 < len(chat.records) < many
    assert (chat.truncated, chat.codes) == (not attached, [] if attached else ["mail_too_long"])


def test_a_mail_that_no_program_writes_is_none() -> None:
    head = b"From: a\r\nMIME-Version: 1.0\r\n"
    part = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    assert mail_text(head + b"".join(part % (n, n) for n in range(1_000))) is None
    assert mail_text(head + b"Content-Type: text/plain; name*=utf-\0''a\r\n\r\n") is None
    assert mail_text(b"From: a\r\nTo: b\r\n\r\n") is None
