"""The words of roster sheets in each language: headings, roles, genders.

They are part of the file format (mapping.py and cells.py must know every one of them), so
they stand here and not among the translations.
"""

from __future__ import annotations

from qunmate.roster.mapping import CARD, CARD_HEADING, GROUP, GROUP_HEADING

_FIELDS = (
    "nickname", "name", "wechat", "qq", "id", "phone", "city", "trade", "birthday", "gender",
    "role", "joined_on", "left_on", "invited_by", "expires_on", "tags", "strengths", "needs",
    "notes",
)  # fmt: skip
_HEADINGS = {
    "zh_CN": "群昵称 姓名 微信号 QQ号 账号 手机 城市 行业 生日 性别 群职务 入群时间 退群时间"
    " 邀请人 到期时间"
    " 标签 特长 需求 备注",
    "zh_TW": "群組暱稱 姓名 微信號 QQ號 帳號 手機 城市 行業 生日 性別 群組職務 入群日期"
    " 退群日期 邀請人 到期日期"
    " 標籤 專長 需求 備註",
    "en": "Group_nickname Name WeChat_ID QQ Account_ID Phone City Trade Birthday Gender"
    " Group_role Joined Left Invited_by Expires Tags Strengths Needs Notes",
}
_ROLES = {
    "zh_CN": {"owner": "群主", "admin": "管理员", "member": "成员"},
    "zh_TW": {"owner": "群主", "admin": "管理員", "member": "成員"},
    "en": {"owner": "owner", "admin": "admin", "member": "member"},
}
_GENDERS = {"en": {"male": "male", "female": "female"}}
_CHINESE_GENDERS = {"male": "男", "female": "女"}


def headings(language: str) -> dict[str, str]:
    """Field → heading, in the order of the columns."""
    said = (word.replace("_", " ") for word in _HEADINGS[language].split())
    return dict(zip(_FIELDS, said, strict=True)) | {GROUP: GROUP_HEADING, CARD: CARD_HEADING}


def roles(language: str) -> dict[str, str]:
    return _ROLES[language]


def genders(language: str) -> dict[str, str]:
    return _GENDERS.get(language, _CHINESE_GENDERS)
