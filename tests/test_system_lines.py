"""The wordings in which chat programs tell who came, went, changed a name or a role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.model import Kind
from qunmate.records import OPERATOR
from qunmate.system_lines import line_kind, read_events

Told = tuple[str, str, str, str]  # kind, person, by, what a rename or role says
YOU = OPERATOR[1]


def told(text: str) -> list[Told]:
    return [
        (
            event.kind,
            event.person[1] or event.person[0],
            event.by[1] or event.by[0],
            event.text if event.kind in {"rename", "role"} else "",
        )
        for event in read_events(7, text)
    ]


def join(who: str, by: str = "") -> Told:
    return "join", who, by, ""


def leave(who: str, by: str = "") -> Told:
    return "leave", who, by, ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # WhatsApp in Chinese and Japanese
        ("林小满將 周一川 加入了群組", [join("周一川", "林小满")]),
        ("林小满已將周一川加入群組", [join("周一川", "林小满")]),
        ("林小满将周一川添加到群组", [join("周一川", "林小满")]),
        ("大将军加入本群。", [join("大将军")]),
        ("林小满が周一川を追加しました", [join("周一川", "林小满")]),
        ("周一川が退出しました", [leave("周一川")]),
        ("林小满添加了周一川", [join("周一川", "林小满")]),
        ("你添加了周一川、沈知秋", [join("周一川", YOU), join("沈知秋", YOU)]),
        ("林小满添加了一川", [join("一川", "林小满")]),
        ("林小滿已新增周一川", [join("周一川", "林小滿")]),
        ("林小滿已將 周一川 加入", [join("周一川", "林小滿")]),
        ("林小滿已移除周一川", [leave("周一川", "林小滿")]),
        ("周一川通过此群组的邀请链接加入了群组", [join("周一川")]),
        ("周一川 已使用此群組的邀請連結加入", [join("周一川")]),
        ("周一川已從社群加入", [join("周一川")]),
        ("你已被添加", [join(YOU)]),
        ("周一川已成为群组管理员", [("role", "周一川", "", "admin")]),
        ("林小满罢免了周一川的管理员身份", [("role", "周一川", "林小满", "member")]),
        ("你现在已是管理员", [("role", YOU, "", "admin")]),
        ("Zhou joined using your invite link", [join("Zhou", YOU)]),
        # WeChat
        ('"林小满"邀请"周一川"加入了群聊', [join("周一川", "林小满")]),
        ("“林小满”邀请“周一川、沈知秋”加入了群聊",
         [join("周一川", "林小满"), join("沈知秋", "林小满")]),
        ("“林小满”邀请“周一川”、“沈知秋”加入了群聊",
         [join("周一川", "林小满"), join("沈知秋", "林小满")]),
        ("“林小满”邀请“周一川、沈知秋和阿南”加入了群聊",
         [join("周一川", "林小满"), join("沈知秋", "林小满"), join("阿南", "林小满")]),
        ('"林小满"邀请你加入了群聊，群聊参与人还有：周一川、沈知秋', [join(YOU, "林小满")]),
        ('你邀请"周一川"加入了群聊', [join("周一川", YOU)]),
        ('"周一川"通过扫描"林小满"分享的二维码加入群聊', [join("周一川", "林小满")]),
        ('"周一川"通过扫描你分享的二维码加入群聊', [join("周一川", YOU)]),
        ("你通过扫描二维码加入群聊，群聊参与人还有：周一川", [join(YOU)]),
        ('你将"周一川"移出了群聊', [leave("周一川", YOU)]),
        ('"周一川"被"林小满"移出了群聊', [leave("周一川", "林小满")]),
        ("周一川被移出了本群", [leave("周一川")]),
        (
            '"林小满"邀请你和"周一川、沈知秋"加入了群聊',
            [join(YOU, "林小满"), join("周一川", "林小满"), join("沈知秋", "林小满")],
        ),
        ('你邀请"周一川"加入了群聊  撤销', [join("周一川", YOU)]),
        ('"周一川"透過掃描"林小滿"分享的QR碼加入群組', [join("周一川", "林小滿")]),
        ('你被"林小满"移出群聊', [leave(YOU, "林小满")]),
        ('"林小满"将"周一川"移出了群聊', [leave("周一川", "林小满")]),
        ('"周一川"退出了群聊', [leave("周一川")]),
        ('"周一川"已成为新群主', [("role", "周一川", "", "owner")]),
        ("你已成为新群主", [("role", YOU, "", "owner")]),
        ('"林小满"已将"周一川"添加为群管理员', [("role", "周一川", "林小满", "admin")]),
        ('"林小满" invited "周一川" to the group chat', [join("周一川", "林小满")]),
        ("You've invited \"周一川\" to the group chat", [join("周一川", YOU)]),
        ('"林小满" invited you to a group chat with "周一川, 沈知秋"', [join(YOU, "林小满")]),
        ('"周一川" joined the group chat via the QR code shared by "林小满"',
         [join("周一川", "林小满")]),
        ('"周一川" joined the group chat via your shared QR Code', [join("周一川", YOU)]),
        ('You removed "周一川" from the group chat', [leave("周一川", YOU)]),
        ('"林小满"邀請"周一川"加入了群聊', [join("周一川", "林小满")]),
        ('"周一川"透過掃描"林小满"分享的二維碼加入群聊', [join("周一川", "林小满")]),
        ("You've joined this group chat. Other participants are: Zhou, Shen", [join(YOU)]),
        ("You've joined the group chat via QR Code. Group chat members: Zhou", [join(YOU)]),
        ("You invited Zhou to join the group.", [("invite", "Zhou", YOU, "")]),
        ("你加入了群組，群組成員還有：周一川、沈知秋", [join(YOU)]),
        ('"林小滿"邀請"周一川"加入群組', [join("周一川", "林小滿")]),
        ('"林小满"已将"周一川"移除群管理员', [("role", "周一川", "林小满", "member")]),
        # QQ
        ("群主 林小满 设置 周一川 为管理员", [("role", "周一川", "林小满", "admin")]),
        ("林小满(10001)邀请周一川(10002)加入了本群。", [join("周一川", "林小满")]),
        ("周一川加入本群。", [join("周一川")]),
        ("周一川 加入了群聊", [join("周一川")]),
        ("周一川 退出本群", [leave("周一川")]),
        ("周一川被管理员 林小满移出本群", [leave("周一川", "林小满")]),
        ("管理员已将周一川移出本群。", [leave("周一川")]),
        ("周一川 已成为管理员", [("role", "周一川", "", "admin")]),
        ("群主已将周一川设为管理员", [("role", "周一川", "", "admin")]),
        ("周一川被设为管理员", [("role", "周一川", "", "admin")]),
        ("周一川被林小满设为管理员", [("role", "周一川", "林小满", "admin")]),
        ("周一川已被取消管理员身份", [("role", "周一川", "", "member")]),
        ("林小满取消了周一川的管理员资格", [("role", "周一川", "林小满", "member")]),
        ("周一川被林小满取消了管理员", [("role", "周一川", "林小满", "member")]),
        ("林小满将群主身份转让给周一川", [("role", "周一川", "林小满", "owner")]),
        ("林小满已将本群转让给周一川", [("role", "周一川", "林小满", "owner")]),
        ("周一川 修改群名片为 一川", [("rename", "周一川", "", "一川")]),
        ("周一川将群名片修改为“一川@杭州”", [("rename", "周一川", "", "一川@杭州")]),
        ("周一川的群昵称修改为一川", [("rename", "周一川", "", "一川")]),
        ("林小满将周一川的群名片改为一川", [("rename", "周一川", "林小满", "一川")]),
        ("你修改了群昵称为“群主小满”", [("rename", YOU, "", "群主小满")]),
        ("周一川改名为一川", [("rename", "周一川", "", "一川")]),
        ("林小满将周一川的消息设为精华消息", [("pin", "周一川", "林小满", "")]),
        ("周一川的消息被林小满设为精华", [("pin", "周一川", "林小满", "")]),
        ("林小满设置了一条精华消息", [("pin", "林小满", "林小满", "")]),
        # WeCom and DingTalk
        ("林小满邀请周一川、沈知秋加入了群聊",
         [join("周一川", "林小满"), join("沈知秋", "林小满")]),
        ("周一川通过林小满分享的群二维码加入群聊", [join("周一川", "林小满")]),
        ("周一川被林小满移出群聊", [leave("周一川", "林小满")]),
        ("林小满把周一川设为群管理员", [("role", "周一川", "林小满", "admin")]),
        ("周一川通过扫描群二维码加入群聊", [join("周一川")]),
        ("林小满同意了周一川的入群申请", [join("周一川", "林小满")]),
        ("“林小满”邀请“周一川”等3人加入了群聊", [join("周一川", "林小满")]),
        # WhatsApp
        ("Lin added Zhou", [join("Zhou", "Lin")]),
        ("Lin added Zhou and Shen", [join("Zhou", "Lin"), join("Shen", "Lin")]),
        ("Lin added Zhou, Shen and Nan",
         [join("Zhou", "Lin"), join("Shen", "Lin"), join("Nan", "Lin")]),
        ("You added Zhou", [join("Zhou", YOU)]),
        ("\u200e~ Zhou joined using this group's invite link", [join("Zhou")]),
        ("Zhou joined from the community", [join("Zhou")]),
        ("Zhou was added", [join("Zhou")]),
        ("Zhou left", [leave("Zhou")]),
        ("Lin removed Zhou", [leave("Zhou", "Lin")]),
        ("Zhou was removed", [leave("Zhou")]),
        ("Zhou was added to the group by Lin", [join("Zhou", "Lin")]),
        ("Lin added The Rock", [join("The Rock", "Lin")]),
        ("You're now an admin", [("role", YOU, "", "admin")]),
        ("Zhou is no longer an admin", [("role", "Zhou", "", "member")]),
        ("Lin made Zhou an admin", [("role", "Zhou", "Lin", "admin")]),
        ("Lin dismissed Zhou as admin", [("role", "Zhou", "Lin", "member")]),
        ("+86 138 0000 0001 changed to +86 139 0000 0002",
         [("rename", "+86 138 0000 0001", "", "+86 139 0000 0002")]),
        ("Lin pinned a message", [("pin", "Lin", "Lin", "")]),
        ("林 已添加 周", [join("周", "林")]),
        ("周 已加入", [join("周")]),
        ("周 已離開", [leave("周")]),
        ("周 使用此群组的邀请链接加入", [join("周")]),
        ("您将 周 移出了群组", [leave("周", YOU)]),
        ("您已被添加至群组", [join(YOU)]),
        ("林小满添加了周一川和沈知秋", [join("周一川", "林小满"), join("沈知秋", "林小满")]),
        ("林小满添加了小和尚", [join("小和尚", "林小满")]),
        ("林小满添加了周一川、沈知秋和其他2人",
         [join("周一川", "林小满"), join("沈知秋", "林小满")]),
        ("林小滿已將周一川從群組中移除", [leave("周一川", "林小滿")]),
        # Telegram
        ("Zhou joined the group via invite link", [join("Zhou")]),
        ("Lin added Zhou to the group", [join("Zhou", "Lin")]),
        ("Zhou left the group", [leave("Zhou")]),
        ("Lin pinned \"Rules\"", [("pin", "Lin", "Lin", "")]),
        ("Zhou changed their nickname to Yichuan", [("rename", "Zhou", "", "Yichuan")]),
        ("Lin transferred group ownership to Zhou", [("role", "Zhou", "Lin", "owner")]),
        # LINE
        ("Lin invited Zhou to the group.", [("invite", "Zhou", "Lin", "")]),
        ("Zhou joined the group.", [join("Zhou")]),
        ("周一川已加入群組。", [join("周一川")]),
        ("林小滿邀請周一川加入群組", [("invite", "周一川", "林小滿", "")]),
        ("林さんが周さんをグループに招待しました。", [("invite", "周さん", "林さん", "")]),
        ("小満が一川を招待しました。", [("invite", "一川", "小満", "")]),
        ("周さんがグループに参加しました。", [join("周さん")]),
        ("周さんが参加しました。", [join("周さん")]),
        ("周さんがグループの招待リンクから参加しました", [join("周さん")]),
        ("林小滿已新增周一川至群組。", [join("周一川", "林小滿")]),
        ("林小滿已將周一川退出群組", [leave("周一川", "林小滿")]),
        ("林小满已将周一川添加至群。", [join("周一川", "林小满")]),
        ("周一川已退群。", [leave("周一川")]),
        ("林小滿已邀請周一川加入群組", [("invite", "周一川", "林小滿", "")]),
        ("林小滿邀請周一川加入", [join("周一川", "林小滿")]),
        ("大将军退出群聊", [leave("大将军")]),
        ("林小滿讓周一川退出了群組", [leave("周一川", "林小滿")]),
        ("周さんがグループを退会しました。", [leave("周さん")]),
        ("林さんが周さんをグループから退会させました。", [leave("周さん", "林さん")]),
    ],
)  # fmt: skip
def test_what_a_line_tells(line: str, expected: list[Told]) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lin hat Zhou, Shen und Nan hinzugefügt",
         [join("Zhou", "Lin"), join("Shen", "Lin"), join("Nan", "Lin")]),
        ("Lin hat dich hinzugefügt", [join(YOU, "Lin")]),
        ("Du hast Zhou hinzugefügt", [join("Zhou", YOU)]),
        ("Du wurdest hinzugefügt", [join(YOU)]),
        ("Zhou ist der Gruppe über den Einladungslink beigetreten", [join("Zhou")]),
        ("Lin hat Zhou entfernt", [leave("Zhou", "Lin")]),
        ("Zhou wurde entfernt", [leave("Zhou")]),
        ("Zhou hat die Gruppe verlassen", [leave("Zhou")]),
        ("Du bist jetzt ein Gruppenadmin", [("role", YOU, "", "admin")]),
        ("Lin añadió a Zhou y Shen", [join("Zhou", "Lin"), join("Shen", "Lin")]),
        ("Lin te añadió", [join(YOU, "Lin")]),
        ("Añadiste a Zhou", [join("Zhou", YOU)]),
        ("Zhou se unió usando el enlace de invitación de este grupo.", [join("Zhou")]),
        ("Lin eliminó a Zhou", [leave("Zhou", "Lin")]),
        ("Zhou salió del grupo", [leave("Zhou")]),
        ("Lin a ajouté Zhou", [join("Zhou", "Lin")]),
        ("Vous avez ajouté Zhou", [join("Zhou", YOU)]),
        ("Zhou a quitté le groupe", [leave("Zhou")]),
        ("Lin ha aggiunto Zhou", [join("Zhou", "Lin")]),
        ("Zhou ha abbandonato il gruppo", [leave("Zhou")]),
        ("Lin adicionou você", [join(YOU, "Lin")]),
        ("Zhou entrou usando o link de convite deste grupo", [join("Zhou")]),
        ("Zhou saiu", [leave("Zhou")]),
        ("Lin heeft Zhou toegevoegd", [join("Zhou", "Lin")]),
        ("Zhou heeft de groep verlaten", [leave("Zhou")]),
        ("Lin добавил(-а) Zhou", [join("Zhou", "Lin")]),
        ("Zhou вышел(-ла) из группы", [leave("Zhou")]),
        ("Lin, Zhou kişisini ekledi", [join("Zhou", "Lin")]),
        ("Zhou gruptan ayrıldı", [leave("Zhou")]),
        ("Lin menambahkan Zhou", [join("Zhou", "Lin")]),
        ("Zhou keluar", [leave("Zhou")]),
        ("민수님이 지영님을 초대했습니다.", [("invite", "지영", "민수", "")]),
        ("지영님이 들어왔습니다.", [join("지영")]),
        ("지영님이 나갔습니다.", [leave("지영")]),
        ("Lin te eliminó", [leave(YOU, "Lin")]),
        ("Saliste del grupo", [leave(YOU)]),
        ("Se añadió a Zhou", [join("Zhou")]),
        ("Se te añadió al grupo.", [join(YOU)]),
        ("Te uniste mediante el enlace de invitación de este grupo.", [join(YOU)]),
        ("Lin fijó un mensaje.", [("pin", "Lin", "Lin", "")]),
        ("Fijaste un mensaje.", [("pin", YOU, YOU, "")]),
        ("Você saiu", [leave(YOU)]),
        ("Lin removeu você", [leave(YOU, "Lin")]),
        ("Você foi adicionado(a)", [join(YOU)]),
        ("Você entrou usando o link de convite do grupo", [join(YOU)]),
        ("Lin fixou uma mensagem", [("pin", "Lin", "Lin", "")]),
        ("Du hast die Gruppe verlassen", [leave(YOU)]),
        ("Du hat Zhou entfernt", [leave("Zhou", "Du")]),
        ("Du keluar", [leave("Du")]),
        ("Du bist über den Gruppenlink beigetreten.", [join(YOU)]),
        ("Vous avez quitté le groupe", [leave(YOU)]),
        ("Lin vous a retiré", [leave(YOU, "Lin")]),
        ("Hai abbandonato il gruppo", [leave(YOU)]),
        ("Lin ti ha rimosso", [leave(YOU, "Lin")]),
        ("Вы вышли", [leave(YOU)]),
        ("Lin удалил(-а) вас", [leave(YOU, "Lin")]),
        ("Anda keluar", [leave(YOU)]),
        ("Anda ditambahkan", [join(YOU)]),
        ("สมชาย เพิ่ม สมหญิง เข้ากลุ่ม", [join("สมหญิง", "สมชาย")]),
        ("สมหญิง เข้าร่วมกลุ่ม", [join("สมหญิง")]),
        ("สมหญิง ออกจากกลุ่ม", [leave("สมหญิง")]),
    ],
)  # fmt: skip
def test_what_a_line_tells_in_other_languages(line: str, expected: list[Told]) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "林小满修改群名为“早起读书会”",
        "林小满修改了群名称为“早起”",
        "群聊名称修改为“早起读书会”",
        "Lin changed the group name to “Readers”",
        'Lin changed the subject from "A" to "B added C"',
        'Lin changed the group name to "Zhou left"',
        "“林小满”想邀请1位朋友加入群聊",
        "周一川申请加入本群",
        "林小满邀请周一川加入群聊，等待群主确认",
        "Zhou requested to join",
        "林小满取消了置顶消息",
        "你已添加了周一川，现在可以开始聊天了。",
        "周一川添加你为好友",
        "林小满添加了群公告",
        "林小满移除了此群组的图标",
        "林小滿新增了 3 則公告",
        "林小满删除了一条消息",
        "林小满添加了机器人“小助手”",
        "Lin unpinned a message",
        "Lin changed the group's name to Readers.",
        "Lin added this group to the community: Readers",
        "Lin removed the group description",
        "Lin added a poll",
        "Lin removed 2 messages",
        "林小满撤回了一条消息",
        "You deleted this message",
        "Messages and calls are end-to-end encrypted.",
        "Lin created group “Readers”",
        "Lin changed this group's icon",
        "林小满拍了拍周一川",
        "Lin hat das Gruppenbild entfernt",
        "Lin a supprimé la description du groupe",
        "你领取了林小满的红包",
        "周一川领取了你的红包",
        "以下是新消息",
        "",
        "退出了群聊",
    ],
)
def test_what_tells_of_no_one(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("小和尚", "林小满邀请周一川、小和尚加入了群聊"),
        ("平和", "“平和”加入了群聊"),
        ("Sunshine and Rain", "“Sunshine and Rain”加入了群聊"),
        ("爱邀请的人", "“爱邀请的人”加入了群聊"),
        ("名字(带(嵌套)括号)", "名字(带(嵌套)括号) (0012345)加入本群"),
        ("🏸周末 约", "“🏸周末 约”退出了群聊"),
    ],
)
def test_names_that_look_like_words(name: str, line: str) -> None:
    assert name in {person for _kind, person, *_rest in told(line)}


def test_ids_behind_names() -> None:
    (event,) = read_events(7, "林小满(10001)邀请周一川(10002)加入了本群。")
    assert (event.person, event.by) == (("10002", "周一川"), ("10001", "林小满"))


NAMES = st.text(
    st.characters(blacklist_categories=["C", "Z", "P", "S"]), min_size=1, max_size=12
).filter(lambda name: not any(sign in name for sign in "和与與及你您我群等的被将將把已"))


@given(who=NAMES, by=NAMES)
def test_any_quoted_names(who: str, by: str) -> None:
    if who.lower() in {"you", "your", "i", "admin"} or by.lower() in {"you", "your", "i", "admin"}:
        return
    expected = [join(who, by if by != who else "")]
    assert told(f'"{by}"邀请"{who}"加入了群聊') == expected
    assert told(f"“{by}” invited “{who}” to the group chat") == expected


@given(st.text(max_size=600))
def test_any_text_is_read(text: str) -> None:
    for event in read_events(7, text):
        assert event.at == 7
        assert any(event.person)


@pytest.mark.parametrize("line", ["群聊" + " " * 498, "取消 " * 166, "被本群" * 166, '"' * 500])
def test_a_line_made_to_last_does_not(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('"小满" 撤回了一条消息', Kind.RECALL), ("你收回了一則訊息", Kind.RECALL),
        ('"小滿"收回了一則訊息', Kind.RECALL), ("You recalled a message", Kind.RECALL),
        ("管理员撤回了一条成员消息", Kind.RECALL), ('"小满"邀请"一川"加入了群聊', Kind.SYSTEM),
        ("群主收回了管理权限", Kind.SYSTEM),
    ],
)  # fmt: skip
def test_messages_that_were_taken_back(line: str, kind: Kind) -> None:
    assert line_kind(line) is kind
