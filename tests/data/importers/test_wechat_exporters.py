"""What the exporters of WeChat's records write for each kind of message, and for its own lines."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qunmate.data.importers import pick, sources_in
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_lines import is_system, without_markup
from qunmate.model import Kind
from qunmate.records import Participant
from tests.data.importers.reading import Chat, chats, one_chat, wall

AT = 1767294245  # 2026-01-02 03:04:05 in China
TIME = "2026-01-02 03:04:05"
JOIN = '"小满"邀请"一川"加入了群聊'

WHO = ("Jonathan", "wxid_a")


def said(chat: Chat) -> list[tuple[str, str, Kind]]:
    return [(record.sender, record.text, record.kind) for record in chat.records]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[语音通话] 已接听", Kind.CALL), ("[视频通话] 03:12", Kind.CALL),
        ("[名片]一川", Kind.CONTACT),
        ("[位置] 湖滨 (30.2,120.1)", Kind.LOCATION), ("[红包]恭喜发财", Kind.RED_PACKET),
        ("[QQ红包]我发了一个“专享红包”", Kind.RED_PACKET), ("[转账]￥20.00 书钱", Kind.TRANSFER),
        ("[聊天记录] 小满和一川的聊天记录", Kind.FORWARD),
        ("[转发消息: 2条]\n  小满: 早", Kind.FORWARD),
        ("[音乐]晨曲", Kind.SHARE), ("[接龙] 周六读书", Kind.SHARE),
        ("[群公告]明天\n停一次", Kind.SHARE),
        ("[视频]12s", Kind.VIDEO), ("[语音 7秒]", Kind.VOICE), ("[语音:7秒]", Kind.VOICE),
        ("[表情包：好的]", Kind.EMOJI), ("[表情14]", Kind.EMOJI), ("[图片消息]", Kind.IMAGE),
        ("[image、file消息]", Kind.IMAGE), ("[其他消息]", Kind.OTHER), ("[无文本内容]", Kind.OTHER),
        ("[图片] 好看", Kind.TEXT), ("[表情]哈哈", Kind.TEXT), ("[视频]第二遍更好", Kind.TEXT),
        ("【公告】明天停一次", Kind.TEXT), ("[好的]", Kind.TEXT), ("[图\n片]", Kind.TEXT),
    ],
)  # fmt: skip
def test_what_stands_in_brackets(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    "line",
    [
        JOIN, '你邀请"一川"加入了群聊', '"一川"通过扫描"小满"分享的二维码加入群聊',
        "你通过扫描二维码加入群聊，群聊参与人还有：小满、一川", '你将"一川"移出了群聊',
        '"小满"修改群名为“读书会”', '"小满" 撤回了一条消息', "你撤回了一条消息",
        '"小满" 拍了拍 "一川"', "我拍了拍自己", '"一川"与群里其他人都不是朋友关系，请注意隐私安全',
        '"小满"邀請"一川"加入了群組', '"小满" recalled a message',
        'You invited "一川" to the group chat',
    ],
)  # fmt: skip
def test_what_wechat_says_under_somebodys_name(line: str) -> None:
    assert is_system(line)
    chat = one_chat(f"{TIME} '读书会'\n{line}\n\n{TIME} '小满'\n早\n\n")
    assert [record.sender for record in chat.records] == ["", "小满"]


@pytest.mark.parametrize(
    "line",
    [
        "小满邀请一川加入了群聊",
        "你看",
        '他说"好"',
        "我拍了拍他的肩",
        "你邀请一川吧",
        "我退出了",
        "早",
    ],
)
def test_what_people_say_is_theirs(line: str) -> None:
    assert not is_system(line)
    chat = one_chat(f"{TIME} '小满'\n{line}\n\n")
    assert (chat.said, chat.events) == ([("小满", line)], [])


def test_answers_in_the_text_of_weflow_and_memotrace() -> None:
    chat = one_chat(
        f"{TIME} '小满'\n对[引用 一川：好]\n\n{TIME} '一川'\n{JOIN}\n\n"
        f"{TIME} '一川'\n好\n引用:小满:早\n\n"
    )
    assert [record.kind for record in chat.records] == [Kind.REPLY, Kind.SYSTEM, Kind.REPLY]
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "一川")]


def test_wechats_own_lines_in_the_markdown_of_weflow() -> None:
    head = "# 读书会\n\n- 会话ID: `7@chatroom`\n- 会话类型: 群聊\n- 导出工具: WeFlow\n\n---\n\n"
    recalled = '"一川" 撤回了一条消息'
    lines = (("读书会", JOIN), ("读书会", "群聊已开启"), ("一川", recalled), ("一川", "早"))
    chat = one_chat(head + "".join(f"## {TIME} {who}\n\n{line}\n\n" for who, line in lines), "a.md")
    assert said(chat) == [
        ("", JOIN, Kind.SYSTEM), ("", "群聊已开启", Kind.SYSTEM),
        ("", recalled, Kind.RECALL), ("一川", "早", Kind.TEXT),
    ]  # fmt: skip
    assert [event.kind for event in chat.events] == ["join"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"localType": 2001 << 32 | 49, "content": "恭喜发财"}, Kind.RED_PACKET),
        ({"localType": 266287972401, "content": "一川拍了拍你"}, Kind.POKE),
        ({"localType": 266287972401, "content": '"一川" 拍了拍我'}, Kind.SYSTEM),
        ({"localType": 49, "content": "[红包]恭喜发财"}, Kind.RED_PACKET),
        ({"localType": 49, "content": "早"}, Kind.TEXT),
        ({"content": "对[引用 一川：好]"}, Kind.REPLY),
    ],
)
def test_what_weflow_calls_other(told: dict[str, Any], kind: Kind) -> None:
    one = {"createTime": AT, "type": "其他消息", "senderUsername": "wxid_a", "isSend": 0}
    document = {"weflow": {}, "session": {"wxid": "1@chatroom"}, "messages": [one | told]}
    (record,) = one_chat(json.dumps(document, ensure_ascii=False), "a.json").records
    assert record.kind is kind


@pytest.mark.parametrize(
    ("kind", "talker", "text", "sender"),
    [
        ("拍一拍", "未知", "小满拍了拍你", ""), ("系统通知", "系统", "群聊已开启", ""),
        ("文本", "读书会", JOIN, ""), ("text", "7@chatroom", "群聊已开启", ""),
        ("文本", "wxid_a", "早", "wxid_a"),
    ],
)  # fmt: skip
def test_whom_pywxdump_does_not_know(kind: str, talker: str, text: str, sender: str) -> None:
    row = {"id": 1, "MsgSvrID": "70", "type_name": kind, "is_sender": 0, "talker": talker}
    row |= {"room_name": "7@chatroom", "msg": text, "src": "", "CreateTime": TIME}
    cells = ",".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row.values())
    for content, name in ((f"{','.join(row)}\n{cells}\n", "a.csv"), (json.dumps([row]), "a.json")):
        (record,) = one_chat(content, name).records
        assert (record.sender, record.kind is Kind.SYSTEM) == (sender, not sender)


def test_answers_in_the_csv_that_weflow_writes_for_weclone() -> None:
    head = "\ufeffid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\r\n"
    row = "1,70,text,0,小满,对[引用 一川：好],,2026-01-01T19:04:05.000Z\r\n"
    assert [record.kind for record in one_chat(head + row, "a.csv").records] == [Kind.REPLY]


def workbook(folder: Path, *rows: list[Any]) -> Chat:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(folder / "a.xlsx")
    source = Source(folder / "a.xlsx")
    assert pick(source).NAME == "weflow_xlsx"
    (chat,) = chats(source)
    return chat


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (["微信ID", "1@chatroom", "昵称", "读书会", "备注", ""], "读书会"),
        (["账号ID", "1@chatroom", None, "昵称", "读书会", "备注", "周六读书会"], "周六读书会"),
        (["账号ID", "1@chatroom", None, "昵称", "1@chatroom", "备注"], ""),
    ],
)
def test_the_chat_that_a_workbook_of_weflow_names(
    tmp_path: Path, about: list[Any], name: str
) -> None:
    heading = ["序号", "时间", "发送者身份", "消息类型", "内容"]
    tool = ["导出工具", "WeFlow", "导出版本", "1.0.3", "平台", "wechat"]
    chat = workbook(
        tmp_path, ["会话信息"], about, tool, heading, [1, TIME, "小满", "文本消息", "早"]
    )
    assert (chat.head.name, chat.head.chat_id) == (name, "1@chatroom")
    assert chat.said == [("小满", "早")]


def test_the_first_workbook_of_echotrace(tmp_path: Path) -> None:
    chat = workbook(
        tmp_path,
        ["序号", "时间", "发送者", "消息类型", "内容"],
        [1, TIME, "我", "文本消息", "早"],
        [2, TIME, "小满", "系统消息", JOIN],
    )
    assert said(chat) == [("我", "早", Kind.TEXT), ("", JOIN, Kind.SYSTEM)]
    assert chat.head.platform == "wechat"
    assert chat.participants == [Participant("", "我", own=True)]


def test_what_the_older_pywxdump_says_in_json_inside_its_cells() -> None:
    content = json.dumps({"src": "", "msg": "早\n二"}, ensure_ascii=False)
    row = {"id": 1, "MsgSvrID": "70", "type_name": "文本", "is_sender": 0, "talker": "wxid_a"}
    row |= {"room_name": "7@chatroom", "content": content, "CreateTime": TIME}
    cells = ",".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row.values())
    chat = one_chat(f"{','.join(row)}\n{cells}\n", "a.csv")
    assert (chat.said, chat.head.platform) == ([("wxid_a", "早\n二")], "wechat")
    one = row | {"content": {"src": "", "msg": "早"}}
    assert one_chat(json.dumps([one]), "a.json").said == [("wxid_a", "早")]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("(分享)音乐", Kind.SHARE), ("(分享)卡片式链接", Kind.LINK), ("(分享)笔记", Kind.SHARE),
        ("位置共享", Kind.LOCATION), ("地图信息", Kind.LOCATION), ("推荐公众号", Kind.CONTACT),
        ("粘贴的文本", Kind.TEXT), ("类似文字消息而不一样的消息", Kind.TEXT), ("接龙", Kind.SHARE),
        ("赠送红包封面", Kind.RED_PACKET), ("视频号直播或直播回放", Kind.SHARE),
        ("引用回复", Kind.REPLY), ("邀请加群", Kind.SYSTEM), ("消息撤回57", Kind.RECALL),
    ],
)  # fmt: skip
def test_the_kinds_of_pywxdump_by_their_names(told: str, kind: Kind) -> None:
    head = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
    chat = one_chat(f"{head}1,70,{told},0,wxid_a,7@chatroom,好,,{TIME}\n", "a.csv")
    assert [record.kind for record in chat.records] == [kind]


def test_wechats_own_lines_in_a_table_of_memotrace() -> None:
    chat = one_chat(
        "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n"
        f"701,拍一拍,系统消息,{TIME},小满拍了拍一川,,,more\n"
        f'702,拍一拍,小满,{TIME},"""小满"" 拍了拍 ""一川""",,小满,more\n'
        f"703,文本,一川,{TIME},对[引用 小满：早],,周,more\n",
        "a.csv",
    )
    assert [(record.sender, record.kind) for record in chat.records] == [
        ("", Kind.SYSTEM), ("", Kind.SYSTEM), ("周", Kind.REPLY),
    ]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["7@chatroom_0_5000.csv", "7@chatroom_0_5000.json"])
def test_the_people_whom_pywxdump_tells_in_a_file_beside(
    tmp_path: Path, name: str, packed: bool
) -> None:
    people = {"wxid_a": {"nickname": "小满"}, "7@chatroom": {"nickname": "读书会"}, "x": None}
    row = {"id": 1, "MsgSvrID": "70", "type_name": "文本", "is_sender": 0, "talker": "wxid_a"}
    row |= {"room_name": "7@chatroom", "msg": "早", "src": "", "CreateTime": TIME}
    table = f"{','.join(row)}\n{','.join(map(str, row.values()))}\n"
    files = {name: table if name.endswith("csv") else json.dumps([row]), "a.txt": "x"}
    files["users.json"] = json.dumps(people, ensure_ascii=False)
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    source = Source(tmp_path / name)
    if packed:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for file, text in files.items():
                archive.writestr(f"export/{file}", text)
        source = Source(tmp_path / "a.zip", None, f"export/{name}")
    (chat,) = chats(source)
    assert chat.head.name == "读书会"
    assert [(r.sender_id, r.sender) for r in chat.records] == [("wxid_a", "小满")]
    assert [part.member or part.path.name for part in sources_in(source.path)] == [
        source.member or name
    ]


def test_names_in_latin_letters_are_no_ids_in_weflows_csv_for_weclone() -> None:
    head = "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n"
    rows = (f"{at},7{at},text,0,{who},hi,,2026-01-01T19:04:05Z\n" for at, who in enumerate(WHO))
    chat = one_chat(head + "".join(rows), "a.csv")
    assert [(r.sender_id, r.sender) for r in chat.records] == [
        ("", "Jonathan"),
        ("wxid_a", "wxid_a"),
    ]


def test_the_group_speaks_for_wechat_in_weflows_chatlab() -> None:
    room, pat = "7@chatroom", '"小满" 拍了拍 "一川"'
    lines: list[dict[str, Any]] = [
        {
            "_type": "header",
            "chatlab": {"version": "0.0.2"},
            "meta": {"name": "读书会", "groupId": room},
        },
        {"_type": "member", "platformId": room, "accountName": "读书会"},
        {"_type": "member", "platformId": "wxid_a", "accountName": "小满"},
    ]
    told = (
        ("wxid_a", 0, "早"),
        (room, 99, pat),
        (room, 80, JOIN),
        (room, 0, JOIN),
        (room, 81, "x"),
    )
    one = {"_type": "message", "accountName": "某", "timestamp": AT}
    lines += [one | {"sender": who, "type": kind, "content": text} for who, kind, text in told]
    chat = one_chat("\n".join(json.dumps(line) for line in lines) + "\n", "a.jsonl")
    assert [(record.sender_id, record.sender, record.kind) for record in chat.records] == [
        ("wxid_a", "某", Kind.TEXT), ("", "", Kind.SYSTEM), ("", "", Kind.SYSTEM),
        ("", "", Kind.SYSTEM), ("", "", Kind.RECALL),
    ]  # fmt: skip
    assert [person.platform_id for person in (*chat.head.participants, *chat.participants)] == [
        "wxid_a"
    ]
    assert [event.kind for event in chat.events] == ["join", "join"]


def test_the_name_of_a_chat_that_weflow_tells_by_a_remark_alone() -> None:
    one = {"createTime": AT, "type": "文本消息", "content": "早", "senderUsername": "wxid_a"}
    document = {"weflow": {}, "session": {"wxid": "wxid_a", "remark": "读书会"}, "messages": [one]}
    chat = one_chat(json.dumps(document, ensure_ascii=False), "a.json")
    assert chat.head.name == "读书会"


def test_the_workbook_of_ciphertalk(tmp_path: Path) -> None:
    book = Workbook()
    heading = "序号 时间 日期 时刻 星期 发送者 微信ID 消息类型 消息内容 原始类型代码 时间戳"
    book.worksheets[0].append(heading.split())
    cells = ["2023-11-26 12:00:15", "2023/11/26", "12:00:15", "日", "小满", "wxid_a", "图片消息"]
    book.worksheets[0].append([1, *cells, "[图片]", 3, 1701000015])
    book.save(tmp_path / "a.xlsx")
    (source,) = sources_in(tmp_path / "a.xlsx")
    (chat,) = chats(source)
    (record,) = chat.records
    assert (record.sender_id, record.sender, record.kind) == ("wxid_a", "小满", Kind.IMAGE)
    assert record.at == wall(2023, 11, 26, 12, 0, 15)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<revokemsg>你撤回了一条消息</revokemsg>", "你撤回了一条消息"),
        (
            '<sysmsg><replacemsg><![CDATA["小满" 撤回了一条消息]]></replacemsg></sysmsg>',
            '"小满" 撤回了一条消息',
        ),
        pytest.param(f"<msg><title>{' ' * 300_000}x]</msg>", "", id="a title without end"),
        (
            "<msg><appmsg><title>好 &amp; 早</title><a><title>旧</title></a></appmsg></msg>",
            "好 & 早",
        ),
        ('<?xml version="1.0"?>\n<msg><img aeskey="x"/></msg>\n', ""),
        ("<msg> 是什么", "<msg> 是什么"),
        ("早<b>", "早<b>"),
    ],
)
def test_what_is_shown_of_wechats_documents(text: str, shown: str) -> None:
    assert without_markup(text) == shown


def test_documents_that_old_exporters_left_as_they_are() -> None:
    heading = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Sender"
    picture = '"<?xml version=""1.0""?><msg><img aeskey=""x""/></msg>"'
    chat = one_chat(f"{heading}\n1,2,3,0,0,{AT},2,{picture},{TIME},wxid_a\n", "a.csv")
    assert said(chat) == [("wxid_a", "", Kind.IMAGE)]
    heading = "id,type_name,is_sender,talker,msg,src,CreateTime,room_name,is_forward"
    told = "<revokemsg>你撤回了一条消息</revokemsg>"
    chat = one_chat(f"{heading}\n1,系统通知,1,wxid_a,{told},,{TIME},7@chatroom,0\n", "a.csv")
    assert said(chat) == [("", "你撤回了一条消息", Kind.RECALL)]


def test_what_weflow_saved_beside_its_text() -> None:
    chat = one_chat(
        f"{TIME} '小满'\n../images/a b.png\n\n{TIME} '小满'\nvoices/1.mp3\n\n"
        f"{TIME} '小满'\n看 images/a.png\n\n"
    )
    assert [kind for _, _, kind in said(chat)] == [Kind.IMAGE, Kind.VOICE, Kind.TEXT]


def test_what_weflow_answers_to_a_program() -> None:
    one = {"createTime": 1735813230, "content": "早", "localType": 1, "senderUsername": "wxid_a"}
    chat = one_chat(json.dumps({"success": True, "talker": "1@chatroom", "messages": [one]}))
    assert (chat.head.chat_id, said(chat)) == ("1@chatroom", [("wxid_a", "早", Kind.TEXT)])
