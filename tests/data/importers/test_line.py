from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick
from qunmate.data.importers.source import CHUNK_BYTES, Source
from qunmate.model import Kind
from tests.data.importers.reading import one_chat, wall

JAPANESE = (
    "\ufeff[LINE] 早起き読書会のトーク履歴\r\n保存日時：2024/08/02 12:00\r\n\r\n"
    "2024/08/01(木)\r\n"
    "07:30\t小満\tおはよう\r\n"
    '07:31\t一川\t"一行目\r\n二行目""引用"""\r\n'
    "07:32\t\t知秋が参加しました。\r\n"
    "07:33\t小満\t[スタンプ]\r\n"
    "\r\n2024/08/02(金)\r\n"
    "午後1:05\t一川\t☎ 通話時間 0:33\r\n"
)


def test_a_japanese_history() -> None:
    chat = one_chat(JAPANESE)
    assert (chat.head.platform, chat.head.name) == ("line", "早起き読書会")
    assert [(r.at, r.sender, r.text, r.kind) for r in chat.records] == [
        (wall(2024, 8, 1, 7, 30), "小満", "おはよう", Kind.TEXT),
        (wall(2024, 8, 1, 7, 31), "一川", '一行目\n二行目"引用"', Kind.TEXT),
        (wall(2024, 8, 1, 7, 32), "", "知秋が参加しました。", Kind.SYSTEM),
        (wall(2024, 8, 1, 7, 33), "小満", "[スタンプ]", Kind.EMOJI),
        (wall(2024, 8, 2, 13, 5), "一川", "☎ 通話時間 0:33", Kind.CALL),
    ]
    assert chat.problems == []


@pytest.mark.parametrize(
    ("title", "day", "clock", "name"),
    [
        ("[LINE] Chat history in Early Readers", "2024.01.02 Tuesday", "03:04 PM", "Early Readers"),
        ("[LINE]與早起讀書會的聊天記錄", "2024/01/02（二）", "下午03:04", "早起讀書會"),
        ("[LINE] 與早起讀書會的聊天記錄", "2024/01/02", "15:04", "早起讀書會"),
        ("[LINE]早起き読書会 のトーク履歴", "2024年1月2日(火)", "15:04", "早起き読書会"),
        ("[LINE] 早起き読書会のトーク履歴", "2024年1月2日 火曜日", "午後3:04", "早起き読書会"),
        ("[LINE] Ana", "mar, 1/2/2024", "15:04", "Ana"),
        ("[LINE] Ana", "mar. 1/2/2024", "15:04", "Ana"),
    ],
)
def test_titles_days_and_clocks(title: str, day: str, clock: str, name: str) -> None:
    chat = one_chat(f"{title}\n\n{day}\n{clock}\tAn\thi\n")
    assert chat.head.name == name
    assert chat.records[0].at == wall(2024, 1, 2, 15, 4)


def test_a_written_day_in_a_text_begins_no_day() -> None:
    chat = one_chat(
        "[LINE] 早起き読書会のトーク履歴\n\n2024/01/02(火)\n"
        "15:04\t小満\t次回\n2024年2月3日(土)\n午前十時\n15:05\t一川\tはい\n"
    )
    assert [(r.at, r.text) for r in chat.records] == [
        (wall(2024, 1, 2, 15, 4), "次回\n2024年2月3日(土)\n午前十時"),
        (wall(2024, 1, 2, 15, 5), "はい"),
    ]


def test_joins_leaves_and_unsent_messages() -> None:
    chat = one_chat(
        "[LINE]與早起讀書會的聊天記錄\n\n2024/01/02（二）\n"
        "08:00\t\t小滿加入群組\n08:01\t\t小滿已退出群組\n08:02\t一川\t一川已收回訊息\n"
    )
    assert [(e.kind, e.person) for e in chat.events] == [
        ("join", ("", "小滿")),
        ("leave", ("", "小滿")),
    ]
    assert chat.records[2].kind is Kind.RECALL


def test_what_has_no_day_or_no_such_time_is_told() -> None:
    chat = one_chat(
        "[LINE] Chat history in A\n08:00\tAn\tlost\n2024/02/31(Thu)\n08:01\tAn\tlost\n"
        "2024/03/01(Fri)\n25:00\tAn\tlost\n09:00\tAn\tkept\n"
    )
    assert [record.text for record in chat.records] == ["kept"]
    assert [(p.line, p.problem.code) for p in chat.problems] == [
        (2, "bad_date"),
        (3, "bad_date"),
        (4, "bad_date"),
        (6, "bad_date"),
    ]


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))).map(str.strip)


