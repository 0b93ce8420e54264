"""What a text loses before it may be posted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.digest.privacy import MASK, Scrub, candidates


@pytest.mark.parametrize(
    "secret",
    [
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "+86 13912345678",
        "8613912345678",
        "１３９１２３４５６７８",
        "010-12345678",
        "0755 1234567",
        "+49 171 2345678",
        "wxid_ab12cd34",
        "someone@mail.example",
        "1234567890",
    ],
)
def test_what_looks_private_is_masked(secret: str) -> None:
    text = Scrub()(f"加我 {secret} 聊")
    assert secret not in text
    assert MASK in text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 19:30 见",
        "20261120 更新",
        "共 1,234,567 元",
        "86 条实录,30 天",
        "满 100 减 20,3.1415926",
        "https://example.org/p/13912345678?a=1",
        "早上好",
        "",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert Scrub()(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "微信:abc12345",
        "vx abc12345",
        "加vx abcde",
        "QQ号:12345",
        "手机 12345678",
        "电话：1234567",
        "my WeChat ID: annak",
        "whatsapp annak",
        "add me on line anna_k",
        "line id annak",
        "line: annak",
        "LINE annak",
        "加我line annak",
        "我的 line annak",
    ],
)
def test_a_handle_behind_its_word_is_masked(text: str) -> None:
    assert Scrub()(text).endswith(MASK)


@pytest.mark.parametrize(
    "text",
    [
        "People sign up for online talks and don't come",
        "Deadline: Friday",
        "Hotel 12345",
        "Read the first line again, then the line-height.",
        "the WhatsApp group and its Telegram channels",
    ],
)
def test_words_that_only_look_like_handles_stay(text: str) -> None:
    assert Scrub()(text) == text


def test_ids_that_the_file_knows_are_masked_even_in_addresses() -> None:
    text = "看 https://t.example/anna_k 或找 anna_k,QQ 54321"
    found = candidates([text])
    assert {"anna_k", "54321"} <= found
    clean = Scrub(frozenset({"anna_k", "54321"}))(text)
    assert "anna_k" not in clean
    assert "54321" not in clean


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("看https://a.com/x，电话13912345678", "13912345678"),
        ("看https://a.com/x电话13912345678", "13912345678"),
        ("https://a.com/x,13912345678", "13912345678"),
        ("看https://a.com/x；邮箱ann@b.com", "ann@b.com"),
        ("看（https://a.com/x）加wxid_abcdef", "wxid_abcdef"),
        ("https://a.com/x，问周子昂", "周子昂"),
    ],
)
def test_what_follows_an_address_without_a_space_is_masked(text: str, secret: str) -> None:
    clean = Scrub(names=("周子昂",))(text)
    assert secret not in clean
    assert "https://a.com/x" in clean


def test_a_name_that_is_nothing_but_an_id_becomes_a_member() -> None:
    assert Scrub(frozenset({"wxid_1"}))("wxid_1") == "a member"
    assert Scrub()("13912345678") == "a member"
    assert Scrub(frozenset({"名字 号"}))("名字 号") == "a member"


def test_names_of_those_who_opted_out_go() -> None:
    scrub = Scrub(names=("周子昂", "Al", "昂"))
    assert scrub("@周子昂 说得好") == "a member 说得好"
    assert scrub("Al said also") == "a member said also"
    assert scrub("@昂 昂贵") == "a member 昂贵"


@given(st.text(max_size=200))
def test_scrubbing_never_fails_and_is_done_once(text: str) -> None:
    once = Scrub()(text)
    assert Scrub()(once) == once
    Scrub(frozenset(candidates([text])))(text)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(st.characters(), max_size=20))
def test_a_mobile_number_never_survives(phone: str, around: str) -> None:
    text = f"{around} {phone} {around}"
    if "://" not in around:
        assert phone not in Scrub(frozenset({phone}))(text)
