"""Scenes that the operator planned: greetings, talks, offers, check-ins, games, meetings."""

from __future__ import annotations

from qunmate.demo.plan import Planned
from qunmate.demo.room import Room
from qunmate.demo.talk import discuss, echo
from qunmate.demo.texts import Piece
from qunmate.model import Kind


def hold(room: Room, item: Planned, at: int) -> None:
    """Let a done plan item happen in the chat."""
    if item.kind == "topic" and item.source:
        discuss(room, at, item.source, 0, item.text)
    elif item.kind == "knowledge" and item.source:
        _knowledge(room, at, item)
    elif item.kind in ("sharing", "lecture"):
        sharing(room, at, item)
    elif item.kind == "check_in":
        room.say(at, 0, item.text)
        check_in(room, at + room.wait(20, 200))
    elif item.kind == "meeting":
        sign_up(room, at - 4 * 3600 - room.wait(0, 10_800), item.text, item.subject)
        _afterwards(room, at + item.minutes * 60 + room.wait(0, 1800))
    else:
        _called(room, at, item)


_CALLS = {
    # kind: who answers how, low and high number of people, gap in seconds
    "greeting": ("morning_back", 3, 9, 500),
    "festival": ("festival_back", 6, 14, 400),
    "offer": ("offer_react", 2, 8, 300),
    "ad": ("ads_react", 0, 2, 600),
    "game": ("game_reply", 6, 14, 90),
    "notice": ("notice_back", 4, 12, 400),
}


def _called(room: Room, at: int, item: Planned) -> None:
    key, low, high, gap = _CALLS[item.kind]
    room.say(at, 0, item.text)
    festival = item.subject or room.fixed("some_festival")
    spoke = [0]
    for _one in range(room.crowd(low, high)):
        at += room.wait(6, gap)
        who = room.asker(*spoke[-6:])
        spoke.append(who)
        room.say(at, who, room.phrase(key, festival=festival))
        if item.kind == "offer" and room.maybe(0.3):
            at += room.wait(10, 200)
            room.say(at, 0, room.phrase("offer_back"))
    if item.kind == "festival":
        red_packet(room, at + room.wait(60, 900), 0, room.fixed("festival_wish", festival=festival))
    if item.kind == "game":
        text = room.phrase("game_end", to=room.name(spoke[-1]))
        room.say(at + room.wait(20, 200), 0, text)


def red_packet(room: Room, at: int, who: int | None = None, wish: str = "") -> None:
    giver = room.speaker() if who is None else who
    room.say(at, giver, wish or room.phrase("redpacket"), Kind.RED_PACKET)
    for _one in range(room.crowd(3, 9)):
        at += room.wait(2, 40)
        room.say(at, room.asker(giver), room.phrase("rp_react"))


def red_packet_by_itself(room: Room, at: int) -> None:
    red_packet(room, at)


def _knowledge(room: Room, at: int, item: Planned) -> None:
    piece = item.source
    ids = [room.say(at, 0, item.text)]
    for _one in range(room.crowd(2, 6)):
        at += room.wait(20, 300)
        room.say(at, room.asker(0), room.phrase("learned"))
    if piece and "F" in piece.lines and room.maybe(0.6):
        at += room.wait(20, 200)
        who = room.asker(0)
        ids.append(room.say(at, who, room.fill(piece.lines["F"][0])))
        at += room.wait(30, 240)
        ids.append(room.say(at, 0, room.fill(piece.lines["R"][0]), reply_to=ids[-1]))
        room.say(at + room.wait(10, 90), who, room.phrase("thanks", to=room.fixed("owner")))
    echo(room, at + room.wait(20, 120), 0.4)


def check_in(room: Room, at: int) -> None:
    """Many say what they did today, each with their own count of days."""
    key = "checkin" if "checkin" in room.book.phrases else "checkin_generic"
    spoke: list[int] = []
    for _one in range(room.crowd(4, 10)):
        who = room.speaker(*spoke)
        spoke.append(who)
        days = room.streaks[who] = room.streaks.get(who, 0) + 1
        pages = 8 + int(room.random() * 46)
        room.say(at, who, room.phrase(key, day=str(days), pages=str(pages)))
        at += room.wait(20, 420)
        if room.maybe(0.2):
            room.say(at, room.speaker(who), room.phrase("agree" if room.maybe(0.5) else "filler"))
            at += room.wait(10, 120)


def check_in_by_itself(room: Room, at: int) -> None:
    check_in(room, at)


def meeting(room: Room, at: int) -> None:
    """Somebody asks who comes along to play."""
    court = room.phrase("court") if "court" in room.book.phrases else room.phrase("place")
    hour = 9 + int(room.random() * 12)
    day = room.fixed("days_to_play").split()[int(room.random() * 5)]
    subject = room.fixed("play", day=day, hour=hour, court=court)
    sign_up(room, at, room.fixed("play_call", play=subject), subject, room.speaker())


