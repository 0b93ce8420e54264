from __future__ import annotations

from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from qunmate.data import settings
from qunmate.data.store import Store


def test_what_is_not_kept_is_the_default(store: Store) -> None:
    assert settings.get(store.db, "dormant_days", 90) == 90


def test_a_whole_number_will_do_for_a_float(store: Store) -> None:
    with store.atomic() as db:
        settings.put(db, "conversation_gap_minutes", 45)
    assert settings.get(store.db, "conversation_gap_minutes", 30.0) == 45.0


def test_a_value_of_another_type_is_not_used(store: Store) -> None:
    with store.atomic() as db:
        settings.put(db, "dormant_days", "soon")
    assert settings.get(store.db, "dormant_days", 90) == 90


def test_none_forgets(store: Store) -> None:
    with store.atomic() as db:
        settings.put(db, "dormant_days", 60)
        settings.put(db, "dormant_days", None)
    assert settings.get(store.db, "dormant_days", 90) == 90


@example_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.dictionaries(st.text(max_size=5), st.lists(st.integers(0, 9), max_size=3)))
def test_what_is_kept_comes_back(store: Store, value: dict[str, list[int]]) -> None:
    with store.atomic() as db:
        settings.put(db, "anything", value)
    assert settings.get(store.db, "anything", dict[str, list[int]]()) == value
