"""Finding somebody in a list, and putting a list in order."""

from datetime import date

import pytest
from rich.style import Style
from textual.events import Key, Paste
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.domain.listing import SortBy
from kara_tui.screens.list_pane import LONGEST_SEARCH
from kara_tui.screens.profile import ProfileScreen
from kara_tui.widgets.window_table import WindowTable
from tests.screens.home.workstation import Workstation, opened
from tests.support.one_screen import WIDE
from tests.support.people import added

PEOPLE = {
    "Áslaug Þórðardóttir": "5551234",
    "Bjarni Magnússon": "5559876",
    "Dagný Sæmundsdóttir": "5550000",
    "Zófus": "",
    "Örn Ægisson": "",
}


@pytest.fixture
async def people(backend: Backend) -> None:
    for year, (name, phone) in enumerate(PEOPLE.items()):
        await added(
            backend,
            name,
            phone=phone,
            phone_typed=phone,
            birth_date=date(1990 - year, 3, 1) if phone else None,
            contact_email=f"{name.split()[0].lower()}@mail.example",
        )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("th", ["Áslaug Þórðardóttir"]),
        ("ASLAUG", ["Áslaug Þórðardóttir"]),
        ("dott", ["Áslaug Þórðardóttir", "Dagný Sæmundsdóttir"]),
        ("saem", ["Dagný Sæmundsdóttir"]),
        ("orn aeg", ["Örn Ægisson"]),
        ("555-98", ["Bjarni Magnússon"]),
        ("bjarni@", ["Bjarni Magnússon"]),
    ],
)
@pytest.mark.usefixtures("people")
async def test_typing_searches_at_once(backend: Backend, typed: str, found: list[str]) -> None:
    async with opened(backend) as work:
        await work.press("slash", *typed)
        assert work.names == found
        assert work.range_words.startswith(f"1–{len(found)} of {len(found)}")