@given(st.lists(st.tuples(words.filter(bool), words), min_size=1, max_size=5))
def test_whoever_says_whatever(said: list[tuple[str, str]]) -> None:
    lines = "".join(f"08:{n:02}\t{name}\t{text}\n" for n, (name, text) in enumerate(said))
    text = f"[LINE] Chat history in A\n2024/01/02(Tue)\n{lines}"
    assert pick(Source(Path("a.txt"), text)).NAME == "line"
    assert [(r.sender, r.text) for r in one_chat(text).records] == said


@pytest.mark.parametrize(
    ("title", "day", "clock", "name"),
    [
        ("Chat history in Readers\nSaved on: 1/3/2024", "Tue, 1/2/2024", "03:04PM", "Readers"),
        ("Chat history with An\nSaved on: 2024/01/03", "2024.01.02 Tuesday", "03:04pm", "An"),
        ("[LINE] 讀書會的聊天記錄\n儲存日期：2024/01/03", "2024/1/2週二", "下午03:04", "讀書會"),
        ("[LINE] 与读书会的聊天记录\n保存日期：2024", "2024/1/2周二", "下午03:04", "读书会"),
        ("[LINE] Anとのトーク履歴\n保存日時：2024", "2024/01/02(火)", "午後3:04", "An"),
        ("[LINE] Chat history in Readers", "01/02/2024", "15:04", "Readers"),
    ],
)  # fmt: skip
def test_more_titles_days_and_clocks(title: str, day: str, clock: str, name: str) -> None:
    chat = one_chat(f"{title}\n\n{day}\n{clock}\tAn\thi\n")
    assert chat.head.platform == "line"
    assert chat.head.name == name
    assert [record.at for record in chat.records] == [wall(2024, 1, 2, 15, 4)]
    assert chat.problems == []


def test_what_the_desktop_writes_has_spaces_for_tabs() -> None:
    lines = [
        f"10:{n:02} Lin Xiaoman {word}" for n, word in enumerate(("hi", "well", "so", "ok", "go"))
    ]
    chat = one_chat(
        "2024.01.02 火曜日\n"
        + "\n".join(lines)
        + "\n10:15 一川 おはよう\n二行目\n10:16 知秋がグループに参加しました。\n"
        + "10:17 一川 スタンプ\n"
        + "2024.01.03 水曜日\n09:00 一川 写真\n09:01 一川 10:00 に行きます\n"
    )
    assert chat.head.platform == "line"
    assert [(r.sender, r.text, r.kind) for r in chat.records[4:]] == [
        ("Lin Xiaoman", "go", Kind.TEXT),
        ("一川", "おはよう\n二行目", Kind.TEXT),
        ("", "知秋がグループに参加しました。", Kind.SYSTEM),
        ("一川", "スタンプ", Kind.EMOJI),
        ("一川", "写真", Kind.IMAGE),
        ("一川", "10:00 に行きます", Kind.TEXT),
    ]
    assert chat.records[-1].at == wall(2024, 1, 3, 9, 1)
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "知秋")]


def test_a_place_a_link_and_a_system_line_with_a_sender() -> None:
    chat = one_chat(
        "[LINE] Chat history in Readers\n\n2024.01.02 Tuesday\n03:04\tAn\t[null] https://maps.google.com/x\n"
        "03:05\tAn\tAn unsent a message.\n03:06\tBo\tMessage unsent.\n"
    )
    assert [r.kind for r in chat.records] == [Kind.LOCATION, Kind.RECALL, Kind.RECALL]


def test_days_within_a_text_begin_no_day() -> None:
    text = (
        "[LINE] 讀書會的聊天記錄\n儲存日期：2024/08/03\n\n2024/08/01（四）\n"
        '10:00\t小滿\t"日期：\n2024/08/05（一）\n2024/08/06（二）\n""都""可以\n14:00 集合"\n'
        '10:01\t一川\t"好\n10:02\t小滿\t"一\n二"\n'
        '10:03\t小滿\t"沒有結束\n\n2024/08/02（五）\n09:00\t一川\t早\n'
    )
    for crlf in ("\n", "\r\n"):
        chat = one_chat(text.replace("\n", crlf))
        assert [(r.at, r.text) for r in chat.records] == [
            (
                wall(2024, 8, 1, 10),
                '日期：\n2024/08/05（一）\n2024/08/06（二）\n"都"可以\n14:00 集合',
            ),
            (wall(2024, 8, 1, 10, 1), '"好'),
            (wall(2024, 8, 1, 10, 2), "一\n二"),
            (wall(2024, 8, 1, 10, 3), '"沒有結束'),
            (wall(2024, 8, 2, 9), "早"),
        ]
        assert chat.problems == []


