"""Whose practice a store is."""

from pathlib import Path

from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.operations.clients import GetOverview


def _name(path: Path, key: bytes, name: str, newcomer: str = "") -> str:
    opened = open_local(path, key, name, system_clock, newcomer=newcomer)
    try:
        return opened.dispatch(GetOverview(), opened.actor).professional
    finally:
        opened.store.close()


def test_a_new_store_is_named_after_who_is_logged_in_until_somebody_says_otherwise(
    tmp_path: Path, store_key: bytes
) -> None:
    store = tmp_path / "practice.db"
    assert _name(store, store_key, "", newcomer="anna") == "anna"
    assert _name(store, store_key, "", newcomer="somebody else") == "anna"
    assert _name(store, store_key, "Dr Anna Jónsdóttir") == "Dr Anna Jónsdóttir"
    assert _name(store, store_key, "") == "Dr Anna Jónsdóttir"
