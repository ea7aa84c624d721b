"""Text that would steer a terminal, already in the store, as an older program might leave it."""

import re
from collections.abc import Callable
from pathlib import Path

from kara_tui.backend.opening import open_local
from kara_tui.bootstrap import settings_for
from kara_tui.domain.client import new_client
from kara_tui.domain.clock import system_clock
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import new_client_id, new_intent_id
from kara_tui.vault.bare_key import bare_key_for
from tests.support.hostile import HOSTILE
from tests.support.terminal import Terminal

Start = Callable[..., Terminal]

MARK = "\u0101\u0101"
"""Sorts before everybody else and occurs nowhere else."""

POINTER_SHAPE = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""What Textual itself asks of the terminal: the shape of the mouse pointer."""

STEERING = (
    b"\x1b]",  # an operating system command: title, clipboard, link
    b"\x1bP",  # a device control string
    b"\x07",
    "\x9b".encode(),
    "\u202e".encode(),
    "\u2066".encode(),
    b"\x7f",
)


def _plant(home: Path) -> int:
    store = settings_for(str(home), environment={}).home.demo_store
    opened = open_local(store, bare_key_for(store), "", system_clock)
    texts = [one.encode("utf-8", "replace").decode() for one in HOSTILE.values()]
    planted = [
        new_client(
            new_client_id(),
            ClientDetails(
                name=f"{MARK} {number:02} {text[:300]}",
                phone_typed=text[:300],
                contact_email=text[:300],
                reason_for_booking=text[:3000],
            ),
            system_clock(),
        )
        for number, text in enumerate(texts)
    ]
    # Past dispatch, which would clean it.
    with opened.store.writing(opened.actor, system_clock(), "AddClient", new_intent_id()) as unit:
        unit.clients.add_many(planted)
    opened.store.close()
    return len(planted)


def test_no_stored_text_reaches_the_terminal_raw(start: Start, home: Path) -> None:
    planted = _plant(home)
    terminal = start("--demo")
    terminal.wait_for(f"of {132 + planted}")
    terminal.wait_for(f"{MARK} 00")
    for number in range(planted):
        terminal.send("\r")
        terminal.wait_for("Wellbeing")
        terminal.send("\x1b")
        terminal.wait_for("3 Invites")
        terminal.send("\x1b[B")
        terminal.wait_for(f"▸ {MARK} {number + 1:02}" if number + 1 < planted else "▸")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    raw = POINTER_SHAPE.sub(b"", bytes(terminal.raw))
    found = [sign for sign in STEERING if sign in raw]
    assert found == []
