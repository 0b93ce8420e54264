"""Which column of a sheet is which field: proposals from headings and from contents."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from qunmate.errors import UserError
from qunmate.roster import cells
from qunmate.roster.cells import narrow

FIELDS = (
    "name", "nickname", "wechat", "qq", "id", "phone", "city", "trade", "birthday", "gender",
    "role", "joined_on", "left_on", "invited_by", "expires_on", "tags", "strengths", "needs",
    "notes",
)  # fmt: skip
CUSTOM = "custom:"
CARD = "card"  # our own export's number of the card and its group
GROUP = "group"  # of a sheet of several groups, such as our own export
IGNORED = ""
SEVERAL = frozenset({"wechat", "qq", "id", "tags"})  # fields that several columns may feed
PERSON = frozenset({"name", "nickname", "wechat", "qq", "id", "phone", CARD})
CARD_HEADING = "QunMate ID"
GROUP_HEADING = "QunMate 群"

_TRADITIONAL = str.maketrans(
    "暱稱號碼電話聯絡繫機時間標籤備註職業務區員請薦來離開會員於領羣帳戶長擅優勢資訊說"
    "個聯產種類別級現駐國進實際單歲農曆陽曆滿內興趣與專給幾為這",
    "昵称号码电话联络系机时间标签备注职业务区员请荐来离开会员于领群账户长擅优势资讯说"
    "个联产种类别级现驻国进实际单岁农历阳历满内兴趣与专给几为这",
)
_HEADINGS: dict[str, str] = {
    "name": "姓名 名字 真实姓名 真名 名称 称呼 成员 成员姓名 会员姓名 学员姓名 学员 会员名 成员名称"
    " name fullname realname membername member",
    "other_name": "收货人 收件人 联系人 付款人 购买人 买家 报名人 客户 客户姓名 联系人姓名"
    " customer buyer",
    "nickname": "群昵称 群名片 群内昵称 本群昵称 我在本群的昵称 群内名称 群内名 groupnickname"
    " groupcard"
    " groupname card",
    "account": "昵称 微信昵称 微信名 微信名称 网名 qq昵称 用户昵称 用户名 花名 nickname nick"
    " displayname"
    " accountname username alias screenname",
    "wechat": "微信号 微信 微信id 微信账号 微信号码 wxid wechat wechatid weixin wechatno"
    " 微信wxid vx"
    " wx wx号",
    "qq": "qq qq号 qq号码 qq账号 企鹅号 qqid qqnumber",
    "id": "账号 账户 用户id id 平台id 成员id 账号id platformid userid memberid uid account"
    " accountid"
    " telegramid discordid slackid lineid 企业微信账号 发送者账号id 钉钉号 飞书账号",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 手机电话 电话手机"
    " mobile"
    " phone tel telephone cell cellphone phonenumber mobilephone phoneno 联系手机",
    "city": "城市 地区 所在地 所在城市 所在地区 常驻城市 居住城市 居住地 现居地 现居城市 省市"
    " 坐标 城市地区"
    " city location region area town 所在省市",
    "trade": "行业 职业 所属行业 从事行业 行业职业 职业行业 所在行业 岗位 职位 工作 industry"
    " occupation"
    " trade profession job jobtitle",
    "birthday": "生日 出生日期 出生年月 出生年月日 birthday birthdate birth dateofbirth dob",
    "gender": "性别 gender sex",
    "role": "群职务 职务 群角色 群身份 角色 身份 群内职务 群内身份 发送者身份 role grouprole",
    "joined_on": "入群时间 入群日期 加入时间 加入日期 加群时间 加群日期 进群时间 进群日期"
    " 入会时间 入会日期"
    " 入群 加入群时间 入群日 joineddate joiningdate"
    " dateofjoining membersince joined joinedon joindate joinedat datejoined jointime joinedtime",
    "left_on": "退群时间 退群日期 离开时间 离开日期 离群时间 离群日期 退出时间 退出日期 left"
    " lefton leftat"
    " leavedate leavetime leftdate",
    "invited_by": "邀请人 推荐人 介绍人 引荐人 来源 邀请者 推荐者 拉群人 invitedby inviter referrer"
    " referredby referral source",
    "expires_on": "到期 到期时间 到期日 到期日期 有效期 有效期至 有效期限 会员到期"
    " 会员到期时间 会员到期日"
    " 会员有效期 截止日期 过期时间 expires expireson expiry expirydate expiration validuntil"
    " expirationdate expiresat",
    "tags": "标签 标记 成员标签 用户标签 tag tags label labels",
    "strengths": "特长 擅长 优势 技能 资源 可提供 能提供 我能提供 可提供资源 能力 strengths"
    " strength"
    " skills skill offers",
    "needs": "需求 诉求 期望 想要 我需要 需要 所需资源 needs need wants",
    "notes": "备注 备注信息 说明 附注 其他 note notes remark remarks comment comments memo",
    IGNORED: "序号 编号 行号 no number index sn 序"
    " 未导入的原因 未匯入的原因 原表行号 原表列号 whynottakenin rowofthesheet",
    CARD: "qunmateid",
    GROUP: "qunmate群 群 群聊 群名称 群聊名称 所在群 所属群 所在群聊 所属群聊",
}  # fmt: skip
_BY_HEADING = {word: field for field, row in _HEADINGS.items() for word in row.split()}
KNOWN_HEADINGS = frozenset(_BY_HEADING)
# said inside longer headings such as “您的手机号（必填）”; only believed where the contents agree
_PARTS = (
    ("微信号", "wechat"), ("微信昵称", "account"), ("群昵称", "nickname"), ("qq号", "qq"),
    ("手机", "phone"), ("电话", "phone"), ("姓名", "name"), ("昵称", "account"), ("称呼", "name"),
    ("邀请人", "invited_by"), ("推荐人", "invited_by"), ("入群", "joined_on"),
    ("退群", "left_on"), ("到期", "expires_on"), ("生日", "birthday"), ("出生", "birthday"),
    ("性别", "gender"), ("城市", "city"), ("地区", "city"), ("行业", "trade"), ("职业", "trade"),
    ("标签", "tags"), ("擅长", "strengths"), ("需求", "needs"), ("备注", "notes"),
)  # fmt: skip
_DOUBTFUL = frozenset(
    {"身份", "角色", "职务", "id", "uid", "role", "联系方式", "account", "source", "微信"}
)
_CHANNEL = re.compile(
    r"微信|朋友|公众号|公眾號|视频号|抖音|快手|小红书|小紅書|知乎|微博|b站|豆瓣|链接|連結|扫码|掃碼"
    r"|二维码|直接|访问|搜索|推荐|推薦|介绍|介紹|其他|线下|線下|活动|活動|官网|百度|海报|广告|廣告"
    r"|直播|课程|表单|\b(?:qq|line|wechat|tiktok|facebook|instagram|friends?|search|website|link|ads?"
    r"|events?|online|other)\b"
)
_LEAD = re.compile(r"^(?:q?\d+[.、)）:：]|您的|你的|请填写|请输入|请选择|填写|本人)+")
_LONGEST = 200  # what is said beyond makes no heading
WIDEST = 200  # columns: beyond them no sheet tells of people what its headings don't say
_ASKED = re.compile(r"^(?:whatisyour|whatsyour|pleaseenteryour|enteryour|your)(?=[a-z]{2})")
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：_\-—/、·.#?？!！\"'“”]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `label` names it in mappings: its heading, made unique, or
    its letter; `samples` are some of its filled cells, from the top."""

    index: int
    label: str
    heading: str | None
    samples: tuple[Any, ...]


