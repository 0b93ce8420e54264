"""The invented year: the same each time, lifelike in its figures and never self-contradictory."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from qunmate.clock import DAY, date_of, day_of
from qunmate.demo.cast import NEVER
from qunmate.demo.festivals import festivals, term_day
from qunmate.demo.texts import Deck, Voice, compile_phrase, read_book
from qunmate.demo.year import NOW, YEAR_DAYS, GroupYear, Year, invent_year
from qunmate.model import Kind
from qunmate.records import Record, SourceEvent
from qunmate.tasks.demo import phrase_books
from qunmate.veil import veil_of

LAST = day_of(date(2026, 11, 22))
LANGUAGES = ("zh_CN", "zh_TW", "en")
# the groups by their books
Told = dict[str, tuple[GroupYear, list[Record], list[SourceEvent]]]


def told(year: Year) -> Told:
    spoken: Told = {}
    for group in year.groups:
        batches = list(group.batches)
        records = [record for batch in batches for record in batch.records]
        events = [event for batch in batches for event in batch.events]
        spoken[group.spec.book] = (group, records, events)
    return spoken


def invent(
    messages: int = 20_000, members: int = 300, seed: int = 1, language: str = "zh_CN"
) -> Year:
    books = phrase_books(language)
    return invent_year(books, messages=messages, members=members, seed=seed, last=LAST)


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def whole(request: pytest.FixtureRequest) -> tuple[Year, Told]:
    year = invent(60_000, 600, language=request.param)
    return year, told(year)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_seed_same_year(language: str) -> None:
    one, other = (invent(3_000, 80, language=language) for _ in range(2))
    assert one.people == other.people
    for (year, records, events), (year2, records2, events2) in zip(
        told(one).values(), told(other).values(), strict=True
    ):
        assert records == records2
        assert events == events2
        assert year.kept == year2.kept
        assert year.plan == year2.plan


def test_another_seed_tells_another_year() -> None:
    first = told(invent(1_000, 60))["operators"][1]
    assert first != told(invent(1_000, 60, seed=2))["operators"][1]


def test_no_words_run_together(whole: tuple[Year, Told]) -> None:
    glued = re.compile(r"[a-z](?:and everyday life|for beginners|isn't )|back a bit:\w|🙋[A-Z]")
    for group, records, _events in whole[1].values():
        texts = [*(one.title for one in group.plan), *(one.text for one in records)]
        assert not [text for text in texts if glued.search(text)]


def test_counts(whole: tuple[Year, Told]) -> None:
    year, spoken = whole
    assert len(year.people) == 600
    in_groups = {person.index for group in year.groups for person in group.cast.people}
    assert in_groups == set(range(600))
    assert sum(len(records) for _, records, _ in spoken.values()) == pytest.approx(60_000, rel=0.02)
    here = {
        name: sum(left == NEVER for left in group.cast.left)
        for name, (group, _, _) in spoken.items()
    }
    assert here["operators"] == pytest.approx(486, rel=0.1)
    assert here["painters"] == pytest.approx(60, rel=0.3)


def test_times(whole: tuple[Year, Told]) -> None:
    first = LAST - YEAR_DAYS + 1
    for _, records, events in whole[1].values():
        times = [record.at for record in records]
        assert times == sorted(times)
        assert first * DAY <= times[0]
        assert times[-1] < LAST * DAY + NOW
        assert all(first * DAY <= event.at < LAST * DAY + NOW for event in events)


def test_nothing_is_empty_or_half_filled(whole: tuple[Year, Told]) -> None:
    for group, records, _ in whole[1].values():
        for text in [record.text for record in records] + [item.text for item in group.plan]:
            assert text.strip()
            assert not set("{}|\\") & set(text), text
        ids = [record.platform_id for record in records]
        assert len(set(ids)) == len(ids)


def test_nobody_speaks_before_joining_or_after_leaving(whole: tuple[Year, Told]) -> None:
    for group, records, events in whole[1].values():
        cast = group.cast
        place = {platform_id: who for who, platform_id in enumerate(cast.ids)}
        joined_at = {event.person[0]: event.at for event in events if event.kind == "join"}
        left_at = {event.person[0]: event.at for event in events if event.kind == "leave"}
        for record in records:
            if record.sender_id:
                assert cast.joined[place[record.sender_id]] <= record.at // DAY
                assert joined_at.get(record.sender_id, 0) < record.at
                assert record.at < left_at.get(record.sender_id, record.at + 1)


def test_replies_name_an_earlier_message(whole: tuple[Year, Told]) -> None:
    for _, records, _ in whole[1].values():
        seen: set[str] = set()
        for record in records:
            if record.reply_to:
                assert record.reply_to in seen
                assert record.kind is Kind.REPLY
            seen.add(record.platform_id or "")


def test_no_long_text_twice_on_a_screen(whole: tuple[Year, Told]) -> None:
    for _, records, _ in whole[1].values():
        last: dict[str, int] = {}
        for number, record in enumerate(records):
            if len(record.text) >= 14 and record.kind is not Kind.SYSTEM:
                assert number - last.get(record.text, -50) >= 50, record.text
                last[record.text] = number


def test_a_fifth_says_most(whole: tuple[Year, Told]) -> None:
    for group, records, _ in whole[1].values():
        bots = {person.platform_id("qq") for person in group.cast.people if person.bot}
        counts = Counter(record.sender_id for record in records if record.sender_id)
        counts = Counter({who: n for who, n in counts.items() if who not in bots})
        ranked = sorted(counts.values(), reverse=True)
        share = sum(ranked[: -(-len(ranked) // 5)]) / sum(ranked)
        assert 0.6 <= share <= 0.9, group.spec.name


def test_evenings_are_livelier_than_nights(whole: tuple[Year, Told]) -> None:
    hours = Counter(record.at % DAY // 3600 for record in whole[1]["operators"][1])
    assert min(hours[20], hours[21]) > 10 * max(hours[3], hours[4])
    assert hours[7] > hours[6]


def test_many_kinds(whole: tuple[Year, Told]) -> None:
    kinds = Counter(record.kind for record in whole[1]["operators"][1])
    for kind in (
        "TEXT",
        "IMAGE",
        "VOICE",
        "FILE",
        "LINK",
        "RED_PACKET",
        "REPLY",
        "RECALL",
        "SYSTEM",
    ):
        assert kinds[Kind[kind]] > 5, kind


def test_highlights(whole: tuple[Year, Told]) -> None:
    kept = [one for group, _, _ in whole[1].values() for one in group.kept]
    assert 70 <= len(kept) <= 160
    assert {one.kind for one in kept} == {"answer", "sharing", "resource", "discussion", "quote"}
    for group, records, _ in whole[1].values():
        ids = {record.platform_id for record in records}
        titles = [one.title for one in group.kept]
        assert len(set(titles)) == len(titles)
        for one in group.kept:
            assert one.messages
            assert set(one.messages) <= ids or one.day == LAST


def test_plans(whole: tuple[Year, Told]) -> None:
    for name, (group, _, _) in whole[1].items():
        statuses = Counter(item.status for item in group.plan if item.day > LAST)
        if name == "painters":
            assert not statuses
        else:
            assert set(statuses) <= {"ready", "draft", "idea"}
            assert max(item.day for item in group.plan) > LAST + 7
        past = Counter(item.status for item in group.plan if item.day < LAST)
        assert past["done"] > 4 * past["skipped"] > 0
        assert set(past) == {"done", "skipped"}
        assert all(item.title for item in group.plan)


def test_whoever_gives_a_talk_is_called_by_a_name_that_the_file_knows(
    whole: tuple[Year, Told],
) -> None:
    talks = 0
    for group, _, _ in whole[1].values():
        for item in group.plan:
            if item.speaker is not None:
                known = [group.cast.cards[item.speaker], group.cast.people[item.speaker].name]
                assert "*" in veil_of(known).hide(item.title, lambda _name: "*"), item.title
                talks += 1
    assert talks > 20


def test_a_talk_begins_when_its_notice_says(whole: tuple[Year, Told]) -> None:
    half = 0
    for group, _, _ in whole[1].values():
        for item in group.plan:
            found = re.search(r"(?:at|今晚) ?(\d+)(:30pm|点半|pm|点)", item.text)
            if found and item.speaker is not None:
                past = 30 * (found[2] in {":30pm", "点半"})
                assert item.minute == (12 + int(found[1])) * 60 + past, item.text
                half += past
    assert half


def test_the_declining_group_is_full_of_advertisements(whole: tuple[Year, Told]) -> None:
    plan = [item for item in whole[1]["sellers"][0].plan if LAST - 30 < item.day <= LAST]
    assert sum(item.kind in ("offer", "ad") for item in plan) > len(plan) * 0.3


def test_one_operator_few_without_digest_invented_ids(whole: tuple[Year, Told]) -> None:
    people = whole[0].people
    assert [person.index for person in people if person.is_self] == [0]
    assert 1 <= sum(person.opt_out for person in people) <= 2
    assert [person.index for person in people if person.bot] == [599]
    assert all(group.cast.roles[0] == "owner" for group in whole[0].groups)
    nobodys = ("1390000", "+447700900")  # given out to nobody in China, in Britain
    assert all(person.phone is None or person.phone.startswith(nobodys) for person in people)
    assert sum(person.phone is not None for person in people) > 200
    assert len({person.wxid for person in people}) == 600


def test_small_and_odd_sizes() -> None:
    for messages, members in ((1, 10), (50, 10), (400, 30)):
        spoken = told(invent(messages, members))
        assert all(record.text for _, records, _ in spoken.values() for record in records)


def test_deck_keeps_items_apart() -> None:
    from random import Random

    deck = Deck(range(20), Random(3))
    drawn = [deck.draw() for _ in range(400)]
    last: dict[int, int] = {}
    for number, item in enumerate(drawn):
        assert number - last.get(item, -99) > 10
        last[item] = number
    assert set(drawn) == set(range(20))


def test_phrases() -> None:
    from random import Random

    book = read_book("== hello\n# nothing\n[早|早]{who}{2-2}[捂脸]\\n完\n", "== who\n各位\n")
    voice = Voice(book.phrases, Random(1))
    assert voice.say("hello") == "早各位2[捂脸]\n完"
    assert voice.say("hello", {"who": "阿宽"}) == "早阿宽2[捂脸]\n完"
    assert compile_phrase("只有字") == ("只有字",)


def texts_of(told: Told) -> list[str]:
    """Everything that is written anywhere."""
    return [
        text
        for group, records, _ in told.values()
        for text in (
            group.spec.name,
            *(said for one in records for said in (one.sender, one.nickname, one.text)),
            *(said for one in group.plan for said in (one.title, one.text, one.result)),
            *(said for one in group.kept for said in (one.title, one.text, *one.topics)),
            *(repr(person) for person in group.cast.people),
        )
    ]


@pytest.fixture(scope="module")
def taiwan() -> Told:
    return told(invent_year(phrase_books("zh_TW"), messages=6_000, members=120, seed=1, last=LAST))


def test_a_year_in_taiwan_is_told_in_its_own_words(taiwan: Told) -> None:
    assert [group.spec.name for group, _, _ in taiwan.values()] == [
        "社群經營研究社", "早起讀書會", "週末羽球揪團", "跨境電商問答", "插畫互助會",
    ]  # fmt: skip
    places = {(group.spec.platform, group.spec.timezone) for group, _, _ in taiwan.values()}
    assert places == {(on, "Asia/Taipei") for on in ("line", "telegram", "discord")}
    written = texts_of(taiwan)
    letters = {letter for text in written for letter in text if letter.isalpha()}
    assert not {letter for letter in letters if not letter.encode("big5", "ignore")}
    mainland = re.compile(r"微信|视|視頻|网|軟件|質量|信息|公眾號|打印|地鐵|刷屏|人民幣|杭州")
    assert not [text for text in written if mainland.search(text)]


def test_a_year_in_taiwan_is_whole(taiwan: Told) -> None:
    for group, records, events in taiwan.values():
        for text in [record.text for record in records] + [item.text for item in group.plan]:
            assert text.strip()
            assert not set("{}|\\") & set(text), text
        assert group.kept
        assert events
    greeted = {item.title for item in taiwan["operators"][0].plan if item.kind == "festival"}
    assert {"國慶日問候", "春節問候"} <= greeted


@pytest.fixture(scope="module")
def england() -> Told:
    return told(invent(6_000, 120, language="en"))


def test_a_year_in_england_is_told_in_english(england: Told) -> None:
    places = {(group.spec.platform, group.spec.timezone) for group, _, _ in england.values()}
    assert places == {(on, "Europe/London") for on in ("telegram", "discord")}
    written = texts_of(england)
    # no Chinese letter, no sign of its full width, no place of a word left empty
    assert not [text for text in written if re.search(r"[\u2e80-\u9fff\uff00-\uffef]", text)]
    assert not [text for text in written if re.search(r"  |\bA {2}|[,:] [,:]| [,.!?](?!\.)", text)]
    greeted = {item.title for item in england["operators"][0].plan if item.kind == "festival"}
    assert {"Greeting: Christmas", "Greeting: Bonfire Night"} <= greeted


def test_people_in_england_have_names_in_its_order(england: Told) -> None:
    group = england["operators"][0]
    theo, nora = group.cast.people[1], group.cast.people[0]
    assert (theo.name, theo.nick) == ("Theo Marsh", "Theo Marsh")
    assert group.cast.cards[1].startswith("Theo (")
    assert (nora.city, nora.strengths) == ("London", "onboarding, events")
    assert all(" " in person.name for person in group.cast.people)
    assert all(len(person.nick) < 24 for person in group.cast.people)
    assert "Milton Keynes" in {person.city for person in group.cast.people}


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_books_of_all_languages_have_the_same_sections(language: str) -> None:
    ours, others = phrase_books("zh_CN"), phrase_books(language)
    for name, text in ours.items():
        one, other = read_book(text), read_book(others[name])
        assert set(one.phrases) == set(other.phrases), name
        assert set(one.fixed) == set(other.fixed), name
        for key, words in one.fixed.items():
            if key == "nick_short":
                continue  # of other parts in each language
            assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", other.fixed[key]))


def test_a_language_without_books_is_told_in_simplified_chinese() -> None:
    assert phrase_books("fr") == phrase_books("zh_CN")


def test_festivals() -> None:
    assert term_day("小雪", 2026) == date(2026, 11, 22)
    assert term_day("立春", 2026) == date(2026, 2, 4)
    named = read_book(phrase_books("zh_CN")["common"]).festivals
    assert festivals(2026, named)[date(2026, 2, 17)] == ("春节", True)
    assert festivals(2026, named)[date(2026, 2, 16)] == ("除夕", True)
    assert festivals(2040, named)[date(2040, 10, 1)] == ("国庆节", True)
    assert date_of(LAST) in festivals(2026, named)
