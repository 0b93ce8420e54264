"""Scenes that happen by themselves: small talk, questions, debates, links, images, ads."""

from __future__ import annotations

from collections.abc import Callable

from qunmate.clock import DAY
from qunmate.demo.room import Room
from qunmate.demo.texts import Piece
from qunmate.model import Kind

Scene = Callable[[Room, int], None]


def chatter(room: Room, at: int) -> None:
    """A small dialogue between two to four people, with others chiming in."""
    roles: dict[str, int] = {}
    known = {"to": ""}
    others: list[int] = []
    hour = at % DAY // 3600
    dialogue = room.chats.draw_where(lambda chat: chat.begin <= hour < chat.end)
    for mark, template in dialogue.lines:
        if mark not in roles:
            roles[mark] = room.speaker(*roles.values(), *others)
        who = roles[mark]
        known["to"] = room.name(roles["A"])
        text = room.fill(template, known)
        image = room.fixed("image")
        if text.endswith(image) and text != image:
            room.say(at, who, text.removesuffix(image))
            at += room.wait(2, 15)
            text = image
        room.say(at, who, text)
        at += room.wait(6, 100) if len(roles) > 1 else room.wait(15, 800)
        if room.maybe(0.22):
            others.append(room.speaker(*roles.values()))
            room.say(at, others[-1], room.phrase("laugh" if room.maybe(0.6) else "agree"))
            at += room.wait(3, 60)
    echo(room, at, 0.45)


def aside(room: Room, at: int) -> None:
    """Somebody says what they are up to, and a few react."""
    hour = at % DAY // 3600
    key = "aside_dawn" if 5 <= hour < 9 else "aside_day" if 9 <= hour < 18 else "aside_evening"
    room.say(at, room.speaker(), room.phrase(key))
    echo(room, at + room.wait(10, 200))


def echo(room: Room, at: int, chance: float = 0.75) -> None:
    """A few short words after something."""
    while room.maybe(chance):
        key = ("laugh", "agree", "filler", "emoji", "laugh", "voice")[int(room.random() ** 1.4 * 6)]
        text = room.phrase(key)
        kind = Kind.VOICE if key == "voice" else Kind.TEXT
        room.say(at, room.speaker(), text, kind)
        at += room.wait(4, 150)


def question(room: Room, at: int) -> None:
    ask_about(room, at, room.questions.draw(), room.asker(0))


def ask_about(room: Room, at: int, piece: Piece, asker: int) -> None:
    """A question; mostly somebody answers, somebody asks on, somebody says thanks."""
    asked = room.fill(room.rng.choice(piece.lines["Q"]))
    question_id = room.say(at, asker, room.led("ask", asked) if room.maybe(0.55) else asked)
    if room.maybe(0.11):
        if room.maybe(0.3):
            room.say(at + room.wait(2400, 9000), asker, room.phrase("unanswered_nudge"))
        return
    at += room.wait(40, 1200)
    if room.maybe(0.3):
        room.say(at, room.speaker(asker), room.phrase("ask_same"))
        at += room.wait(20, 240)
    if room.maybe(0.3):
        at = _clarify(room, at, asker)
    at, helpers, answers, ids = _answers(room, at, piece, asker, question_id)
    at = _follow_up(room, at, piece, asker, helpers, answers)
    title = piece.title or asked
    room.keep(
        "answer",
        title,
        room.fixed("question_answer", question=asked, answers="\n".join(answers)),
        (*helpers, asker),
        piece.topics,
        [question_id, *ids],
    )
    echo(room, at + room.wait(10, 120), 0.3)


def _clarify(room: Room, at: int, asker: int) -> int:
    other = room.speaker(asker)
    if room.maybe(0.25):
        to = room.speaker(asker, other)
        room.say(at, other, room.phrase("nudge", to=room.card(to)), mentions=(room.card(to),))
        return at + room.wait(60, 500)
    room.say(at, other, room.phrase("pondering"))
    at += room.wait(15, 90)
    room.say(at, asker, room.phrase("pondering_back"))
    return at + room.wait(20, 200)


def _answers(
    room: Room, at: int, piece: Piece, asker: int, question_id: str
) -> tuple[int, list[int], list[str], list[str]]:
    lines = list(piece.lines["A"])
    room.rng.shuffle(lines)
    helpers: list[int] = []
    answers: list[str] = []
    ids: list[str] = []
    for template in lines[: 1 + int(room.random() * len(lines))]:
        helper = 0 if room.maybe(0.1) else room.speaker(asker, *helpers)
        answer = room.fill(template)
        hinted = room.led("hint", answer) if room.maybe(0.3) else answer
        reply_to = question_id if room.maybe(0.35) else None
        at, said = room.utter(at, helper, hinted, reply_to)
        at += room.wait(15, 260)
        helpers.append(helper)
        answers.append(answer)
        ids += said
        if room.maybe(0.25):
            key = "learned" if room.maybe(0.6) else "agree"
            room.say(at, room.speaker(helper), room.phrase(key))
            at += room.wait(8, 90)
    return at, helpers, answers, ids