def letter(index: int) -> str:
    """A, B, … Z, AA: the column's name in a spreadsheet."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain_heading(cell: Any) -> str:
    """A heading without case, spaces, signs and asides, in simplified characters."""
    return _plain(cells.seen(cells.text(cell) or "")[:_LONGEST])


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    heading = narrow(text).lower().translate(_TRADITIONAL)
    bare = _ASKED.sub("", _NOISE.sub("", _LEAD.sub("", _ASIDE.sub("", heading).strip())))
    return bare or _NOISE.sub("", heading)


def field_of_heading(cell: Any) -> str | None:
    """The field a heading names (also "account", "other_name", CARD, GROUP, IGNORED), None if
    unknown."""
    return _BY_HEADING.get(plain_heading(cell)) if isinstance(cell, str) else None


def reads_as_custom(key: str) -> bool:
    """Whether a heading that is the name of a custom field would be read as that field."""
    plain = plain_heading(key)
    return (
        plain not in _BY_HEADING
        and not any(part in plain for part, _field in _PARTS)
        and not key.startswith(CUSTOM)
        and not cells.stays_text(key)
        and key == " ".join((cells.text(key) or "").split())
    )


def heading_key(row: Iterable[Any]) -> str:
    """Names the headings of a row, whatever their order: what a mapping is remembered by."""
    headings = sorted(filter(None, map(plain_heading, row)))
    return hashlib.sha256("\x1f".join(headings).encode()).hexdigest()[:16]


def propose(
    columns: Sequence[Column],
    *,
    chosen: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Label → field for every column: what was chosen, else remembered, else recognised.

    Columns with a heading that is not known are kept as custom fields. UserError if
    `chosen` names a column or a field that isn't there.
    """
    _check_chosen(columns, chosen or {})
    fixed = {**_still_there(columns, remembered or {}), **(chosen or {})}
    found: dict[str, str] = {}
    taken = set(fixed.values())
    told = Counter(field_of_heading(column.heading) for column in columns)
    for column in columns:
        field = fixed.get(column.label)
        if field is None:
            field = _recognise(column, told, taken)
            if field in taken and field not in SEVERAL and field != IGNORED:
                field = _kept(column)
            taken.add(field)
        found[column.label] = field
    return _with_name(columns, found, fixed)