def test_what_phones_in_chinese_and_korean_write() -> None:
    chinese = one_chat(
        "[LINE] 读书会的聊天记录\n保存日期：2024/01/03\n\n2024/1/2周二\n"
        "下午01:04\t\t小满已加入该群\n下午01:05\t\t小满已将一川添加至群\n下午01:06\t\t一川已退群\n"
        "下午01:07\t小满\t[语音信息]\n下午01:08\t小满\t[记事本]\n下午01:09\t小满\t小满撤回了一条消息\n"
    )
    assert [(e.kind, e.person[1], e.by[1]) for e in chinese.events] == [
        ("join", "小满", ""),
        ("join", "一川", "小满"),
        ("leave", "一川", ""),
    ]
    assert [r.kind for r in chinese.records[3:]] == [Kind.VOICE, Kind.SHARE, Kind.RECALL]
    korean = one_chat(
        "[LINE] 독서회님과의 대화\n저장한 날짜 : 2024/01/03\n\n"
        "2024.01.02 화요일\n오후 01:04\t민수\t안녕\n"
    )
    assert korean.head.name == "독서회"
    assert [(r.at, r.sender, r.text) for r in korean.records] == [
        (wall(2024, 1, 2, 13, 4), "민수", "안녕")
    ]


def test_the_first_hour_that_is_the_24th() -> None:
    chat = one_chat("Chat history with An\n\n2017/03/12(Sun)\n24:05\tAn\thi\n01:00\tAn\tho\n")
    assert [r.at for r in chat.records] == [wall(2017, 3, 12, 0, 5), wall(2017, 3, 12, 1)]
    assert chat.problems == []


@pytest.mark.parametrize(
    "stem",
    ["[LINE]早起讀書", "[LINE] 早起讀書", "[LINE] 與早起讀書的聊天", "[LINE] 早起讀書的聊天記錄",
     "[LINE] Chat in 早起讀書", "[LINE] 早起讀書のトーク"],
)  # fmt: skip
def test_a_chat_without_a_title_by_the_file_s_name(stem: str) -> None:
    chat = one_chat("2024.01.02 星期二\n10:00 小滿 早\n10:01 一川 早\n", f"{stem}.txt")
    assert chat.head.name == "早起讀書"
    assert chat.said == [("小滿", "早"), ("一川", "早")]


@pytest.mark.parametrize("between", [" ", "\t"])
def test_what_the_desktop_writes_for_what_is_no_text(between: str) -> None:
    said = {
        "貼圖": Kind.EMOJI,
        "圖片": Kind.IMAGE,
        "通話時間 1:02": Kind.CALL,
        "未接來電": Kind.CALL,
    }
    lines = "".join(f"10:0{n}{between}小滿{between}{text}\n" for n, text in enumerate(said))
    chat = one_chat(f"2025.02.15 星期六\n09:00{between}小滿{between}早安\n{lines}")
    assert [(r.text, r.kind) for r in chat.records[1:]] == list(said.items())
    titled = one_chat("[LINE] 讀書的聊天記錄\n\n2025/02/15（六）\n09:00\t小滿\t貼圖\n")
    assert titled.records[0].kind is Kind.TEXT


def desktop(*lines: str) -> list[tuple[str, str]]:
    """What is said in a desktop's history of these lines."""
    told = "".join(f"10:{n:02} {line}\n" for n, line in enumerate(lines))
    return one_chat(f"2025.02.15 星期六\n09:00 早 早\n{told}").said[1:]


def test_names_of_several_words_that_begin_alike() -> None:
    names = (
        "Edwin Yang 楊小滿Taiwan",
        "Edwin Yang 小滿（Vinh）",
        "Edwin Lin",
        "黃一川 AI晶片 算法 算力 光達",
    )
    texts = ("早安", "貼圖", "好 的 呢", "今天 天氣 好", "圖片", "收到 了")
    said = [(name, text) for text in texts for name in names]
    assert desktop(*(f"{name} {text}" for name, text in said)) == said


def test_names_of_one_word_keep_to_one() -> None:
    said = [
        ("小滿", text) for text in ("我 想 去", "我 也 是", "好", "我 先 走", "大家 早", "我 在 家")
    ]
    said += [("Bo", text) for text in ("I see it", "ok", "I do too", "I am in", "I go", "no I am")]
    assert desktop(*(f"{name} {text}" for name, text in said)) == said


