"""What can be read of a damaged store is saved: every row of every page that is whole."""

import random
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kara_tui.beside import keys_of
from kara_tui.db.backup import Source
from kara_tui.db.integrity import PAGE, check_integrity
from kara_tui.db.quiet import looking_into
from kara_tui.db.rescue import rescue
from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.domain.rescuing import Rescued
from kara_tui.operations.audit import VerifyHistory
from kara_tui.operations.clients import ListClients
from tests.backup.conftest import NAMES, Vaulted, fill
from tests.support.stores import open_at, read_names

MANY = tuple(f"Client {place:04}" for place in range(400))


@pytest.fixture(scope="module")
def large_template(
    template_store: Path, store_key: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = Path(shutil.copy(template_store, tmp_path_factory.mktemp("large") / "large.db"))
    fill(path, store_key, MANY, contact_email="somebody@mail.example")
    return path


@pytest.fixture
def large(large_template: Path, tmp_path: Path, store_key: bytes) -> Source:
    return Source(Path(shutil.copy(large_template, tmp_path / "damaged.db")), store_key)


def _damage(store: Path, pages: Iterable[int]) -> None:
    with store.open("r+b") as stream:
        for page in pages:
            stream.seek((page - 1) * PAGE + 100)
            byte = stream.read(1)[0]
            stream.seek(-1, 1)
            stream.write(bytes([byte ^ 4]))


def _rows(store: Path, key: bytes, table: str) -> list[Any]:
    with looking_into(store, key, still=True) as connection:
        rows: list[Any] = connection.execute(
            f"SELECT rowid, * FROM {table} ORDER BY rowid"
        ).fetchall()
    return rows


def _identities(store: Path, key: bytes) -> list[Any]:
    with looking_into(store, key, still=True) as connection:
        question = "SELECT * FROM client_identities ORDER BY 1, 2, 3"
        rows: list[Any] = connection.execute(question).fetchall()
    return rows


def _saved(told: Rescued, table: str) -> tuple[int, int | None]:
    return next((one.saved, one.lost) for one in told.tables if one.name == table)


def test_a_whole_store_is_rescued_whole(large: Source, tmp_path: Path) -> None:
    out = tmp_path / "new" / "practice.db"
    told = rescue(large.store, large.key, out)
    assert told.is_complete
    for table in ("clients", "changes", "client_revisions", "client_counts"):
        assert _rows(out, large.key, table) == _rows(large.store, large.key, table)
    assert _identities(out, large.key) == _identities(large.store, large.key)
    assert read_names(out, large.key) == read_names(large.store, large.key)


def test_the_rows_of_every_whole_page_are_saved(large: Source, tmp_path: Path) -> None:
    before = _rows(large.store, large.key, "clients")
    pages = large.store.stat().st_size // PAGE
    bad = random.Random(5).sample(range(2, pages + 1), 8)
    lost = _rows_on(large, "clients", bad)
    _damage(large.store, bad)
    assert check_integrity(large.store, large.key, still=True).damaged == tuple(sorted(bad))
    out = tmp_path / "new" / "practice.db"
    told = rescue(large.store, large.key, out)
    saved = _rows(out, large.key, "clients")
    assert saved == [row for row in before if row[0] not in lost]
    assert _saved(told, "clients")[0] == len(before) - len(lost)
    assert told.damaged == 8
    assert check_integrity(out, large.key).is_sound
    assert len(_searched(out, large.key, "client 0")) == sum(
        1 for name in read_names(out, large.key) if name.startswith("Client 0")
    )


def _rows_on(source: Source, table: str, pages: Iterable[int]) -> set[int]:
    """Return the rows of which something lies on these pages, by damaging copies page by page."""
    lost: set[int] = set()
    copy = source.store.with_name("one-page.db")
    for page in pages:
        shutil.copy(source.store, copy)
        _damage(copy, [page])
        out = copy.with_name(f"without-{page}.db")
        rescue(copy, source.key, out)
        there = {row[0] for row in _rows(out, source.key, table)}
        lost |= {row[0] for row in _rows(source.store, source.key, table)} - there
    return lost


def _searched(store: Path, key: bytes, words: str) -> list[Any]:
    opened = open_at(store, key)
    page = opened.dispatch(ListClients(search=words, limit=1000), opened.actor)
    opened.store.close()
    return list(page.rows)


def test_one_bad_page_loses_only_what_lies_on_it(large: Source, tmp_path: Path) -> None:
    """Whichever page it is: one that points to others loses nothing, the first one neither."""
    pages = large.store.stat().st_size // PAGE
    most = 0
    for page in [1, *random.Random(6).sample(range(2, pages + 1), 8), *_inner_pages(large)]:
        copy = Path(shutil.copy(large.store, tmp_path / "copy.db"))
        _damage(copy, [page])
        out = tmp_path / f"out-{page}.db"
        rescue(copy, large.key, out)
        for table in ("clients", "changes"):
            missing = len(MANY) - len(_rows(out, large.key, table))
            most = max(most, missing)
            assert missing <= 40, f"page {page} held {missing} rows of {table}"
    assert most > 0


def _root_page(source: Source, table: str) -> int:
    with looking_into(source.store, source.key, still=True) as connection:
        question = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(question, (table,)).fetchone()[0])


