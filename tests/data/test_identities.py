"""Senders find the card a sheet has made, by the rule that sheets use."""

from __future__ import annotations

import pytest

from qunmate.data import imports
from qunmate.data.identities import SenderBook
from qunmate.data.store import Store
from tests.roster_store import add_group, add_member


@pytest.fixture
def senders(store: Store) -> SenderBook:
    group = add_group(store)
    with store.atomic() as db:
        import_id = imports.begin(
            db, kind="chat", file="a.txt", format_="wechat_txt", group_id=group.id, sha256=""
        )
    return SenderBook(store.db, group, import_id, "2026-11-22")


@pytest.mark.parametrize(
    ("on_card", "sender", "same"),
    [
        ("linxy", "wxid_lin", True),  # an account has a wxid and a 微信号
        ("wxid_lin", "linxy", True),
        ("wxid_lin", "wxid_other", False),
        ("linxy", "other_xy", False),
        (None, "wxid_lin", True),
    ],
)
def test_a_name_joins_ids_that_one_person_can_have(
    store: Store, senders: SenderBook, on_card: str | None, sender: str, *, same: bool
) -> None:
    member_id = add_member(store, senders.group, "林晓雨", wxid=on_card)

    found = senders.find(sender, "林晓雨")

    assert (found.member_id == member_id) is same


def test_an_id_is_known_in_any_case(store: Store, senders: SenderBook) -> None:
    member_id = add_member(store, senders.group, "林晓雨", wxid="LinXY")

    assert senders.find("linxy", "晓雨").member_id == member_id
    assert store.db.execute(
        "SELECT count(*) FROM identities WHERE group_id IS NULL"
    ).fetchone() == (1,)


@pytest.mark.parametrize("name", ["", " ", "\u3164", "\u200b\u2800\u3000"])
def test_whose_name_nobody_sees_is_called_by_the_id(
    store: Store, senders: SenderBook, name: str
) -> None:
    member_id = senders.find("wxid_lin", name).member_id

    assert store.db.execute("SELECT name FROM members WHERE id = ?", [member_id]).fetchone() == (
        "wxid_lin",
    )
    assert senders.find("wxid_lin2", name).member_id != member_id


def test_a_second_wxid_of_a_name_is_another_person(store: Store, senders: SenderBook) -> None:
    member_id = add_member(store, senders.group, "林晓雨", wxid="linxy")

    first = senders.find("wxid_lin", "林晓雨")
    second = senders.find("wxid_lin2", "林晓雨")

    assert first.member_id == member_id
    assert second.member_id != member_id