def sign_up(room: Room, at: int, text: str, subject: str, host: int = 0) -> None:
    """A sign-up list that grows with each message, or simple “me too”s."""
    room.say(at, host, text)
    spoke = [host]
    names = [room.name(host)]
    for _one in range(room.crowd(4, 9)):
        at += room.wait(30, 600)
        who = room.asker(*spoke)
        spoke.append(who)
        if subject and room.maybe(0.7):
            names.append(room.name(who) + ("+1" if room.maybe(0.12) else ""))
            listed = "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
            room.say(at, who, f"{room.fixed('list_head')}\n{subject}\n{listed}")
        else:
            room.say(at, who, room.phrase("offline_back", city=room.home))
    echo(room, at + room.wait(30, 300), 0.5)


def _afterwards(room: Room, at: int) -> None:
    """Pictures and words once a meeting is over."""
    for _one in range(room.crowd(2, 6)):
        room.say(at, room.speaker(), room.phrase("offline_after"))
        at += room.wait(20, 400)


def sharing(room: Room, at: int, item: Planned) -> None:
    """A talk: the host opens, the speaker talks, the listeners react, then ask."""
    speaker = item.speaker or 0
    name, title = room.name(speaker), item.subject
    room.talks += 1
    known = {"speaker": name, "title": title, "issue": str(room.talks)}
    room.say(at - 5400 - room.wait(0, 1800), 0, item.text)
    ids = [room.say(at, 0, room.phrase("talk_host", **known))]
    at += room.wait(20, 60)
    ids.append(room.say(at, speaker, room.phrase("talk_hello", **known)))
    points, used = _points(room, item)
    written = item.source is not None and "-" in item.source.lines
    for point in points if written else _linked(room, points):
        at += 12 + len(point) // 2 + room.wait(0, 45)
        at, said = room.utter(at, speaker, point)
        ids += said
        if room.maybe(0.22):
            room.say(at + room.wait(2, 20), room.asker(speaker), room.phrase("talk_mid"))
    at += room.wait(20, 60)
    ids.append(room.say(at, speaker, room.phrase("talk_end", **known)))
    at = _clap(room, at, known, speaker)
    at = _ask_speaker(room, at, speaker, used, known, ids)
    room.say(at + room.wait(20, 90), 0, room.phrase("talk_over", **known))
    _clap(room, at + room.wait(90, 150), known, speaker)
    if room.maybe(0.4):
        red_packet(room, at + room.wait(200, 400), 0)
    text = "\n".join(f"· {point}" for point in points)
    room.keep(
        "sharing",
        title,
        text,
        (speaker,),
        item.source.topics if item.source else (),
        ids,
        urgent=written or room.maybe(0.5),
    )


def _points(room: Room, item: Planned) -> tuple[list[str], list[Piece]]:
    """What the speaker says, and the pieces it is taken from."""
    source = item.source
    if source and "-" in source.lines:
        pieces = [_related(room, source) for _one in range(3)]
        return [room.fill(template) for template in source.lines["-"]], pieces
    pieces = [source] if source else []
    while len(pieces) < 4:
        pieces.append(_related(room, pieces[0]) if pieces else room.questions.draw())
    unique = list({piece.title: piece for piece in pieces}.values())
    said: list[str] = []
    for piece in unique:
        said += [room.fill(template) for template in piece.lines["A"]]
        if room.maybe(0.6):
            said.append(room.phrase("talk_story"))
    return said, unique


def _linked(room: Room, points: list[str]) -> list[str]:
    """The points as they are spoken: the first and last announced, some in between."""
    linked = [room.led("talk_link", point) if room.maybe(0.35) else point for point in points]
    first, last = points[0], points[-1]
    return [
        room.fixed("first_point", point=first),
        *linked[1:-1],
        room.fixed("last_point", point=last),
    ]


def _related(room: Room, piece: Piece) -> Piece:
    topics = piece.topics
    return room.questions.draw_where(
        lambda other: other is not piece and any(topic in other.topics for topic in topics)
    )


def _clap(room: Room, at: int, known: dict[str, str], speaker: int) -> int:
    for _one in range(room.crowd(2, 6)):
        at += room.wait(2, 25)
        room.say(at, room.asker(speaker), room.phrase("talk_clap", **known))
    return at


def _ask_speaker(
    room: Room, at: int, speaker: int, used: list[Piece], known: dict[str, str], ids: list[str]
) -> int:
    for piece in used[: 1 + int(room.random() * 4)]:
        if "F" not in piece.lines:
            continue
        who = room.asker(speaker)
        at += room.wait(20, 120)
        opening = room.phrase("talk_ask", **known) if room.maybe(0.5) else ""
        words = room.fill(piece.lines["F"][0])
        if opening:
            words = room.fixed("led", opening=opening, words=words)
        asked = room.say(at, who, words)
        at += room.wait(25, 120)
        answer = room.fill(piece.lines["R"][0])
        at, said = room.utter(at, speaker, answer, asked)
        ids += [asked, *said]
        if room.maybe(0.6):
            at += room.wait(8, 60)
            room.say(at, who, room.phrase("thanks", to=room.name(speaker)))
    return at
