"""The palette: every command that can be given now, found by its words, with its key."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from kara_tui.commands.command import Command, Offering, offered
from kara_tui.commands.keys import key_words


class CommandPalette(Provider):
    """Finds the commands that the focused part of the screen and all around it offer."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for node, command in offered(self.screen):
            yield DiscoveryHit(
                _words(command), _giving(node, command), command.label, command.help()
            )

    async def search(self, query: str) -> Hits:
        """Offer what resembles the typed words."""
        matcher = self.matcher(query)
        for node, command in offered(self.screen):
            score = matcher.match(f"{command.label} {command.help()}")
            if score > 0:
                yield Hit(
                    score, _words(command), _giving(node, command), command.label, command.help()
                )


def _words(command: type[Command]) -> Content:
    key = command.key.partition(",")[0]
    return Content(command.label) + (Content(f"  {key_words(key)}") if key else Content(""))


def _giving(node: Offering, command: type[Command]) -> Callable[[], Awaitable[None]]:
    return lambda: node.action_command(command.id())