def _follow_up(
    room: Room, at: int, piece: Piece, asker: int, helpers: list[int], answers: list[str]
) -> int:
    helper = helpers[-1]
    if "F" in piece.lines and room.maybe(0.6):
        asked = room.fill(piece.lines["F"][0])
        room.say(at, asker, asked)
        at += room.wait(15, 180)
        answer = room.fill(piece.lines["R"][0])
        at, _ids = room.utter(at, helper, answer)
        answers.append(room.fixed("asked_on", question=asked, answer=answer))
        at += room.wait(15, 150)
    if "+" in piece.lines and room.maybe(0.5):
        extra = room.phrase("plus") if room.maybe(0.25) else ""
        room.say(at, room.speaker(asker, helper), extra + room.fill(piece.lines["+"][0]))
        at += room.wait(15, 150)
    if room.maybe(0.75):
        room.say(at, asker, room.phrase("thanks", to=room.name(helper)))
        at += room.wait(6, 90)
        if room.maybe(0.35):
            room.say(at, helper, room.phrase("thanks_back"))
    return at


def debate(room: Room, at: int) -> None:
    piece = room.debates.draw()
    discuss(room, at, piece, room.speaker(), room.fill(piece.lines["O"][0]))


def discuss(room: Room, at: int, piece: Piece, opener: int, opening: str) -> None:
    """One opens a topic, many have an opinion."""
    ids = [room.say(at, opener, opening)]
    lines = list(piece.lines["-"])
    room.rng.shuffle(lines)
    spoke: list[int] = []
    opinions: list[str] = []
    for template in lines[: max(2, room.crowd(3, 6))]:
        at += room.wait(20, 300)
        who = room.asker(opener, *spoke)
        opinion = room.fill(template)
        led = room.led("debate_in", opinion) if room.maybe(0.2) else opinion
        ids.append(room.say(at, who, led))
        spoke.append(who)
        opinions.append(opinion)
        if room.maybe(0.4):
            at += room.wait(8, 120)
            key = "agree" if room.maybe(0.7) else "laugh"
            room.say(at, room.speaker(who), room.phrase(key), reply_to=_some(room, ids, 0.2))
    text = opening + "\n" + "\n".join(f"· {opinion}" for opinion in opinions)
    room.keep("discussion", piece.title, text, (opener, *spoke), piece.topics, ids)
    echo(room, at + room.wait(10, 200), 0.5)


def _some(room: Room, ids: list[str], chance: float) -> str | None:
    return ids[-1] if room.maybe(chance) else None


def link(room: Room, at: int) -> None:
    """Somebody shares a file or a link, others thank."""
    title_form, about_form = room.links.draw()
    title, about = room.fill(title_form), room.fill(about_form)
    who = room.speaker()
    if room.maybe(0.6):
        room.say(at, who, room.led("link_in", about))
        at += room.wait(4, 40)
    kind = Kind.FILE if room.maybe(0.4) else Kind.LINK
    mark = room.fixed("file" if kind is Kind.FILE else "link")
    shared = room.say(at, who, f"{mark} {title}", kind)
    for _one in range(room.crowd(1, 5)):
        at += room.wait(10, 300)
        key = ("learned", "thanks", "agree")[int(room.random() * 3)]
        room.say(at, room.asker(who), room.phrase(key, to=room.name(who)))
    room.keep("resource", title, about, (who,), (), [shared])


def image(room: Room, at: int) -> None:
    who = room.speaker()
    for _one in range(1 + int(room.random() ** 2 * 4)):
        room.say(at, who, room.fixed("image" if room.maybe(0.92) else "video"))
        at += room.wait(2, 20)
    for _one in range(room.crowd(0, 4)):
        at += room.wait(8, 200)
        room.say(at, room.speaker(who), room.phrase("image_react"))


def recall(room: Room, at: int) -> None:
    who = room.speaker()
    room.say(at, who, room.phrase("recall", name=room.card(who)), Kind.RECALL)
    if room.maybe(0.6):
        room.say(at + room.wait(5, 60), room.speaker(), room.phrase("recall_react"))


def advert(room: Room, at: int) -> None:
    """An advertisement that nobody asked for, and what comes of it."""
    own = "ads_group" in room.book.phrases
    who = room.asker(0)
    if not who:
        return
    number = f"a{10_000 + int(room.random() * 89_999)}"
    key = "ads_group" if own and room.maybe(0.75) else "ads_outsider"
    room.say(at, who, room.phrase(key, adid=number))
    if own and room.maybe(0.7):
        return  # in this group nobody objects any more
    for _one in range(int(room.random() * 3)):
        at += room.wait(20, 400)
        room.say(at, room.speaker(who), room.phrase("ads_react"))
    if room.maybe(0.3 if own else 0.85):
        at += room.wait(60, 1500)
        card = room.card(who)
        text = room.phrase("ads_owner", to=card)
        room.say(at, 0, text, mentions=(card,) if f"@{card}" in text else ())


def quote(room: Room, at: int) -> None:
    """A sentence worth keeping."""
    who = room.speaker()
    said = room.phrase("motto")
    form = "quote" if room.maybe(0.5) else "quote_alone"
    words = room.say(at, who, room.fixed(form, quote=said))
    for _one in range(room.crowd(1, 3)):
        at += room.wait(10, 200)
        room.say(at, room.speaker(who), room.phrase("learned" if room.maybe(0.5) else "agree"))
    title, topic = room.fixed("quote_title", quote=said), room.fixed("quote_topic")
    room.keep("quote", title, said, (who,), (topic,), [words])


def night(room: Room, at: int) -> None:
    at = room.midnight + 22 * 3600 + 1200 + int(room.random() * 4500)
    for _one in range(room.crowd(1, 3)):
        room.say(at, room.speaker(), room.phrase("night"))
        at += room.wait(10, 400)
