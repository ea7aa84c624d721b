"""Pages of a long list: what is asked for, kept, and where the cursor goes."""

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.widgets.row_pages import MOST_ASKED, MOST_PAGES, PAGE_ROWS
from kara_tui.widgets.row_window import RowWindow


def window(names: list[str]) -> RowWindow[str]:
    at_hand: RowWindow[str] = RowWindow(lambda row: row)
    at_hand.supply(0, names, len(names), 0)
    return at_hand


def test_a_window_is_asked_for_once_and_its_neighbours_only_after_it_came() -> None:
    at_hand: RowWindow[int] = RowWindow(lambda row: row)
    at_hand.reset(1_000_000, keep_cursor=False)
    at_hand.move_to(100)
    assert at_hand.ask(100, 140, ahead=PAGE_ROWS) == [(64, 128)]
    assert at_hand.ask(100, 140, ahead=PAGE_ROWS) == []
    at_hand.supply(64, range(64, 192), None, 100)
    assert at_hand.ask(100, 140, ahead=PAGE_ROWS) == [(0, 64), (192, 64)]


def test_rows_that_could_not_be_had_are_asked_for_again() -> None:
    at_hand: RowWindow[int] = RowWindow(lambda row: row)
    assert at_hand.ask(0, 20) == [(0, 64)]
    at_hand.release(0)
    assert at_hand.ask(0, 20) == [(0, 64)]


def test_the_row_under_the_cursor_stays_at_hand_however_far_one_scrolls() -> None:
    at_hand: RowWindow[int] = RowWindow(lambda row: row)
    at_hand.reset(1_000_000, keep_cursor=False)
    for place in range(0, 100 * PAGE_ROWS, PAGE_ROWS):
        for offset, limit in at_hand.ask(place, place + 40):
            at_hand.supply(offset, range(offset, offset + limit), None, place)
    assert at_hand.cursor_row == 0
    at_hand.grow_stale()
    assert (0, 64) in at_hand.ask(5000, 5040)


def test_an_empty_list_asks_for_nothing() -> None:
    assert window([]).ask(0, 40, ahead=PAGE_ROWS) == []


@given(st.lists(st.integers(0, 999_990), max_size=60))
def test_memory_and_open_questions_stay_small_however_one_scrolls(places: list[int]) -> None:
    at_hand: RowWindow[int] = RowWindow(lambda row: row)
    at_hand.reset(1_000_000, keep_cursor=False)
    unanswered: list[tuple[int, int]] = []
    for place in places:
        unanswered += at_hand.ask(place, place + 40)
        assert len(unanswered) <= MOST_ASKED
        if place % 2 and unanswered:
            offset, limit = unanswered.pop()
            at_hand.supply(offset, range(offset, offset + limit), None, place)
            assert at_hand.row(offset) == offset
    held = sum(at_hand.row(page * PAGE_ROWS) is not None for page in range(1_000_000 // PAGE_ROWS))
    assert held <= MOST_PAGES


def test_the_cursor_follows_its_row_and_the_top_tells_its_shift() -> None:
    at_hand = window(["a", "b", "c", "d"])
    at_hand.move_to(2)
    assert at_hand.supply(0, ["a", "new", "b", "c", "d"], 5, 1) == 1
    assert (at_hand.cursor, at_hand.cursor_row) == (3, "c")


def test_when_its_row_is_gone_the_cursor_takes_the_next_one() -> None:
    at_hand = window(["a", "b", "c"])
    at_hand.move_to(1)
    at_hand.supply(0, ["a", "c"], 2, 0)
    assert at_hand.cursor_row == "c"
    at_hand.supply(0, ["a"], 1, 0)
    assert at_hand.cursor_row == "a"
    at_hand.supply(0, [], 0, 0)
    assert at_hand.cursor == 0
    assert at_hand.row(0) is None


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, min_size=1),
    st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True),
    st.integers(0, 70),
)
def test_the_cursor_is_always_on_a_row_or_on_none(
    before: list[str], after: list[str], cursor: int
) -> None:
    at_hand = window(before)
    at_hand.move_to(cursor)
    stood_on = at_hand.cursor_row
    at_hand.grow_stale()
    at_hand.ask(0, len(before))
    at_hand.supply(0, after, len(after), 0)
    assert at_hand.cursor_row == (after[at_hand.cursor] if after else None)
    if stood_on in after and before.index(stood_on or "") < 64:
        assert at_hand.cursor_row == stood_on


def test_a_new_query_may_keep_the_cursor_on_its_row() -> None:
    at_hand = window(["a", "b", "c", "d"])
    at_hand.move_to(1)
    at_hand.reset(None, keep_cursor=True)
    assert at_hand.cursor_row is None
    assert at_hand.row(1) == "b"
    at_hand.supply(0, ["d", "c", "b", "a"], 4, 0)
    assert at_hand.cursor_row == "b"


def test_without_a_total_the_list_grows_as_rows_come() -> None:
    at_hand: RowWindow[int] = RowWindow(lambda row: row)
    at_hand.supply(0, range(64), None, 0)
    assert (at_hand.total, at_hand.extent) == (None, 64)
    assert at_hand.ask(50, 63, ahead=PAGE_ROWS) == [(64, 64)]
    at_hand.supply(64, range(64, 70), None, 0)
    assert at_hand.extent == 70
