"""What is copied stays in this program until its user hands it out."""

import base64
import os

from textual import on
from textual.app import App

from kara_tui.commands import workstation


class OwnClipboardApp(App[None]):
    """Copies and pastes within itself.

    Textual would send every copied text to the terminal, whose clipboard other programs can
    read, and over ssh another machine.
    """

    _copied = ""

    @property
    def clipboard(self) -> str:
        """What was copied or cut last; empty when nothing was."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a text to be pasted in this program."""
        self._copied = text

    def forget_copied(self) -> None:
        """Have nothing to paste any more."""
        self._copied = ""

    @on(workstation.HandOut)
    def hand_out(self) -> None:
        """Send what was copied to the terminal, which may put it on the system's clipboard."""
        if not self._copied:
            self.notify("Nothing was copied yet: select text, then ctrl+c.", markup=False)
            return
        self._send(self._copied)
        self.notify(
            "The copied text was sent to your terminal. Whether it was taken cannot be seen from "
            "here: try to paste it. Other programs can read it there.",
            markup=False,
        )

    def hand_out_text(self, text: str, what: str) -> None:
        """Copy a text that the user asked for by name, and send it to the terminal.

        Args:
            text: What is copied.
            what: What it is, as the toast names it.
        """
        self._copied = text
        self._send(text)
        self.notify(f"Copied, and sent to your terminal: {what}", markup=False)

    def _send(self, text: str) -> None:
        super().copy_to_clipboard(text)
        if "TMUX" in os.environ and self._driver is not None:
            # tmux may keep what it is told to itself; wrapped like this it hands it on.
            told = base64.b64encode(text.encode()).decode("ascii")
            self._driver.write(f"\x1bPtmux;\x1b\x1b]52;c;{told}\a\x1b\\")
