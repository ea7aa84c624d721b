"""The chain of history: as it was written it is whole; whatever is done to it is seen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.audit import GENESIS, OWN, SHARED, row_hash
from kara_tui.domain.chain_walk import ChainHead, ChainWalk, FlawKind, Walker

Row = dict[str, Any]

_EPOCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
ids = st.integers(1, 2**128 - 1).map(lambda one: UUID(int=one))
texts = st.text(max_size=12)
rows = st.fixed_dictionaries(
    {
        "intent": ids | st.none(),
        "at": st.integers(0, 10**15).map(lambda one: _EPOCH + timedelta(microseconds=one)),
        "role": texts,
        "place": texts,
        "operation": texts,
        "kind": texts,
        "entity": texts,
        "undoes": ids | st.none(),
        "entity_id": ids,
        "version": st.integers(0, 2**40),
        "fields": texts,
    }
)
histories = st.lists(rows, min_size=2, max_size=12)


def written(bodies: list[Row]) -> tuple[list[Row], ChainHead]:
    """Return a history as a store writes it, with its anchor."""
    before, made = GENESIS, []
    for number, body in enumerate(bodies, start=1):
        row = body | {"professional_id": UUID(int=7), "seq": number * 3, "number": number}
        before = row["hash"] = row_hash(row, before)
        made.append(row)
    return made, ChainHead(number=len(made), hash=before)


def walk(history: list[Row], head: ChainHead | None, window: int = 100) -> ChainWalk:
    state = ChainWalk()
    for start in range(0, len(history), window):
        walker = Walker(state)
        for row in history[start : start + window]:
            walker.look_at(row)
        state = walker.pause()
    return Walker(state).end(head)


def told(state: ChainWalk) -> list[tuple[FlawKind, int, int]]:
    return [(one.kind, one.first, one.last) for one in state.flaws]


@given(histories, st.integers(1, 20))
def test_a_history_as_it_was_written_is_whole_in_windows_of_any_size(
    bodies: list[Row], window: int
) -> None:
    history, head = written(bodies)
    state = walk(history, head, window)
    assert state.whole
    assert (state.rows, state.hash) == (len(bodies), head.hash)


@given(histories, st.data(), st.integers(1, 20))
def test_an_edit_in_any_column_of_any_row_is_told_with_its_number(
    bodies: list[Row], data: st.DataObject, window: int
) -> None:
    history, head = written(bodies)
    place = data.draw(st.integers(0, len(history) - 1))
    column = data.draw(st.sampled_from([one for one in (*SHARED, *OWN) if one != "number"]))
    other = dict(data.draw(rows), professional_id=UUID(int=8))[column]
    edited = history[place] | {column: other}
    changed = other != history[place][column]
    history[place] = edited
    state = walk(history, head, window)
    assert told(state) == ([(FlawKind.EDITED, place + 1, place + 1)] if changed else [])


@given(histories, st.data(), st.integers(1, 20))
def test_rows_dropped_from_the_middle_leave_a_gap(
    bodies: list[Row], data: st.DataObject, window: int
) -> None:
    history, head = written(bodies)
    first = data.draw(st.integers(0, len(history) - 2))
    behind = data.draw(st.integers(first + 1, len(history) - 1))
    del history[first:behind]
    assert told(walk(history, head, window)) == [(FlawKind.DROPPED, first + 1, behind)]


@given(histories, st.data(), st.integers(1, 20))
def test_a_tail_that_is_cut_off_is_missed(
    bodies: list[Row], data: st.DataObject, window: int
) -> None:
    history, head = written(bodies)
    kept = data.draw(st.integers(0, len(history) - 1))
    assert told(walk(history[:kept], head, window)) == [(FlawKind.CUT_OFF, kept + 1, len(history))]


@given(histories, st.data(), st.integers(1, 20))
def test_rows_in_another_order_are_told(
    bodies: list[Row], data: st.DataObject, window: int
) -> None:
    history, head = written(bodies)
    one = data.draw(st.integers(0, len(history) - 2))
    other = data.draw(st.integers(one + 1, len(history) - 1))
    history[one], history[other] = history[other], history[one]
    kinds = {kind for kind, _, _ in told(walk(history, head, window))}
    assert FlawKind.REORDERED in kinds


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda rows: rows.append(dict(rows[-1])), FlawKind.ADDED),
        (lambda rows: rows[2].update(hash=bytes(32)), FlawKind.EDITED),
    ],
)
def test_a_row_put_in_and_an_edited_hash_are_told_once(
    spoil: Callable[[list[Row]], None], kind: FlawKind
) -> None:
    history, head = written([_body(number) for number in range(5)])
    spoil(history)
    assert [one for one, _, _ in told(walk(history, head))] == [kind]


def test_a_history_without_its_anchor_or_with_another_one_says_so() -> None:
    history, head = written([_body(number) for number in range(5)])
    for other in (ChainHead(number=5, hash=bytes(32)), ChainHead(number=4, hash=head.hash)):
        assert told(walk(history, other)) == [(FlawKind.END, 5, 5)]
    assert told(walk(history, None)) == [(FlawKind.NO_ANCHOR, 5, 5)]
    assert walk([], None).whole


def test_many_flaws_are_counted_and_not_all_kept() -> None:
    history, head = written([_body(number) for number in range(900)])
    for row in history[::2]:
        row["operation"] = "edited"
    state = walk(history, head)
    assert (len(state.flaws), state.more) == (200, 250)


def _body(number: int) -> Row:
    empty = dict.fromkeys(("role", "place", "operation", "kind", "entity", "fields"), "")
    return empty | {
        "intent": UUID(int=number + 1),
        "at": _EPOCH,
        "undoes": None,
        "entity_id": UUID(int=1),
        "version": number,
    }
