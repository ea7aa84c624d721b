"""A program in which a note is written in a terminal, to be killed.

`python -m tests.support.note_program STORE CLIENT` opens a new note of a client.
"""

import sys
from pathlib import Path
from uuid import UUID

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.domain.ids import ClientId
from kara_tui.screens.desk import Desk
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.vault.bare_key import bare_key_for
from tests.support.one_screen import OneScreenApp
from tests.support.people import PROFESSIONAL_NAME


def main() -> None:
    """Write a note until the program is killed."""
    store, client_id = Path(sys.argv[1]), ClientId(UUID(sys.argv[2]))
    key = bare_key_for(store)
    backend = LocalBackend(lambda: open_local(store, key, PROFESSIONAL_NAME, system_clock))
    screen = NoteScreen(Desk(backend), client_id, "Anna", None, None)
    OneScreenApp(screen, backend).run()


if __name__ == "__main__":
    main()
