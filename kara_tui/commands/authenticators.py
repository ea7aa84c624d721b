"""Commands on who may sign in for a client by electronic ID."""

from kara_tui.commands.command import Command


class AddAuthenticator(Command):
    """Add somebody's electronic ID."""

    key = "a"
    label = "Add"
    at_once = True


class ChangeAuthenticator(Command):
    """Change what is known about this electronic ID."""

    key = "enter"
    label = "Change"
    at_once = True


class ActivateAuthenticator(Command):
    """Let this electronic ID be used."""

    key = "y"
    label = "Activate"


class RevokeAuthenticator(Command):
    """Let this electronic ID be used no more."""

    key = "r"
    label = "Revoke"


class RemoveAuthenticator(Command):
    """Mark this electronic ID as entered in error; history keeps it."""

    key = "x,delete"
    label = "Remove"
