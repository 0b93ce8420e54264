"""What people write for kinds, statuses and columns, in Chinese and English."""

from __future__ import annotations

import re

from qunmate.alike import fold
from qunmate.model import PLAN_KINDS, PLAN_STATUSES

FIELDS = {
    "uid": ("编号", "編號", "id", "uid"),
    "date": ("日期", "发布日期", "發佈日期", "推送日期", "date", "day", "日子", "排期",
             "start date"),
    "time": ("时间", "時間", "发布时间", "發佈時間", "推送时间", "开始时间", "開始時間", "时段",
             "time", "start", "start time", "开始", "begins"),
    "end": ("结束时间", "結束時間", "结束", "結束", "end", "end time", "ends"),
    "groups": ("群", "群名", "群名称", "群名稱", "社群", "群组", "群聊", "所在群", "group",
               "groups"),
    "kind": ("类型", "類型", "内容类型", "內容類型", "类别", "類別", "栏目", "欄目", "板块",
             "形式", "kind", "type", "category"),
    "title": ("标题", "標題", "主题", "主題", "选题", "選題", "活动", "活动名称", "名称",
              "事项", "title", "topic", "subject", "name", "summary"),
    "text": ("内容", "內容", "文案", "推送内容", "正文", "话术", "話術", "发布内容", "text",
             "content", "copy", "description"),
    "link": ("链接", "連結", "网址", "素材", "图片", "圖片", "海报", "link", "url", "picture"),
    "speaker": ("负责人", "負責人", "主讲", "主讲人", "主講人", "讲师", "講師", "嘉宾", "嘉賓",
                "分享人", "主持人", "讲者", "speaker", "owner", "host", "who"),
    "status": ("状态", "狀態", "进度", "進度", "完成情况", "是否完成", "status", "state",
               "done"),
    "rrule": ("重复", "重複", "周期", "repeat", "rrule", "recurrence"),
    "series": ("系列", "series"),
    "result": ("结果", "結果", "效果", "数据", "复盘", "備註", "备注", "result", "notes",
               "remark"),
}  # fmt: skip
KINDS = {
    "greeting": ("问候", "問候", "早安", "晚安", "早报", "早安问候", "早报/早安",
                 "good morning"),
    "festival": ("节日", "節日", "节气", "節氣", "节日问候", "holiday"),
    "topic": ("话题", "話題", "讨论", "討論", "话题讨论", "互动话题", "discussion", "question"),
    "knowledge": ("干货", "乾貨", "知识", "知識", "资讯", "资料", "文章", "干货分享", "article",
                  "tip"),
    "sharing": ("分享", "嘉宾分享", "轮值分享", "群友分享", "talk", "share"),
    "lecture": ("课程", "課程", "讲座", "講座", "直播", "专题课", "公开课", "live", "class",
                "course"),
    "offer": ("福利", "优惠", "優惠", "促销", "促銷", "活动福利", "秒杀", "抽奖", "团购", "團購",
              "拼团", "promotion", "sale"),
    "game": ("游戏", "遊戲", "互动", "互動", "小游戏", "互动游戏", "quiz"),
    "check_in": ("打卡", "签到", "簽到", "check-in", "checkin", "check in"),
    "ritual": ("仪式", "儀式", "固定栏目", "欢迎", "自我介绍"),
    "meeting": ("线下", "線下", "线下聚会", "聚会", "聚會", "约球", "沙龙", "offline",
                "offline meeting", "meetup", "meet-up", "meet up"),
    "ad": ("广告", "廣告", "推广", "推廣", "商务", "advert", "advertisement"),
    "notice": ("通知", "公告", "群公告", "群规", "announcement"),
}  # fmt: skip
STATUSES = {
    "idea": ("想法", "构思", "構思", "选题中", "灵感"),
    "draft": ("草稿", "待定", "待写", "待办", "待辦", "未开始", "未開始", "未完成", "否",
              "todo", "open", "未发", "筹备中", "进行中", "in progress", "no"),
    "ready": ("就绪", "就緒", "已备好", "已備好", "准备好", "已准备", "待发", "待發", "待发布",
              "已備妥", "已确认", "已審核", "已审核", "scheduled", "confirmed"),
    "done": ("完成", "已完成", "已发", "已發", "已发布", "已發佈", "已推送", "是", "√", "✓",
             "✔", "yes", "sent", "posted", "finished"),
    "skipped": ("跳过", "跳過", "略過", "取消", "作废", "未发布", "skip"),
    "cancelled": ("已取消", "cancelled", "canceled"),
}  # fmt: skip
FIELD_NAMES = tuple(FIELDS)
_SEPARATORS = " \t\n:：*"


def plain(cell: object) -> str:
    """A heading or a word without case, spaces and signs around it, in simplified characters."""
    text = "" if cell is None else str(cell)
    text = text.split("(")[0].split("（")[0] if not text.startswith(("(", "（")) else text
    return fold(" ".join(text.split()).strip(_SEPARATORS))


def _table(words: dict[str, tuple[str, ...]], own: tuple[str, ...]) -> dict[str, str]:
    found = {fold(one): key for key, many in words.items() for one in many}
    return {**found, **{key: key for key in own}}


_FIELD_OF = _table(FIELDS, FIELD_NAMES)
_KIND_OF = _table(KINDS, PLAN_KINDS)
_STATUS_OF = _table(STATUSES, (*PLAN_STATUSES, "cancelled"))


def field_of(heading: object) -> str | None:
    return _FIELD_OF.get(plain(heading))


def kind_of(word: object) -> str | None:
    """Also where the word only begins or ends with one that we know."""
    said = plain(word)
    if said in _KIND_OF:
        return _KIND_OF[said]
    if len(said) > 40:
        return None
    known = [(len(one), kind) for one, kind in _KIND_OF.items() if _holds(said, one)]
    return max(known)[1] if known else None


def _holds(said: str, word: str) -> bool:
    """Latin words are apart from one another, Chinese ones are not."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", said) is not None
    return len(word) > 1 and word in said


def status_of(word: object) -> str | None:
    return _STATUS_OF.get(plain(word))