def test_messages_taken_back_by_names_of_several_words() -> None:
    said = [f"Lin Xiao Man {text}" for text in ("早", "好 的", "圖片", "是", "嗯")]
    found = desktop(
        *said, "Lin Xiao Man已收回訊息", "Lin Xiao Man unsent a message.", "小滿 我已收回訊息"
    )
    assert found[5:] == [
        ("", "Lin Xiao Man已收回訊息"),
        ("", "Lin Xiao Man unsent a message."),
        ("小滿", "我已收回訊息"),
    ]


def test_what_phones_in_thai_write() -> None:
    chat = one_chat(
        '[LINE] ประวัติการแชทในกลุ่ม "อ่านหนังสือ"\nบันทึกเมื่อ 22/11/2569 07:48\n\n'
        "ศ. 20/11/2569\n08:54\t\tสมชาย เพิ่ม สมหญิง เข้ากลุ่ม\n08:55\tสมชาย\tสวัสดี\n"
        "09:00\tสมหญิง\t[รูป]\n09:01\tสมหญิง\t[สติกเกอร์]\n09:02\t\tสมหญิง ออกจากกลุ่ม\n"
    )
    assert chat.head.name == "อ่านหนังสือ"
    assert chat.records[1].at == wall(2026, 11, 20, 8, 55)
    assert [r.kind for r in chat.records[2:4]] == [Kind.IMAGE, Kind.EMOJI]
    assert [(e.kind, e.person[1], e.by[1]) for e in chat.events] == [
        ("join", "สมหญิง", "สมชาย"),
        ("leave", "สมหญิง", ""),
    ]
    assert chat.problems == []


def test_names_of_several_words_that_the_system_tells() -> None:
    chat = one_chat(
        "2025.02.15 星期六\n08:26 Tony Chou加入群組\n08:27 小滿邀請Tony Wu Jr加入群組\n"
        "08:28 Tony Chou 嗨 大家\n08:29 Tony Wu Jr 好\n08:30 Tony 早 安\n"
    )
    assert [(r.sender, r.text) for r in chat.records[2:]] == [
        ("Tony Chou", "嗨 大家"),
        ("Tony Wu Jr", "好"),
        ("Tony", "早 安"),
    ]


def test_days_of_a_japanese_era() -> None:
    chat = one_chat("[LINE] 早起き読書会のトーク履歴\n\nR7/02/09(日)\n15:18\t小満\tおはよう\n")
    assert [record.at for record in chat.records] == [wall(2025, 2, 9, 15, 18)]


def test_tabs_that_became_spaces() -> None:
    chat = one_chat(
        "[LINE] 読書会のトーク履歴\n\n2025/02/09(日)\n15:18    林 小満    よう    ！\n二行目\n"
        "15:19        知秋が参加しました。\n"
    )
    assert chat.said == [("林 小満", "よう    ！\n二行目"), ("", "知秋が参加しました。")]


def test_records_that_somebody_copied_into_a_text() -> None:
    copied = "2017/01/01(日)\n00:00\tA\tあけおめ\n00:01\tB\tどうも"
    chat = one_chat(
        "2023/07/21(金)\r\n01:00\tD\t夏だね\r\n"
        f'01:01\tA\t"昔の\n{copied}"\r\n01:02\tB\tおお\r\n01:03\tB\t"ひとつ\r\n'
        '01:04\tC\t"\r\n\r\n"\r\n'
    )
    day = wall(2023, 7, 21, 1, 0)
    assert [(r.at - day, r.sender, r.text) for r in chat.records] == [
        (0, "D", "夏だね"),
        (60, "A", f"昔の\n{copied}"),
        (120, "B", "おお"),
        (180, "B", '"ひとつ'),
        (240, "C", ""),
    ]


def test_a_copied_text_that_goes_on_in_the_next_piece() -> None:
    before, copied = "x" * (CHUNK_BYTES - 500), f"昔の\n00:00\tA\t{'い' * 500}"
    chat = one_chat(
        f'2023/07/21(金)\r\n01:00\tD\t{before}\r\n01:01\tA\t"{copied}"\r\n01:02\tB\tう\r\n'
    )
    assert chat.said == [("D", before), ("A", copied), ("B", "う")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("[LINE] 広報チームのトーク", "広報チーム"),
        ("[LINE] 花子とのトーク", "花子"),
        ("[LINE] 與 王小華 的聊天紀錄", "王小華"),
        ("[LINE] A x B 聊天記錄", "A x B"),
        ("[LINE] 我的聊天記錄本的聊天記錄", "我的聊天記錄本"),
    ],
)
def test_titles_of_other_versions(title: str, name: str) -> None:
    assert one_chat(f"{title}\n\n2024/01/02(火)\n03:04\tA\tB\n").head.name == name
