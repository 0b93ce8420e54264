"""What chat programs write where a message is no text: `[图片]`, `[Photo]`, `[スタンプ]`."""

from __future__ import annotations

import re
from functools import lru_cache

from qunmate.model import Kind

_WORDS = {
    Kind.IMAGE: "图片|圖片|照片|相片|写真|画像|사진|รูป|ภาพ|foto|image|photo|photos|picture",
    Kind.VOICE: "语音|語音|语音信息|音频|音頻|語音訊息|ボイスメッセージ|음성 메시지"
    "|ข้อความเสียง|voice|audio|voice message",
    Kind.VIDEO: "视频|視頻|短视频|小视频|影片|動画|동영상|วิดีโอ|video|videos",
    Kind.FILE: "文件|檔案|档案|群文件|ファイル|파일|ไฟล์|file",
    Kind.EMOJI: "表情|动画表情|動畫表情|GIF表情|表情包|大表情|商城表情|贴图|貼圖|スタンプ"
    "|스티커|สติกเกอร์|stiker|sticker|stickers|emoji|gif|face",
    Kind.LINK: "链接|連結|网页|公众号文章|link",
    Kind.LOCATION: "位置|位置信息|位置資訊|实时位置|共享实时位置|位置情報"
    "|위치|ตำแหน่ง|lokasi|location",
    Kind.RED_PACKET: "红包|紅包|红包封面|微信红包|QQ红包|red packet",
    Kind.TRANSFER: "转账|轉賬|轉帳|transfer",
    Kind.POKE: "戳一戳|拍一拍|窗口抖动|poke",
    Kind.CALL: "通话|通話|语音通话|视频通话|語音通話|音视频通话|call",
    Kind.SHARE: "分享|小程序|小程式|视频号|音乐|音樂|音乐分享|卡片|投票|接龙|接龍|群公告|公告"
    "|ノート|アルバム|相簿|相册|記事本|记事本|share|album|note|notes|poll",
    Kind.FORWARD: "聊天记录|聊天記錄|合并转发|转发消息|合并转发的聊天记录|chat history",
    Kind.CONTACT: "名片|个人名片|個人名片|連絡先|聯絡資訊|연락처|ผู้ติดต่อ|kontak|contact|contact card",
}
_TYPES = {
    Kind.TEXT: "文本|文字|纯文本|text",
    Kind.SYSTEM: "系统|系統|系统通知|系统提示|邀请加群|system|notice",
    Kind.RECALL: "撤回|撤回消息|recall|revoke",
    Kind.REPLY: "引用|回复|回覆|引用回复|quote|reply",
}
# what exporters write where they could not tell what a message was
_UNTOLD = "其他|无文本内容|空|空消息|未知"
# what the longer names of kinds hold: 带有引用的文本消息, 合并转发的聊天记录; the first counts
_PARTS = (
    ("引用", Kind.REPLY),
    ("合并转发", Kind.FORWARD),
    ("聊天记录", Kind.FORWARD),
    ("红包", Kind.RED_PACKET),
    ("转账", Kind.TRANSFER),
    ("拍一拍", Kind.POKE),
    ("小程序", Kind.SHARE),
    ("视频号", Kind.SHARE),
    ("公告", Kind.SHARE),
    ("接龙", Kind.SHARE),
    ("音乐", Kind.SHARE),
    ("链接", Kind.LINK),
    ("图文", Kind.LINK),
    ("表情", Kind.EMOJI),
    ("名片", Kind.CONTACT),
    ("位置", Kind.LOCATION),
    ("通话", Kind.CALL),
    ("撤回", Kind.RECALL),
    ("系统", Kind.SYSTEM),
    ("文件", Kind.FILE),
    ("图片", Kind.IMAGE),
    ("语音", Kind.VOICE),
    ("视频", Kind.VIDEO),
    ("地图", Kind.LOCATION),
    ("推荐公众号", Kind.CONTACT),
    ("分享", Kind.SHARE),
)
_KINDS = {word.lower(): kind for kind, words in _WORDS.items() for word in words.split("|")}
# [语音 7秒], [表情包：好的], [image、file消息]
_ASIDE = re.compile(r"[:：|、]|\s+(?=\d+(?:\.\d+)?\s*(?:秒|s|″|\"|分)|\d+:\d\d)|\s+-\s")
_BRACKETS = {"[": "]", "【": "】", "<": ">"}
_NAMED = _KINDS | {word: kind for kind, words in _TYPES.items() for word in words.split("|")}
_SHOWN = _KINDS | dict.fromkeys(_UNTOLD.split("|"), Kind.OTHER)
# kinds of which more is told behind the bracket: a file's name, an amount, a title
_TITLED = frozenset(
    {Kind.FILE, Kind.LINK, Kind.SHARE, Kind.CONTACT, Kind.LOCATION}
    | {Kind.RED_PACKET, Kind.TRANSFER, Kind.CALL, Kind.FORWARD}
)
_LASTING = frozenset({Kind.VOICE, Kind.VIDEO})
_LENGTH = re.compile(r"\s*(?:\d+(?:\.\d+)?\s*(?:秒|s|″|\")|\d+:\d\d(?::\d\d)?)\s*")


@lru_cache(maxsize=1_000)
def kind_named(word: str) -> Kind | None:
    """The kind that a column of types tells: `文本消息`, `图片`, `Image`; None if unknown."""
    word = word.strip().strip("[]【】").lower()
    found = _NAMED.get(word, _NAMED.get(_bare(word)))
    if found is None and not word.isascii():
        found = next((kind for part, kind in _PARTS if part in word), None)
    return found


def _bare(word: str) -> str:
    return word.removesuffix("消息").removesuffix("訊息")


def kind_of(text: str) -> Kind:
    """The kind of a message by its text: what one bracket alone stands for, or with more about
    it behind, such as a file's name; TEXT for all else, OTHER for nothing at all."""
    closing = _BRACKETS.get(text[:1])
    if closing is None:
        return Kind.TEXT if text else Kind.OTHER
    word, found, rest = text[1:300].partition(closing)
    if not found or "\n" in word:
        return Kind.TEXT
    kind = _in_bracket(_ASIDE.split(word, maxsplit=1)[0].strip().lower())
    if kind is None or not rest.strip():
        return Kind.TEXT if kind is None else kind
    more = kind in _TITLED or (kind in _LASTING and _LENGTH.fullmatch(rest))
    return kind if more and closing == "]" else Kind.TEXT


def _in_bracket(word: str) -> Kind | None:
    """Also of `图片消息`, `图片1` and `表情14`."""
    return _SHOWN.get(word) or _SHOWN.get(_bare(word)) or _SHOWN.get(word.rstrip("0123456789"))