def _inner_pages(source: Source) -> list[int]:
    with looking_into(source.store, source.key, still=True) as connection:
        return [
            page
            for (page,) in connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE name IN ('clients', 'changes')"
            )
        ]


def test_a_store_whose_first_page_is_gone_is_rescued_page_by_page(
    large: Source, tmp_path: Path
) -> None:
    _damage(large.store, [1])
    out = tmp_path / "new.db"
    told = rescue(large.store, large.key, out)
    assert _saved(told, "clients") == (len(MANY), None)
    assert not told.is_complete
    assert len(read_names(out, large.key)) == len(MANY)


def test_a_store_that_was_cut_off_gives_what_is_left(large: Source, tmp_path: Path) -> None:
    whole = large.store.read_bytes()
    large.store.write_bytes(whole[: len(whole) * 2 // 3 // PAGE * PAGE])
    told = rescue(large.store, large.key, tmp_path / "new.db")
    assert 0 < _saved(told, "clients")[0] <= len(MANY)


def test_history_goes_on_behind_a_rescue_that_lost_its_anchor(
    large: Source, tmp_path: Path
) -> None:
    _damage(large.store, [_root_page(large, "chain_heads")])
    out = tmp_path / "new.db"
    told = rescue(large.store, large.key, out)
    assert told.anchor_lost
    fill(out, large.key, ("Somebody new",))
    opened = open_at(out, large.key)
    walk = ChainWalk()
    while not walk.done:
        walk = opened.dispatch(VerifyHistory(walk=walk), opened.actor)
    opened.store.close()
    assert walk.whole, walk.flaws
    assert not rescue(out, large.key, tmp_path / "again.db").anchor_lost


def test_the_damaged_store_is_never_touched_and_nothing_is_written_over(
    large: Source, tmp_path: Path
) -> None:
    _damage(large.store, [9, 40])
    before = large.store.read_bytes()
    out = tmp_path / "new" / "practice.db"
    rescue(large.store, large.key, out)
    assert large.store.read_bytes() == before
    assert [one.name for one in out.parent.iterdir()] == ["practice.db"]
    with pytest.raises(NotAllowedNow, match="exists already"):
        rescue(large.store, large.key, out)


def test_what_was_saved_last_and_lies_in_the_log_is_rescued(large: Source, tmp_path: Path) -> None:
    opened = open_at(large.store, large.key)
    fill(large.store, large.key, ("The last one",))
    rescue(large.store, large.key, tmp_path / "new.db")
    opened.store.close()
    assert "The last one" in read_names(tmp_path / "new.db", large.key)


def test_the_new_store_opens_with_the_same_passphrase(vaulted: Vaulted, tmp_path: Path) -> None:
    out = tmp_path / "new" / "practice.db"
    rescue(vaulted.source.store, vaulted.source.key, out)
    assert keys_of(out).read_bytes() == keys_of(vaulted.source.store).read_bytes()
    assert read_names(out, vaulted.key_of(keys_of(out))) == list(NAMES[:10])


def test_with_another_key_nothing_is_rescued_and_it_says_so(large: Source, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="can be read with this key"):
        rescue(large.store, bytes(32), tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