def _with_name(
    columns: Sequence[Column], found: dict[str, str], fixed: Mapping[str, str]
) -> dict[str, str]:
    """Without headings the first column of short texts holds the names, if other columns
    show that these are people, or if it is the only one: a list of names."""
    bare = [one for one in columns if one.heading is None and one.label not in fixed]
    guessed = {found[one.label] for one in bare} - {IGNORED}
    if (not guessed and len(columns) > 1) or {"name", "nickname"} & set(found.values()):
        return found
    for column in bare:
        if found[column.label] == IGNORED and _mostly(_is_short_text, column.samples):
            return {**found, column.label: "name"}
    return found


def _check_chosen(columns: Sequence[Column], chosen: Mapping[str, str]) -> None:
    labels = [column.label for column in columns]
    for label, field in chosen.items():
        if label not in labels:
            raise UserError("column_unknown", column=label, columns=labels)
        named = field.startswith(CUSTOM) and len(field) > len(CUSTOM)
        if not named and field not in (*FIELDS, CARD, GROUP, IGNORED):
            raise UserError("field_unknown", field=field, fields=FIELDS)


def _still_there(columns: Sequence[Column], remembered: Mapping[str, str]) -> dict[str, str]:
    labels = {column.label for column in columns}
    return {label: field for label, field in remembered.items() if label in labels}


def _recognise(column: Column, told: Counter[str | None], taken: set[str]) -> str:
    """`told`: the fields that the headings of all columns name, and how many of them each."""
    if column.heading is None:
        return _guess(column, taken) if column.index < WIDEST else IGNORED
    if column.heading.startswith(CUSTOM) and len(column.heading) > len(CUSTOM):
        return column.heading if column.samples else IGNORED
    field = field_of_heading(column.heading)
    if field is None:
        field = _from_parts(column)
    elif plain_heading(column.heading) in _DOUBTFUL and not _agrees(field, column.samples):
        field = None
    if field == "account":
        field = _account_name(told, taken)
    elif field == "other_name":
        field = None if told["name"] or "name" in taken else "name"
    elif field == "invited_by" and plain_heading(column.heading) in {"来源", "source"}:
        field = None if told["invited_by"] > 1 or _mostly(_is_channel, column.samples) else field
    return _kept(column) if field is None else field


def _account_name(told: Counter[str | None], taken: set[str]) -> str | None:
    """昵称 is the name in the group, unless another column tells that one."""
    if not told["nickname"] and "nickname" not in taken:
        return "nickname"
    return None if told["name"] or "name" in taken else "name"


def _kept(column: Column) -> str:
    return CUSTOM + column.label if column.heading and column.samples else IGNORED


def _from_parts(column: Column) -> str | None:
    heading = plain_heading(column.heading)
    for part, field in _PARTS:
        if part in heading and len(heading) <= len(part) + 8 and _agrees(field, column.samples):
            return field
    return None


def _agrees(field: str, samples: Sequence[Any]) -> bool:
    """Whether most of the samples are what the field holds."""
    if not samples:
        return True
    test = _TESTS.get(field)
    return test is None or 2 * sum(map(test, samples)) >= len(samples)


def _is_phone(cell: Any) -> bool:
    return isinstance(cells.phone(cell), str) and len(str(cells.phone(cell))) >= 7


def _is_mobile(cell: Any) -> bool:
    found = cells.phone(cell)
    return isinstance(found, str) and re.fullmatch(r"1[3-9]\d{9}", found) is not None


def _is_id(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(len(one) >= 5 and one.isascii() for one in found)


def _is_qq(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(re.fullmatch(r"[1-9]\d{4,10}", one) for one in found)


def _is_wxid(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(
        re.fullmatch(r"(?:wxid_|[a-zA-Z])[\w-]{5,}", one) for one in found
    )


def _is_day(cell: Any) -> bool:
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and bool(
        re.match(r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]", narrow(cell))
    )


def _is_role(cell: Any) -> bool:
    return isinstance(cells.role(cell), str)


def _is_gender(cell: Any) -> bool:
    found = cells.gender(cell)
    return isinstance(found, str) and found in {"male", "female"}


def _is_channel(cell: Any) -> bool:
    """How somebody found the group: nobody's name."""
    return _CHANNEL.search(narrow(cells.text(cell) or "").lower()) is not None


def _is_short_text(cell: Any) -> bool:
    value = cells.text(cell)
    return isinstance(cell, str) and value is not None and len(value) <= 30


_TESTS = {
    "phone": _is_phone,
    "qq": _is_qq,
    "wechat": _is_wxid,
    "id": _is_id,
    "role": _is_role,
    "gender": _is_gender,
}
_GUESSES = (
    ("phone", _is_mobile),
    ("role", _is_role),
    ("gender", _is_gender),
    ("joined_on", _is_day),
    ("qq", _is_qq),
    ("wechat", _is_wxid),
)


def _guess(column: Column, taken: set[str]) -> str:
    """The field of a column without a heading, by what most of its cells look like."""
    for field, test in _GUESSES:
        if field not in taken and _mostly(test, column.samples):
            return field
    return IGNORED


def _mostly(test: Callable[[Any], bool], samples: Sequence[Any]) -> bool:
    return bool(samples) and 10 * sum(map(test, samples)) >= 8 * len(samples)