@pytest.mark.usefixtures("people")
async def test_keys_typed_right_behind_the_slash_are_not_lost(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.pilot.press("slash", "t", "h")
        await work.settle()
        assert work.search_line.value == "th"
        assert work.names == ["Áslaug Þórðardóttir"]


@pytest.mark.usefixtures("people")
async def test_what_was_found_is_marked(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash", "t", "h", "o")
        line = work.pane.table.render_line(1)
        marked = [text for text, style, _ in line if isinstance(style, Style) and style.underline]
        assert "".join(marked) == "Þó"


@pytest.mark.usefixtures("people")
async def test_esc_shows_everybody_again(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash", *"dott")
        assert len(work.names) == 2
        await work.press("escape")
        assert work.names == list(PEOPLE)
        assert work.pane.table.has_focus
        assert work.search_line.value == ""


@pytest.mark.parametrize("leave", ["enter", "down"])
@pytest.mark.usefixtures("people")
async def test_from_the_search_to_what_it_found_and_out_again(backend: Backend, leave: str) -> None:
    async with opened(backend) as work:
        await work.press("slash", *"dott", leave, "down")
        assert work.name == "Dagný Sæmundsdóttir"
        await work.press("slash", "i")
        assert work.search_line.value == "i", "what is typed takes the place of what was there"
        await work.press("down", "escape")
        assert work.names == list(PEOPLE)


@pytest.mark.usefixtures("people")
async def test_esc_is_quick_enough_for_the_next_key(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash", "z", "escape", "slash", "b", "down", "o")
        assert work.search_line.value == "b"
        assert work.names == ["Bjarni Magnússon"]
        assert work.pane.sort_by is SortBy.BIRTH_DATE


@pytest.mark.usefixtures("people")
async def test_a_second_enter_right_behind_the_first_opens_what_was_found(
    backend: Backend,
) -> None:
    async with opened(backend) as work:
        await work.press("slash", *"zof")
        for _ in range(2):
            work.app.post_message(Key("enter", "\r"))
        await work.until(lambda: isinstance(work.app.screen, ProfileScreen))


@pytest.mark.usefixtures("people")
async def test_the_key_line_says_how_to_leave_the_search(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash", "z")
        last = work.screen_text().splitlines()[-1]
        assert "esc Show all" in last
        assert "down Go there" in last
        await work.press("escape")
        assert "Show all" not in work.screen_text().splitlines()[-1]


@pytest.mark.usefixtures("people")
async def test_a_search_that_finds_nobody_says_so_and_how_to_go_on(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash", *"qqq")
        empty = work.pane.query_one(".empty", Static)
        assert "Nobody is found by “qqq”. Press esc to see everybody." in str(empty.render())
        await work.press("backspace", "backspace", "backspace")
        assert work.names == list(PEOPLE)
        assert not empty.display


@pytest.mark.usefixtures("people")
async def test_a_letter_that_is_a_command_elsewhere_is_typed_in_the_search(
    backend: Backend,
) -> None:
    async with opened(backend) as work:
        await work.press("slash", *"1/oacuniq?")
        assert work.search_line.value == "1/oacuniq?"
        assert len(work.app.screen_stack) == 1


@pytest.mark.usefixtures("people")
async def test_an_enormous_paste_is_cut_and_harmless(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash")
        work.app.post_message(Paste("[/x]\x1b]0;owned\x07" + "x" * 10_000_000))
        await work.settle()
        await work.press("b")
        assert len(work.search_line.value) <= LONGEST_SEARCH
        work.screen_text()


@pytest.mark.usefixtures("people")
async def test_o_goes_through_the_orders_and_shift_o_turns_them_round(backend: Backend) -> None:
    async with opened(backend) as work:
        assert work.range_words.endswith("by name")
        await work.press("O")
        assert work.names == list(PEOPLE)[::-1]
        assert work.range_words.endswith("by name ▼")
        await work.press("o")
        assert work.range_words.endswith("by date of birth")
        known = [name for name in work.names if PEOPLE[name]]
        assert known == ["Dagný Sæmundsdóttir", "Bjarni Magnússon", "Áslaug Þórðardóttir"]
        orders = []
        while work.range_words.split("by ")[-1] != "name":
            orders.append(work.range_words.split("by ")[-1])
            await work.press("o")
        assert orders == ["date of birth", "state", "date", "phone", "e-mail"]
        assert work.names == list(PEOPLE)


async def click_title(work: Workstation, title: str) -> None:
    table = work.pane.table
    header = "".join(segment.text for segment in table.render_line(0))
    await work.pilot.click(WindowTable, offset=(header.index(title) + 1, 0))
    await work.settle()


@pytest.mark.usefixtures("people")
async def test_a_click_on_a_title_sorts_and_a_second_one_turns_it_round(backend: Backend) -> None:
    async with opened(backend, size=WIDE) as work:
        await click_title(work, "Age")
        assert work.pane.sort_by is SortBy.BIRTH_DATE
        unknown = ["Zófus", "Örn Ægisson"]
        oldest_first, last = work.names[:3], work.names[3:]
        assert last == unknown
        await click_title(work, "Age")
        assert work.pane.descending
        assert work.names == [*oldest_first[::-1], *unknown[::-1]]
        await click_title(work, "Phone")
        assert (work.pane.sort_by, work.pane.descending) == (SortBy.PHONE, False)
        await click_title(work, "Name")
        assert work.names == list(PEOPLE)


async def test_home_end_and_pages_go_where_they_say(backend: Backend) -> None:
    for number in range(90):
        await added(backend, f"Anna {number:02}")
    async with opened(backend) as work:
        room = work.pane.table.room
        await work.press("end")
        assert work.name == "Anna 89"
        assert work.range_words.startswith(f"{90 - room + 1}–90 of 90")
        await work.press("home")
        assert work.name == "Anna 00"
        await work.press("pagedown")
        assert work.name == f"Anna {room:02}"
        await work.press("pagedown", "pageup", "down", "up")
        assert work.name == f"Anna {room:02}"
