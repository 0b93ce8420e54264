"""The words of a digest: what figures, kinds, stages and parts are called on the page."""

from __future__ import annotations

from qunmate import clock
from qunmate.i18n import N_, _

FIGURES: dict[str, tuple[str, str]] = {  # key -> label, unit
    "messages": (N_("Messages"), "count"),
    "speakers": (N_("Speakers"), "count"),
    "joins": (N_("New friends"), "count"),
    "highlights": (N_("Highlights"), "count"),
    "members": (N_("Members"), "count"),
    "conversations": (N_("Conversations"), "count"),
    "first_reply_seconds": (N_("Typical wait for a reply"), "seconds"),
    "score": (N_("Health score"), "score"),
    "stage": (N_("Stage"), "word"),
    "active_rate": (N_("Active rate"), "share"),
    "stickiness": (N_("Stickiness"), "share"),
    "messages_per_speaker": (N_("Messages per speaker"), "number"),
    "top20_share": (N_("Share of the top 20 %"), "share"),
    "unanswered_rate": (N_("Unanswered conversations"), "share"),
    "leaves": (N_("Left"), "count"),
    "churn_rate": (N_("Churn"), "share"),
    "activation_rate": (N_("Newcomers who spoke in their first week"), "share"),
    "owner_dependency": (N_("Dependence on owner and admins"), "share"),
    "giant_share": (N_("In the main circle"), "share"),
    "dormant": (N_("Dormant"), "count"),
    "ad_share": (N_("Ad share"), "share"),
    "plan_done_rate": (N_("Plan done"), "share"),
    "paid_members": (N_("Paying members"), "count"),
    "renewal_rate": (N_("Renewals"), "share"),
}

PLAN_KINDS = {
    "greeting": N_("Greeting"),
    "festival": N_("Festival"),
    "topic": N_("Topic"),
    "knowledge": N_("Knowledge"),
    "sharing": N_("Sharing"),
    "lecture": N_("Lecture"),
    "offer": N_("Offer"),
    "game": N_("Game"),
    "check-in": N_("Check-in"),
    "ritual": N_("Ritual"),
    "offline": N_("Offline meeting"),
    "ad": N_("Ad"),
    "notice": N_("Notice"),
}
STATUSES = {
    "idea": N_("idea"),
    "draft": N_("draft"),
    "ready": N_("ready"),
    "done": N_("done"),
    "skipped": N_("skipped"),
}
STAGES = {
    "intro": N_("Introduction"),
    "growth": N_("Growth"),
    "mature": N_("Mature"),
    "decline": N_("Decline"),
    "silent": N_("Silent"),
}
LAYERS = {
    "leader": N_("Leader"),
    "core": N_("Core"),
    "active": N_("Active"),
    "quiet": N_("Quiet"),
    "dormant": N_("Dormant"),
    "newcomer": N_("Newcomer"),
}
SCORE_PARTS = {
    "active_rate": N_("Active rate against the goal"),
    "stickiness": N_("Stickiness"),
    "answered": N_("Answered conversations"),
    "activation": N_("Newcomers who spoke in their first week"),
    "independence": N_("Independence of owner and admins"),
    "giant_share": N_("In the main circle"),
}
MESSAGE_KINDS = {
    "text": N_("Text"),
    "image": N_("Picture"),
    "voice": N_("Voice"),
    "video": N_("Video"),
    "file": N_("File"),
    "emoji": N_("Sticker"),
    "link": N_("Link"),
    "location": N_("Location"),
    "red_packet": N_("Red packet"),
    "transfer": N_("Transfer"),
    "poke": N_("Poke"),
    "call": N_("Call"),
    "share": N_("Share"),
    "reply": N_("Reply"),
    "forward": N_("Forward"),
    "contact": N_("Contact card"),
    "other": N_("Other"),
}
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def word(table: dict[str, str], key: str) -> str:
    """The word for a key; a key without one (of a later version) stands for itself."""
    return _(table[key]) if key in table else key


def weekday(day: int) -> str:
    return _(_WEEKDAYS[clock.date_of(day).weekday()])


def month_day(day: int) -> str:
    date = clock.date_of(day)
    return _("{month}/{day}").format(month=date.month, day=date.day)


def span(first: int, last: int) -> str:
    return month_day(first) if first == last else f"{month_day(first)} – {month_day(last)}"


def comma() -> str:
    return _(", ")


def says(name: str, text: str) -> str:
    """A name and what is said of or by it, with the language's own colon."""
    return _("{name}: {text}").format(name=name, text=text) if name else text
