"""A wrong key is answered in our own words, and nothing else is written over the screen."""

from pathlib import Path

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.db.engine import open_engine
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.bare_key import bare_key_for
from tests.support.people import PROFESSIONAL_NAME
from tests.support.terminal import Terminal, home_of, kara


def test_06_a_wrong_key_writes_one_sentence_and_no_other_byte(tmp_path: Path) -> None:
    """Threat: the cipher's own complaints over the screen. Control: its log is silenced first."""
    store = tmp_path / "practice.db"
    key = bare_key_for(store)
    other = bytes(byte ^ 0xFF for byte in key)
    open_local(store, other, PROFESSIONAL_NAME, system_clock).store.close()
    with pytest.raises(StoreUnavailable) as refusal:
        open_engine(store, key)
    terminal = Terminal(kara("clients"), home_of(tmp_path))
    try:
        assert terminal.wait_for_end() == refusal.value.exit_code
        told = bytes(terminal.raw).decode().replace("\r\n", " ").split()
        assert told == f"kara: {refusal.value}".split()
    finally:
        terminal.close()
