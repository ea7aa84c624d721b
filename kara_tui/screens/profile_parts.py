"""The parts of a profile, declared once: the command that goes there, and where each stands."""

from dataclasses import dataclass

from kara_tui.commands import profile as commands
from kara_tui.commands.command import Command


@dataclass(frozen=True)
class Part:
    """One part of a profile."""

    name: str
    """Its widget's id."""
    column: str
    """The id of the column that holds it where there is room for several."""
    command: type[Command]
    """Goes there."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.command.label

    @property
    def key(self) -> str:
        """The key that goes there."""
        return self.command.key


PARTS = (
    Part("details", "left", commands.ShowDetails),
    Part("activities", "middle", commands.ShowActivities),
    Part("wellbeing", "middle", commands.ShowWellbeing),
    Part("payments", "right", commands.ShowPayments),
    Part("contacts", "right", commands.ShowContacts),
    Part("attachments", "right", commands.ShowAttachments),
    Part("authenticators", "right", commands.ShowAuthenticators),
)
"""In the order of their keys."""


def part_named(name: str) -> Part:
    """Return a part by its name."""
    return next(one for one in PARTS if one.name == name)


def part_of(command: type[Command]) -> Part | None:
    """Return the part that a command goes to; None for any other command."""
    return next((one for one in PARTS if one.command is command), None)
